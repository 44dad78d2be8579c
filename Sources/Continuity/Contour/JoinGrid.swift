import Geometry

/// A grid of cells over the plane of an inner scene: its frame, and as much around it as an outer one may be seen beside.
struct JoinGrid: Equatable, Sendable {
  let columns: Int
  let rows: Int
  /// The side of a cell in plane units.
  let cell: Double
  let aspect: Double
  /// Half its height.
  let half: Double

  /// How many times higher than the inner scene's frame the grid is.
  static let reach = 1.4

  /// - Parameters:
  ///   - rows: over the height of the frame; of the grid there are more.
  ///   - aspect: of the frame.
  init(rowsOfFrame: Int, aspect: Double) {
    let wished = JoinGrid.held(rowsOfFrame, aspect)
    rows = max(4, Int((Double(wished) * JoinGrid.reach / 2).rounded()) * 2)
    columns = max(8, Int((Double(rows) * aspect / 2).rounded()) * 2)
    half = JoinGrid.reach
    cell = 2 * half / Double(rows)
    self.aspect = aspect
  }

  /// Over the plane of a canvas.
  init(rowsOfCanvas: Int, aspect: Double) {
    rows = JoinGrid.held(rowsOfCanvas, aspect)
    columns = max(3, Int((Double(rows) * aspect).rounded()))
    (half, cell) = (1, 2 / Double(rows))
    self.aspect = aspect
  }

  /// Fewer rows where the canvas is so wide that there would be too many cells.
  private static func held(_ rows: Int, _ aspect: Double) -> Int {
    max(3, min(rows, Int((mostCells / aspect).squareRoot())))
  }

  private static let mostCells = 80_000.0

  var count: Int { columns * rows }

  /// The middle of a cell.
  func place(_ x: Int, _ y: Int) -> Point {
    Point(x: (Double(x) + 0.5 - Double(columns) / 2) * cell, y: (Double(y) + 0.5 - Double(rows) / 2) * cell)
  }

  func isInFrame(_ x: Int, _ y: Int) -> Bool {
    let p = place(x, y)
    return abs(p.x) <= aspect && abs(p.y) <= 1
  }

  /// The number of the cell that a point lies in, or the nearest one.
  func cell(at point: Point) -> (x: Int, y: Int) {
    let (x, y) = (point.x / cell + Double(columns) / 2, point.y / cell + Double(rows) / 2)
    return (min(max(Int(x.rounded(.down)), 0), columns - 1), min(max(Int(y.rounded(.down)), 0), rows - 1))
  }
}
