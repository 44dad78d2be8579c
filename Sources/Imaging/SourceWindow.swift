import Geometry

/// A rectangle of a plane as Float, which may reach beyond the plane: its end samples are repeated to the left and right, and rows
/// above and below stand for the first and last row.
struct SourceWindow {
  enum Reading: Sendable {
    case codes
    case light
  }

  let columns: Range<Int>
  let rows: Range<Int>
  /// The rows that are really there.
  private let realRows: ClosedRange<Int>
  /// Whether rows above and below are written out, so that every row follows the one before it.
  private let isWhole: Bool
  /// Floats from one row to the next, a multiple of 32.
  let stride: Int

  init(columns: Range<Int>, rows: Range<Int>, of plane: Plane, isWhole: Bool = false) {
    self.isWhole = isWhole
    self.columns = columns
    self.rows = rows
    let last = plane.height - 1
    realRows = min(max(rows.lowerBound, 0), last)...min(max(rows.upperBound - 1, 0), last)
    // Eight more, so that a vector may be loaded at the last column.
    stride = (columns.count + 8 + 31) & ~31
  }

  /// The room that `read` needs.
  var floatCount: Int { stride * (isWhole ? rows.count : realRows.count) }

  /// Where a row begins among the floats, if the window is not whole.
  @inline(__always)
  func place(ofRow y: Int) -> Int {
    (min(max(y, realRows.lowerBound), realRows.upperBound) - realRows.lowerBound) * stride
  }

  func read(from plane: Plane, as reading: Reading, into floats: UnsafeMutablePointer<Float>) {
    // Beyond the plane a single row stands for all.
    let above = isWhole ? min(max(0, realRows.lowerBound - rows.lowerBound), rows.count - 1) : 0
    for y in realRows { readRow(y, from: plane, as: reading, into: floats + above * stride + place(ofRow: y)) }
    if isWhole { repeatEnds(in: floats, above: above) }
  }

  private func repeatEnds(in floats: UnsafeMutablePointer<Float>, above first: Int) {
    let last = first + realRows.count - 1
    for row in 0..<first { (floats + row * stride).update(from: floats + first * stride, count: stride) }
    for row in last + 1..<rows.count { (floats + row * stride).update(from: floats + last * stride, count: stride) }
  }

  private func readRow(_ y: Int, from plane: Plane, as reading: Reading, into floats: UnsafeMutablePointer<Float>) {
    let first = min(max(columns.lowerBound, 0), plane.width - 1)
    let end = max(first + 1, min(columns.upperBound, plane.width))
    let left = max(0, min(columns.count - 1, first - columns.lowerBound))
    let count = min(end - first, columns.count - left)
    switch reading {
    case .codes: RowKernels.read(plane, row: y, from: first, count: count, into: floats + left)
    case .light: LumaLight.read(plane, row: y, from: first, count: count, into: floats + left)
    }
    for i in 0..<left { floats[i] = floats[left] }
    let last = floats[left + count - 1]
    for i in left + count..<stride { floats[i] = last }
  }
}
