import Geometry

/// The part of a disc that hangs together with its middle, where dust stands in it: so that an opening is of one piece.
///
/// It is found on a lattice over the angle and the distance, and only where there is ample way: narrow gaps count as closed.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class Clearing: @unchecked Sendable {
  private static let columns = 320
  private static let rows = 72
  /// Less than this of the view is no way.
  private static let least: Float = 0.72
  /// 0 … 1 for each place; a row for each distance, with the first column once more at its end.
  private let shares: UnsafeMutablePointer<Float>
  private let perUnit: Float
  private static let stride = columns + 1

  /// - Parameter left: how much of the view dust leaves at eight places.
  init(radius: Float, left: (_ x: Lanes, _ y: Lanes) -> Lanes) {
    let (columns, rows) = (Clearing.columns, Clearing.rows)
    perUnit = Float(rows - 1) / radius
    var isFree = [Bool](repeating: false, count: columns * rows)
    for column in Swift.stride(from: 0, to: columns, by: 8) {
      let angles = (Lanes.numbers + Float(column)) * (1 / Float(columns))
      let (x, y) = (cosine(turns: angles), sine(turns: angles))
      for row in 0..<rows {
        let r = Float(row) / perUnit
        let left = left(x * r, y * r)
        for lane in 0..<8 { isFree[row * columns + column + lane] = left[lane] > Clearing.least }
      }
    }
    let isReached = Clearing.flooded(&isFree)
    shares = .allocate(capacity: Clearing.stride * rows + 8)
    for row in 0..<rows {
      for column in 0...columns {
        var sum: Float = 0
        for (i, j) in (0..<9).map({ ($0 % 3 - 1, $0 / 3 - 1) }) {
          let (at, line) = ((column + i + columns) % columns, min(max(row + j, 0), rows - 1))
          sum += isReached[line * columns + at] ? 1 : 0
        }
        (shares + row * Clearing.stride + column).initialize(to: sum / 9)
      }
    }
    (shares + Clearing.stride * rows).initialize(repeating: 0, count: 8)
  }

  deinit { shares.deallocate() }

  /// What hangs together with the first row.
  private static func flooded(_ isFree: inout [Bool]) -> [Bool] {
    var isReached = [Bool](repeating: false, count: isFree.count)
    var waiting = Array(0..<columns)
    for index in waiting { (isReached[index], isFree[index]) = (true, false) }
    while let index = waiting.popLast() {
      let (column, row) = (index % columns, index / columns)
      for (i, j) in [(1, 0), (columns - 1, 0), (0, 1), (0, -1)] where (0..<rows).contains(row + j) {
        let next = (row + j) * columns + (column + i) % columns
        if isFree[next] {
          (isReached[next], isFree[next]) = (true, false)
          waiting.append(next)
        }
      }
    }
    return isReached
  }

  /// How much of the view is clear at eight places, 0 … 1.
  @inline(__always) func share(_ turns: Lanes, _ distance: Lanes) -> Lanes {
    let u = fraction(turns) * Float(Clearing.columns)
    let v = clamped(distance * perUnit, 0, Float(Clearing.rows) - 1.001)
    let (column, row) = (smaller(floor(u), Float(Clearing.columns) - 1), floor(v))
    let index = wholeBits(row * Float(Clearing.stride) + column)
    @inline(__always) func all(_ step: Int) -> Lanes {
      @inline(__always) func at(_ lane: Int) -> Float { shares[Int(truncatingIfNeeded: index[lane]) + step] }
      return Lanes(at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7))
    }
    let upper = mix(all(0), all(1), u - column)
    let lower = mix(all(Clearing.stride), all(Clearing.stride + 1), u - column)
    return smoothstep(0.3, 0.6, mix(upper, lower, v - row))
  }
}
