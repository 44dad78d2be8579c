import Geometry

/// Heights of a crest for each column of the picture, on the canvas, downward.
final class Crest: @unchecked Sendable {
  private static let block = 16
  /// Written once, here.
  private let samples: UnsafeMutablePointer<Float>
  private let count: Int
  private let blocks: [ClosedRange<Float>]
  private let start: Float
  private let perUnit: Float

  init(_ lens: Lens, _ height: (_ x: Lanes) -> Lanes) {
    // A column beyond each end, for what lies between.
    count = (Int(2 * lens.reach / lens.pixel) + 4 + Crest.block) / Crest.block * Crest.block
    samples = .allocate(capacity: count)
    start = -lens.reach - lens.pixel
    perUnit = 1 / lens.pixel
    for column in stride(from: 0, to: count, by: 8) {
      store(height((Lanes.numbers + Float(column)) * lens.pixel + start), samples + column)
    }
    let samples = samples
    blocks = stride(from: 0, to: count, by: Crest.block).map { first in
      var (low, high) = (samples[first], samples[first])
      for column in first..<first + Crest.block {
        low = min(low, samples[column])
        high = max(high, samples[column])
      }
      return low...high
    }
  }

  deinit { samples.deallocate() }

  /// The least and the greatest height in a range of places.
  func heights(_ from: Float, _ to: Float) -> ClosedRange<Float> {
    let first = block(from - 2 / perUnit)
    let last = block(to + 2 / perUnit)
    var (low, high) = (blocks[first].lowerBound, blocks[first].upperBound)
    for block in blocks[first...last] {
      low = min(low, block.lowerBound)
      high = max(high, block.upperBound)
    }
    return low...high
  }

  private func block(_ x: Float) -> Int {
    Int(max(0, min((x - start) * perUnit, Float(count - 1)))) / Crest.block
  }

  /// The height at eight places, and its slope there.
  @inline(__always) func at(_ x: Lanes) -> (height: Lanes, slope: Lanes) {
    let place = clamped((x - start) * perUnit, 0, Float(count) - 1.001)
    let whole = floor(place)
    let index = wholeBits(whole)
    @inline(__always) func height(_ lane: Int, _ next: Int) -> Float {
      samples[Int(truncatingIfNeeded: index[lane]) + next]
    }
    @inline(__always) func heights(_ next: Int) -> Lanes {
      Lanes(
        height(0, next), height(1, next), height(2, next), height(3, next), height(4, next), height(5, next),
        height(6, next), height(7, next))
    }
    let (a, b) = (heights(0), heights(1))
    return (a + (b - a) * (place - whole), (b - a) * perUnit)
  }
}
