import Geometry

/// The log-polar grid of an arrival map about a pole in a picture.
struct ArrivalGrid {
  private let size: CanvasSize
  /// Of a pixel, in plane units.
  private let pixel: Double
  /// In pixels.
  private let pole: Point
  private let rowCount: Int
  private let columnCount: Int
  private let innermost: Double
  private static let octaves = 5.6
  private let octavesPerRow: Double

  /// - Parameter pole: in pixels.
  init(_ size: CanvasSize, pole: Point) {
    self.init(size, pixel: size.pixel, pole: pole, rowCount: 160, columnCount: 512)
  }

  /// - Parameter pole: in the grid's plane.
  init(_ grid: JoinGrid, pole: Point) {
    let size = CanvasSize(grid.columns, grid.rows)
    let middle = Point(x: Double(size.width) / 2, y: Double(size.height) / 2)
    self.init(size, pixel: grid.cell, pole: middle + pole / grid.cell, rowCount: 224, columnCount: 512)
  }

  private init(_ size: CanvasSize, pixel: Double, pole: Point, rowCount: Int, columnCount: Int) {
    (self.size, self.pixel, self.pole) = (size, pixel, pole)
    (self.rowCount, self.columnCount) = (rowCount, columnCount)
    let far = size.corners.map { (size.pixelsFromPlane($0) - pole).length }.max()! * pixel
    let outermost = PortableMath.log2(far) + 0.05
    octavesPerRow = ArrivalGrid.octaves / Double(rowCount - 1)
    innermost = outermost - ArrivalGrid.octaves
  }

  /// A grid of a quarter as many rows and columns over the same place.
  var coarser: ArrivalGrid {
    ArrivalGrid(size, pixel: pixel, pole: pole, rowCount: rowCount / 4, columnCount: columnCount / 4)
  }

  /// The map of moments 0 … 1 that are known for each pixel; beyond the picture everything turns last. Moments are only as fine as can be
  /// seen, so that a plan has room for many maps.
  ///
  /// - Parameter isHung: whether all that has not turned is to hang on to the border.
  func map(_ moments: [Float], isHung: Bool = true) -> ArrivalMap {
    var times: [Float] = []
    times.reserveCapacity(rowCount * columnCount)
    let fine = 2
    let directions = (0..<columnCount * fine).map { Point(turns: Double($0) / Double(columnCount * fine)) }
    func line(_ row: Int) -> [Double] {
      let radius = PortableMath.exp2(innermost + Double(row) / Double(fine) * octavesPerRow) / pixel
      return directions.map { value(moments, pole + $0 * radius) }
    }
    // Places between the cells count as well, 1 2 1 each way.
    var lines = [line(-1), line(0), line(1)]
    for row in 0..<rowCount {
      for column in 0..<columnCount {
        func across(_ line: [Double]) -> Double {
          let at = column * fine
          return line[(at + line.count - 1) % line.count] + 2 * line[at] + line[at + 1]
        }
        times.append(Float((across(lines[0]) + 2 * across(lines[1]) + across(lines[2])) / 16))
      }
      lines = [lines[2], line(fine * row + 2), line(fine * row + 3)]
    }
    // Something thin may have fallen between the cells.
    let hung =
      !isHung ? times : Front(width: columnCount, height: rowCount, isRound: true).hungOnBorder(times, step: 2e-5)
    let map = ArrivalMap(
      rowCount: rowCount, columnCount: columnCount, innermost: innermost, octavesPerRow: octavesPerRow,
      times: hung.map { UInt16((min(max($0, 0), 1) * 65535).rounded()) })
    return map.rounded
  }

  /// Bilinear between pixels.
  private func value(_ moments: [Float], _ place: Point) -> Double {
    let (w, h) = (size.width, size.height)
    guard place.x >= 0, place.y >= 0, place.x <= Double(w), place.y <= Double(h) else { return 1 }
    let (x, y) = (min(max(place.x - 0.5, 0), Double(w - 1)), min(max(place.y - 0.5, 0), Double(h - 1)))
    let (i, j) = (min(Int(x), w - 2), min(Int(y), h - 2))
    let (u, v) = (x - Double(i), y - Double(j))
    func at(_ i: Int, _ j: Int) -> Double { Double(moments[j * w + i]) }
    let above = at(i, j) * (1 - u) + at(i + 1, j) * u
    let below = at(i, j + 1) * (1 - u) + at(i + 1, j + 1) * u
    return above * (1 - v) + below * v
  }
}
