import Imaging

/// Two rows of a picture, not yet rounded, on their way from R′G′B′ to its planes.
final class RowPair {
  private let width: Int
  private let stride: Int
  private let samples: UnsafeMutablePointer<Float>

  init(_ width: Int) {
    self.width = width
    // Eight before each row and room for a vector after it.
    stride = 8 + (width + 15) / 8 * 8
    samples = .allocate(capacity: 9 * stride)
    samples.initialize(repeating: 0, count: 9 * stride)
  }

  deinit { samples.deallocate() }

  func luma(_ line: Int) -> UnsafeMutablePointer<Float> { row(line) }
  func blueness(_ line: Int) -> UnsafeMutablePointer<Float> { row(2 + line) }
  func redness(_ line: Int) -> UnsafeMutablePointer<Float> { row(4 + line) }
  /// Encoded light 0 … 1; for one line at a time.
  var red: UnsafeMutablePointer<Float> { row(6) }
  var green: UnsafeMutablePointer<Float> { row(7) }
  var blue: UnsafeMutablePointer<Float> { row(8) }

  private func row(_ index: Int) -> UnsafeMutablePointer<Float> { samples + index * stride + 8 }

  /// Makes code values of the encoded light in some columns; a `unit` is one step of 8 bits.
  func encode(_ line: Int, columns: Range<Int>, unit: Float) {
    let x = columns.lowerBound
    YCbCr.encode(
      (red + x, green + x, blue + x), luma: luma(line) + x, blueness: blueness(line) + x, redness: redness(line) + x,
      count: columns.count, unit: unit)
  }

  func writeLuma(_ line: Int, into picture: Picture, row: Int, columns: Range<Int>) {
    write(luma(line), into: picture.planes[0], row: row, columns: columns)
  }

  func writeChroma(_ line: Int, into picture: Picture, row: Int, columns: Range<Int>) {
    write(blueness(line), into: picture.planes[1], row: row, columns: columns)
    write(redness(line), into: picture.planes[2], row: row, columns: columns)
  }

  /// Chroma for both rows. The columns begin at an even one; if that is not the first, the first sample is arbitrary.
  func writeHalvedChroma(into picture: Picture, row: Int, columns: Range<Int>) {
    let start = columns.lowerBound
    for (plane, rows) in [(1, (blueness(0), blueness(1))), (2, (redness(0), redness(1)))] {
      ChromaSiting.halve(rows.0 + start, rows.1 + start, count: columns.count)
      RowKernels.write(
        rows.0 + start, count: (columns.count + 1) / 2, to: picture.planes[plane], row: row, from: start / 2)
    }
  }

  private func write(_ from: UnsafePointer<Float>, into plane: Plane, row: Int, columns: Range<Int>) {
    let start = columns.lowerBound
    RowKernels.write(from + start, count: columns.count, to: plane, row: row, from: start)
  }
}
