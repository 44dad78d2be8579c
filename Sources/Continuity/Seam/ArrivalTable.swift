import Geometry

/// An arrival map made ready for many points: times as Float, and their bounds over cells.
///
/// Making it goes once over the map; masks of all frames of a hand-over may share one.
package final class ArrivalTable: Sendable {
  let rowCount: Int
  let columnCount: Int
  /// Grid points from one row to the next: the first column stands again after the last.
  let stride: Int
  let innermost: Double
  let octavesPerRow: Double
  /// For each grid point its time, 0 … 1; how steep times are in the cells around it, at most, in moments per e-fold of distance or radian;
  /// that times the mist; and how much earlier a point near it is at most, where there is mist.
  let points: [Float]
  private let cells: CellBounds
  private let blocks: CellBounds
  private static let blockSide = 4

  package init(_ map: ArrivalMap, mist: ArrivalMap? = nil) {
    rowCount = map.rowCount
    columnCount = map.columnCount
    stride = map.columnCount + 2
    innermost = map.innermost
    octavesPerRow = map.octavesPerRow
    var times = [Float](repeating: 0, count: map.rowCount * stride)
    for row in 0..<map.rowCount {
      for column in 0..<stride {
        times[row * stride + column] =
          Float(map.times[row * map.columnCount + column % map.columnCount]) * Float(1.0 / 65535)
      }
    }
    let steepness = (
      down: Float(1 / (map.octavesPerRow * PortableMath.ln2)), across: Float(Double(columnCount) / (2 * .pi))
    )
    var cells = CellBounds(times, rows: rowCount - 1, columns: columnCount, stride: stride, steepness)
    let slopes = cells.slopesAtPoints(stride: stride)
    let mists = ArrivalTable.mists(mist, on: map, stride: stride)
    var points = [Float](repeating: 0, count: 4 * times.count)
    for i in times.indices {
      (points[4 * i], points[4 * i + 1]) = (times[i], slopes[i])
      points[4 * i + 2] = mists.isEmpty ? 0 : slopes[i] * mists[i]
      points[4 * i + 3] = 1
    }
    if mist != nil {
      let earliest = ArrivalTable.earliestNear(times, rows: rowCount, stride: stride, columns: columnCount)
      for i in times.indices { points[4 * i + 3] = times[i] - earliest[i] }
    }
    self.points = points
    cells.includeSlopes(slopes, mists, stride: stride)
    self.cells = cells
    blocks = cells.reduced(by: ArrivalTable.blockSide)
  }

  /// The least time of the points that are at most two rows and columns away.
  private static func earliestNear(_ times: [Float], rows: Int, stride: Int, columns: Int) -> [Float] {
    var across = times
    for row in 0..<rows {
      for column in 0..<stride {
        for k in column - 2...column + 2 {
          let i = row * stride + floorMod(k, columns)
          across[row * stride + column] = min(across[row * stride + column], times[i])
        }
      }
    }
    var earliest = across
    for row in 0..<rows {
      for k in max(0, row - 2)...min(rows - 1, row + 2) {
        for column in 0..<stride {
          earliest[row * stride + column] = min(earliest[row * stride + column], across[k * stride + column])
        }
      }
    }
    return earliest
  }

  /// The mist at each grid point; empty where there is none.
  private static func mists(_ mist: ArrivalMap?, on map: ArrivalMap, stride: Int) -> [Float] {
    guard let mist else { return [] }
    var mists: [Float] = []
    mists.reserveCapacity(map.rowCount * stride)
    let directions = (0..<stride).map { Point(turns: Double($0 % map.columnCount) / Double(map.columnCount)) }
    for row in 0..<map.rowCount {
      let radius = PortableMath.exp2(map.innermost + Double(row) * map.octavesPerRow)
      for direction in directions { mists.append(Float(mist.time(at: direction * radius))) }
    }
    return mists
  }

  /// What times between some places can be, and how steep they are there, in moments per e-fold of distance or radian.
  struct Bounds {
    var earliest: Float = 1
    var latest: Float = 0
    var steepest: Float = 0
    /// The same times the mist.
    var mistiest: Float = 0
  }

  /// Bounds over distances from the pole as log2, and turns (which may lie anywhere, up to one turn in all).
  func bounds(octaves: ClosedRange<Double>, turns: ClosedRange<Double>) -> Bounds {
    // A little more on each side, for the error of the elementary functions.
    let slack = 0.02
    func row(_ octave: Double) -> Double { (octave - innermost) / octavesPerRow }
    let last = Double(rowCount - 2)
    let top = Int(min(max(row(octaves.lowerBound) - slack, 0), last))
    let bottom = Int(min(max(row(octaves.upperBound) + slack, 0), last))
    let left = Int((turns.lowerBound * Double(columnCount) - slack).rounded(.down))
    let right = min(Int((turns.upperBound * Double(columnCount) + slack).rounded(.down)), left + columnCount - 1)
    if (bottom - top + 1) * (right - left + 1) <= 100 {
      return cells.bounds(rows: top...bottom, columns: left...right)
    }
    let side = ArrivalTable.blockSide
    // Blocks go around evenly only if their side divides the circle.
    let columns =
      columnCount % side == 0
      ? floorDiv(left, side)...floorDiv(right, side) : 0...(columnCount - 1) / side
    return blocks.bounds(rows: top / side...bottom / side, columns: columns)
  }
}

/// The least and the largest time of each cell between four grid points, and how steep they are.
private struct CellBounds: Sendable {
  let rows: Int
  let columns: Int
  var earliest: [Float]
  var latest: [Float]
  var steepest: [Float]
  /// The same times the mist.
  var mistiest: [Float]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    earliest = [Float](repeating: 1, count: rows * columns)
    latest = [Float](repeating: 0, count: rows * columns)
    (steepest, mistiest) = (latest, latest)
  }

  init(_ times: [Float], rows: Int, columns: Int, stride: Int, _ slopes: (down: Float, across: Float)) {
    self.init(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let (i, k) = (row * stride + column, row * columns + column)
        let (a, b, c, d) = (times[i], times[i + 1], times[i + stride], times[i + stride + 1])
        earliest[k] = min(min(a, b), min(c, d))
        latest[k] = max(max(a, b), max(c, d))
        let (across, down) = (max(abs(b - a), abs(d - c)) * slopes.across, max(abs(c - a), abs(d - b)) * slopes.down)
        steepest[k] = (across * across + down * down).squareRoot()
      }
    }
  }

  /// The steepest of the cells around each point.
  func slopesAtPoints(stride: Int) -> [Float] {
    (0..<(rows + 1) * stride).map { i in
      let (row, column) = (i / stride, i % stride)
      var steep: Float = 0
      for y in max(0, row - 1)...min(rows - 1, row) {
        for x in [(column + columns - 1) % columns, column % columns] { steep = max(steep, steepest[y * columns + x]) }
      }
      return steep
    }
  }

  /// What lies between points is no steeper than the steepest of them.
  mutating func includeSlopes(_ slopes: [Float], _ mists: [Float], stride: Int) {
    for row in 0..<rows {
      for column in 0..<columns {
        let i = row * stride + column
        func most(_ value: (Int) -> Float) -> Float {
          max(max(value(i), value(i + 1)), max(value(i + stride), value(i + stride + 1)))
        }
        steepest[row * columns + column] = most { slopes[$0] }
        if !mists.isEmpty { mistiest[row * columns + column] = most { slopes[$0] * mists[$0] } }
      }
    }
  }

  func reduced(by side: Int) -> CellBounds {
    var result = CellBounds(rows: (rows + side - 1) / side, columns: (columns + side - 1) / side)
    for row in 0..<rows {
      for column in 0..<columns {
        let (i, k) = (row * columns + column, row / side * result.columns + column / side)
        result.earliest[k] = min(result.earliest[k], earliest[i])
        result.latest[k] = max(result.latest[k], latest[i])
        result.steepest[k] = max(result.steepest[k], steepest[i])
        result.mistiest[k] = max(result.mistiest[k], mistiest[i])
      }
    }
    return result
  }

  func bounds(rows: ClosedRange<Int>, columns range: ClosedRange<Int>) -> ArrivalTable.Bounds {
    var found = ArrivalTable.Bounds()
    let first = ((range.lowerBound % columns) + columns) % columns
    for row in rows {
      var i = row * columns + first
      let end = (row + 1) * columns
      for _ in range {
        found.earliest = min(found.earliest, earliest[i])
        found.latest = max(found.latest, latest[i])
        found.steepest = max(found.steepest, steepest[i])
        found.mistiest = max(found.mistiest, mistiest[i])
        i += 1
        if i == end { i -= columns }
      }
    }
    return found
  }
}
