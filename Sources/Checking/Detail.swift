import Geometry
import Imaging

/// How much detail a picture has, in dB, at its full size.
package struct Detail: Sendable {
  /// Energy above about a quarter cycle a pixel, less that of the octaves below it: what a blur of standard deviation 1 takes away over what one
  /// of 4 takes of the rest.
  package let sharpness: Double
  /// Mean over 8 × 5 cells of the energy that a blur of 4 takes away. Two pictures that show through each other have less: 3 dB in
  /// the middle of a dissolve of equal ones. A seam that moves leaves it as it is.
  package let contrast: Double

  /// Rows that are worked on together.
  private static let band = 96
  private static let cells = (columns: 8, rows: 5)
  private static let fine = Blur(1, radius: 4)
  private static let wide = Blur(4, radius: 16)

  package init(of luma: Plane) {
    let (width, height) = (luma.width, luma.height)
    var energy = (high: 0.0, middle: 0.0)
    var contrasts: [Double] = []
    Scratch.withFloats(DetailRows.room(width, Self.band + 2 * Self.wide.radius)) { floats in
      let rows = DetailRows(floats, width, Self.band + 2 * Self.wide.radius)
      for cell in 0..<Self.cells.rows {
        let range = cell * height / Self.cells.rows..<(cell + 1) * height / Self.cells.rows
        rows.clearSums()
        for top in stride(from: range.lowerBound, to: range.upperBound, by: Self.band) {
          rows.add(luma, top..<min(range.upperBound, top + Self.band), Self.fine, Self.wide)
        }
        energy.high += rows.sum(rows.high, 0..<width)
        energy.middle += rows.sum(rows.middle, 0..<width)
        for column in 0..<Self.cells.columns {
          let columns = column * width / Self.cells.columns..<(column + 1) * width / Self.cells.columns
          let count = columns.count * range.count
          if count > 0 { contrasts.append(rows.sum(rows.whole, columns) / Double(count)) }
        }
      }
    }
    let count = Double(width * height)
    sharpness = decibels((energy.high / count + 0.02) / (energy.middle / count + 0.02))
    contrast = contrasts.map { decibels($0 + 0.25) }.mean
  }
}

private func decibels(_ ratio: Double) -> Double { 10 * PortableMath.log2(ratio) / PortableMath.log2(10) }

/// Some rows of a picture with their blurs, and what they add up to down the columns.
private struct DetailRows {
  typealias Floats = UnsafeMutablePointer<Float>

  /// Squares of what the fine blur takes away, of what the wide one takes of the rest, and of both.
  let high: Floats
  let middle: Floats
  let whole: Floats
  private let width: Int
  private let luma: Floats
  private let fineAcross: Floats
  private let wideAcross: Floats
  private let line: Floats
  private let fineRow: Floats
  private let wideRow: Floats

  /// How many floats it works in.
  static func room(_ width: Int, _ rows: Int) -> Int { 3 * width * rows + 6 * (width + 64) }

  init(_ floats: Floats, _ width: Int, _ rows: Int) {
    self.width = width
    (luma, fineAcross, wideAcross) = (floats, floats + width * rows, floats + 2 * width * rows)
    let single = (0..<6).map { floats + 3 * width * rows + $0 * (width + 64) }
    (high, middle, whole, line, fineRow, wideRow) = (single[0], single[1], single[2], single[3], single[4], single[5])
  }

  func clearSums() { for sum in [high, middle, whole] { sum.update(repeating: 0, count: width) } }

  func sum(_ sums: Floats, _ columns: Range<Int>) -> Double { columns.reduce(0) { $0 + Double(sums[$1]) } }

  /// Adds some rows of a plane to the sums.
  func add(_ plane: Plane, _ rows: Range<Int>, _ fine: Blur, _ wide: Blur) {
    let first = max(0, rows.lowerBound - wide.radius)
    let end = min(plane.height, rows.upperBound + wide.radius)
    for y in first..<end {
      let place = (y - first) * width
      RowKernels.read(plane, row: y, from: 0, count: width, into: luma + place)
      stretch(luma + place, width)
      fine.across(luma + place, count: width, line, fineAcross + place)
      wide.across(luma + place, count: width, line, wideAcross + place)
    }
    for y in rows {
      func row(_ rows: Floats, _ offset: Int) -> UnsafePointer<Float> {
        UnsafePointer(rows + (min(max(y + offset, first), end - 1) - first) * width)
      }
      fine.down(fineRow, count: width) { row(fineAcross, $0) }
      wide.down(wideRow, count: width) { row(wideAcross, $0) }
      addSquares(row(luma, 0), fineRow, wideRow, high, middle, whole, width)
    }
  }
}

/// Limited range to 0 … 255.
private func stretch(_ row: UnsafeMutablePointer<Float>, _ count: Int) {
  for x in 0..<count { row[x] = (row[x] - 16) * (255 / 219) }
}

private func addSquares(
  _ luma: UnsafePointer<Float>, _ fine: UnsafePointer<Float>, _ wide: UnsafePointer<Float>,
  _ high: UnsafeMutablePointer<Float>, _ middle: UnsafeMutablePointer<Float>, _ whole: UnsafeMutablePointer<Float>,
  _ count: Int
) {
  for x in 0..<count {
    let (a, b, c) = (luma[x] - fine[x], fine[x] - wide[x], luma[x] - wide[x])
    high[x] += a * a
    middle[x] += b * b
    whole[x] += c * c
  }
}
