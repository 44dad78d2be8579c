import Imaging

/// Two rows of code values, not yet rounded, on their way into a picture.
final class RowPair {
  private let width: Int
  private let stride: Int
  private let samples: UnsafeMutablePointer<Float>

  init(_ width: Int) {
    self.width = width
    // Eight before each row and room for a vector after it.
    stride = 8 + (width + 15) / 8 * 8
    samples = .allocate(capacity: 8 * stride)
    samples.initialize(repeating: 0, count: 8 * stride)
  }

  deinit { samples.deallocate() }

  func luma(_ line: Int) -> UnsafeMutablePointer<Float> { samples + line * stride + 8 }
  func blueness(_ line: Int) -> UnsafeMutablePointer<Float> { samples + (2 + line) * stride + 8 }
  func redness(_ line: Int) -> UnsafeMutablePointer<Float> { samples + (4 + line) * stride + 8 }
  private func halved(_ which: Int) -> UnsafeMutablePointer<Float> { samples + (6 + which) * stride + 8 }

  func writeLuma(_ line: Int, into picture: Picture, row: Int, columns: Range<Int>) {
    write(luma(line), into: picture.planes[0], row: row, columns: columns)
  }

  func writeChroma(_ line: Int, into picture: Picture, row: Int, columns: Range<Int>) {
    write(blueness(line), into: picture.planes[1], row: row, columns: columns)
    write(redness(line), into: picture.planes[2], row: row, columns: columns)
  }

  /// Chroma for both rows: two rows averaged, and across with weights 1 2 1 about the left luma column.
  func writeHalvedChroma(into picture: Picture, row: Int, columns: Range<Int>) {
    let half = (columns.lowerBound + 1) / 2..<(columns.upperBound + 1) / 2
    for (which, rows) in [(blueness(0), blueness(1)), (redness(0), redness(1))].enumerated() {
      let (a, b, out) = (rows.0, rows.1, halved(which))
      for x in columns { a[x] += b[x] }
      if columns.lowerBound == 0 { a[-1] = a[0] }
      if columns.upperBound == width { a[width] = a[width - 1] }
      for i in half { out[i] = (a[2 * i - 1] + 2 * a[2 * i] + a[2 * i + 1]) * 0.125 }
      write(out, into: picture.planes[1 + which], row: row, columns: half)
    }
  }

  private func write(_ from: UnsafePointer<Float>, into plane: Plane, row: Int, columns: Range<Int>) {
    // Adding 2²³ leaves the nearest whole number in the low bits.
    let shift: Float = 8_388_608
    let top: Float = plane.bits == 8 ? 255 : 65535
    if plane.bits == 8 {
      let out = plane.row8(row)
      for x in columns {
        let value = from[x]
        let held = value < 0 ? 0 : value > top ? top : value
        out[x] = UInt8(truncatingIfNeeded: (held + shift).bitPattern)
      }
    } else {
      let out = plane.row16(row)
      for x in columns {
        let value = from[x]
        let held = value < 0 ? 0 : value > top ? top : value
        out[x] = UInt16(truncatingIfNeeded: (held + shift).bitPattern)
      }
    }
  }
}
