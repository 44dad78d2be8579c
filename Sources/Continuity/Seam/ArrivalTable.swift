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
    /// Less the earliest, the latest, the steepest, and that times the mist: all grow as more is included.
    private var most = SIMD4<Float>(-1, 0, 0, 0)

    var earliest: Float { -most.x }
    var latest: Float { most.y }
    var steepest: Float { most.z }
    /// The same times the mist.
    var mistiest: Float { most.w }

    /// Those of nothing.
    init() {}

    init(earliest: Float, latest: Float, steepest: Float, mistiest: Float) {
      most = SIMD4(-earliest, latest, steepest, mistiest)
    }

    @inline(__always)
    mutating func include(_ other: Bounds) { most.replace(with: other.most, where: other.most .> most) }
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
  private let rows: Int
  private let columns: Int
  private var cells: [ArrivalTable.Bounds]

  private init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    cells = [ArrivalTable.Bounds](repeating: ArrivalTable.Bounds(), count: rows * columns)
  }

  init(_ times: [Float], rows: Int, columns: Int, stride: Int, _ slopes: (down: Float, across: Float)) {
    self.init(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let i = row * stride + column
        let (a, b, c, d) = (times[i], times[i + 1], times[i + stride], times[i + stride + 1])
        let (across, down) = (max(abs(b - a), abs(d - c)) * slopes.across, max(abs(c - a), abs(d - b)) * slopes.down)
        cells[row * columns + column] = ArrivalTable.Bounds(
          earliest: min(min(a, b), min(c, d)), latest: max(max(a, b), max(c, d)),
          steepest: (across * across + down * down).squareRoot(), mistiest: 0)
      }
    }
  }

  /// The steepest of the cells around each point.
  func slopesAtPoints(stride: Int) -> [Float] {
    (0..<(rows + 1) * stride).map { i in
      let (row, column) = (i / stride, i % stride)
      var steep: Float = 0
      for y in max(0, row - 1)...min(rows - 1, row) {
        for x in [(column + columns - 1) % columns, column % columns] {
          steep = max(steep, cells[y * columns + x].steepest)
        }
      }
      return steep
    }
  }

  /// What lies between points is no steeper than the steepest of them.
  mutating func includeSlopes(_ slopes: [Float], _ mists: [Float], stride: Int) {
    for row in 0..<rows {
      for column in 0..<columns {
        let (i, k) = (row * stride + column, row * columns + column)
        func most(_ value: (Int) -> Float) -> Float {
          max(max(value(i), value(i + 1)), max(value(i + stride), value(i + stride + 1)))
        }
        cells[k] = ArrivalTable.Bounds(
          earliest: cells[k].earliest, latest: cells[k].latest, steepest: most { slopes[$0] },
          mistiest: mists.isEmpty ? 0 : most { slopes[$0] * mists[$0] })
      }
    }
  }

  func reduced(by side: Int) -> CellBounds {
    var result = CellBounds(rows: (rows + side - 1) / side, columns: (columns + side - 1) / side)
    for row in 0..<rows {
      for column in 0..<columns {
        result.cells[row / side * result.columns + column / side].include(cells[row * columns + column])
      }
    }
    return result
  }

  func bounds(rows: ClosedRange<Int>, columns range: ClosedRange<Int>) -> ArrivalTable.Bounds {
    var found = ArrivalTable.Bounds()
    let first = ((range.lowerBound % columns) + columns) % columns
    // Beyond the last column comes the first again.
    let beforeEnd = min(range.count, columns - first)
    cells.withUnsafeBufferPointer { cells in
      for row in rows {
        let row = cells.baseAddress! + row * columns
        for column in first..<first + beforeEnd { found.include(row[column]) }
        for column in 0..<range.count - beforeEnd { found.include(row[column]) }
      }
    }
    return found
  }
}
