import Geometry

/// What stands before a window in the sun, as a line: above it the window is seen, and what lies below, seen through a hole in a cloud or
/// between two ridges, belongs to the world.
///
/// So the opening is of one piece: in each column it goes from the limb down to the line, and neighbouring columns hang together. Where the
/// line comes near the limb the window ends.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class Skyline: @unchecked Sendable {
  private static let columns = 512
  private static let steps = 128
  /// Where less than this is left of the view, one does not see through.
  static let least: Float = 0.55
  /// So near to the limb, as a part of the radius, the window begins to end.
  private static let clearance: Float = 0.15

  /// For each column: where the window ends, downward, and how much of it is seen, 0 … 1. Written once, here.
  private let ends: UnsafeMutablePointer<Float>
  private let shares: UnsafeMutablePointer<Float>
  private let start: Float
  private let perUnit: Float
  private let inverseSoftness: Float

  /// For a window of such a radius, open up to another, whose middle is so high above the vanishing point, as far as it is on the canvas. Its end is
  /// made smooth over so many columns to both sides.
  init(
    radius: Float, open: Float, height: Float, reach: Float, softness: Float, smoothness: Int,
    _ left: (_ x: Lanes, _ y: Lanes) -> Lanes
  ) {
    let count = Skyline.columns
    let half = min(radius, reach)
    start = -half
    perUnit = Float(count - 1) / (2 * half)
    inverseSoftness = 1 / softness
    ends = .allocate(capacity: count)
    shares = .allocate(capacity: count)
    let bottom = min(radius - height, reach)
    for column in stride(from: 0, to: count, by: 8) {
      let x = (Lanes.numbers + Float(column)) * (1 / perUnit) + start
      @inline(__always) func chord(_ radius: Float) -> Lanes {
        larger(-root(larger(radius * radius - x * x, 0)) - height, -reach)
      }
      let top = chord(radius)
      let step = (bottom - top) * (1 / Float(Skyline.steps))
      var end = Lanes(repeating: 2 * (bottom + radius))
      for number in 0..<Skyline.steps {
        let y = top + step * Float(number)
        // The first one that is found counts.
        end = select((left(x, y) .< Skyline.least) .& (y .< end), y, end)
        if !anyTrue(end .> y) { break }
      }
      store(end, ends + column)
      let clear = clamped((end - chord(open) - softness) * (1 / (Skyline.clearance * radius)))
      store(clear, shares + column)
    }
    narrowOutward(count)
    Skyline.soften(ends, count, over: smoothness)
    Skyline.soften(shares, count, over: 10)
  }

  deinit {
    ends.deallocate()
    shares.deallocate()
  }

  /// Makes a line smooth over so many columns to both sides, and nowhere higher than it was.
  private static func soften(_ line: UnsafeMutablePointer<Float>, _ count: Int, over columns: Int) {
    guard columns > 0 else { return }
    func around(_ column: Int) -> ClosedRange<Int> { max(0, column - columns)...min(count - 1, column + columns) }
    let least = (0..<count).map { around($0).lazy.map { line[$0] }.min()! }
    for column in 0..<count { line[column] = around(column).reduce(0) { $0 + least[$1] } / Float(around(column).count) }
  }

  /// No column shows more than the one next to it on the way in.
  private func narrowOutward(_ count: Int) {
    for column in count / 2..<count { shares[column] = min(shares[column], shares[column - 1]) }
    for column in (0..<count / 2).reversed() { shares[column] = min(shares[column], shares[column + 1]) }
  }

  /// How much of the window is seen at eight places.
  @inline(__always) func open(_ x: Lanes, _ y: Lanes) -> Lanes {
    let place = clamped((x - start) * perUnit, 0, Float(Skyline.columns) - 1.001)
    let whole = floor(place)
    let index = wholeBits(whole)
    @inline(__always) func values(_ from: UnsafeMutablePointer<Float>) -> Lanes {
      @inline(__always) func at(_ lane: Int, _ next: Int) -> Float {
        from[Int(truncatingIfNeeded: index[lane]) + next]
      }
      @inline(__always) func all(_ next: Int) -> Lanes {
        Lanes(
          at(0, next), at(1, next), at(2, next), at(3, next), at(4, next), at(5, next), at(6, next), at(7, next))
      }
      return mix(all(0), all(1), place - whole)
    }
    return values(shares) * clamped((values(ends) - y) * inverseSoftness)
  }
}
