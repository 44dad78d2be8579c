/// How finely the times of an arrival map count.
///
/// Where times change slowly from cell to cell, as fine as eyes can see while a point turns; where they change fast, a fraction of that
/// change, because there a step only moves a border by an eighth of a cell. Codes depend on these numbers: others make another code.
enum ArrivalSteps {
  /// The finest, as a power of two: a 1024th of the hand-over, which is a thirtieth of the time in which a point turns.
  static let finest = 6
  /// The coarsest.
  static let coarsest = 8

  /// The step of a cell, as a power of two, from the cells to its left and above it.
  @inline(__always)
  static func step(left: Int32, above: Int32, aboveLeft: Int32, aboveRight: Int32) -> Int32 {
    let change = max(abs(left - aboveLeft), max(abs(above - aboveLeft), abs(aboveRight - above)))
    // Up to a quarter of the change.
    let step = Int32(31 - finest) - Int32((change >> 2 | 1).leadingZeroBitCount)
    return Int32(finest) + min(max(step, 0), Int32(coarsest - finest))
  }

  /// The time on a step's grid, of which the last is 65535 as well.
  @inline(__always)
  static func time(_ level: Int32, step: Int32) -> Int32 { min(level << step, 65535) }

  /// The nearest level of a time.
  @inline(__always)
  static func level(_ time: Int32, step: Int32) -> Int32 { (time + (1 << step) / 2) >> step }
}

extension ArrivalMap {
  /// The same map with times on the grids of their steps, so that it takes little room in a file.
  package var rounded: ArrivalMap {
    var cells = ArrivalCells(rowCount: rowCount, columnCount: columnCount)
    for row in 0..<rowCount {
      cells.begin(row: row)
      for column in 0..<columnCount {
        let at = cells.place(row, column)
        let step = cells.step(at)
        let level = ArrivalSteps.level(Int32(times[row * columnCount + column]), step: step)
        cells.times[at] = ArrivalSteps.time(level, step: step)
      }
      cells.end(row: row)
    }
    return ArrivalMap(
      rowCount: rowCount, columnCount: columnCount, innermost: innermost, octavesPerRow: octavesPerRow,
      times: cells.inner)
  }
}
