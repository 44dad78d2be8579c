/// The times of an arrival map as far as they are known, row by row, with room around them, so that every cell has neighbours.
///
/// Columns go round: beside the first column of a whole row stand the last ones, and the other way round. Left of the row that is being
/// filled stands what stands there in the row above; above the first row, nothing.
struct ArrivalCells {
  let rowCount: Int
  let columnCount: Int
  let stride: Int
  var times: [Int32]
  private static let margin = 2

  init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    stride = columnCount + 2 * ArrivalCells.margin
    times = [Int32](repeating: 0, count: (rowCount + ArrivalCells.margin) * stride)
  }

  @inline(__always)
  func place(_ row: Int, _ column: Int) -> Int { (row + ArrivalCells.margin) * stride + column + ArrivalCells.margin }

  @inline(__always)
  func step(_ at: Int) -> Int32 {
    let above = at - stride
    return ArrivalSteps.step(
      left: times[at - 1], above: times[above], aboveLeft: times[above - 1], aboveRight: times[above + 1])
  }

  mutating func begin(row: Int) { ArrivalCells.begin(&times, place(row, 0), stride) }
  mutating func end(row: Int) { ArrivalCells.end(&times, place(row, 0), columnCount) }

  /// Puts what stands left of the row above left of the row that starts at a place.
  static func begin<Value>(_ values: inout [Value], _ start: Int, _ stride: Int) {
    for left in 1...margin { values[start - left] = values[start - left - stride] }
  }

  /// Lets a whole row go round. A row may be narrower than its margin.
  static func end<Value>(_ values: inout [Value], _ start: Int, _ columnCount: Int) {
    for beyond in 0..<margin {
      values[start + columnCount + beyond] = values[start + beyond]
      values[start - 1 - beyond] = values[start + columnCount - 1 - beyond]
    }
  }

  /// The times alone.
  var inner: [UInt16] {
    (0..<rowCount).flatMap { row in
      times[place(row, 0)..<place(row, columnCount)].map { UInt16(truncatingIfNeeded: $0) }
    }
  }
}
