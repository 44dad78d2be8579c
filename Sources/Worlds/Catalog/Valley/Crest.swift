import Geometry

/// Heights of a crest for each column of the picture, on the canvas, downward.
///
/// It is copied for every pixel, so its memory is another's. Safe to share: the memory is written by `init` and only read afterwards.
struct Crest: @unchecked Sendable {
  private static let block = 16
  private let samples: UnsafePointer<Float>
  private let count: Int
  /// The least and the greatest of each so many.
  private let lows: UnsafePointer<Float>
  private let highs: UnsafePointer<Float>
  /// The highest point of all.
  let top: Float
  private let start: Float
  private let perUnit: Float

  init(_ lens: Lens, in memory: CrestMemory, _ height: (_ x: Lanes) -> Lanes) {
    // A column beyond each end, for what lies between.
    count = (Int(2 * lens.reach / lens.pixel) + 4 + Crest.block) / Crest.block * Crest.block
    let blocks = count / Crest.block
    let samples = memory.floats(count + 2 * blocks)
    let (lows, highs) = (samples + count, samples + count + blocks)
    start = -lens.reach - lens.pixel
    perUnit = 1 / lens.pixel
    for column in stride(from: 0, to: count, by: 8) {
      store(height((Lanes.numbers + Float(column)) * lens.pixel + start), samples + column)
    }
    for block in 0..<blocks {
      let heights = UnsafeBufferPointer(start: samples + block * Crest.block, count: Crest.block)
      (lows[block], highs[block]) = (heights.min()!, heights.max()!)
    }
    top = UnsafeBufferPointer(start: lows, count: blocks).min()!
    (self.samples, self.lows, self.highs) = (UnsafePointer(samples), UnsafePointer(lows), UnsafePointer(highs))
  }

  /// The least and the greatest height in a range of places.
  func heights(_ from: Float, _ to: Float) -> ClosedRange<Float> {
    let first = block(from - 2 / perUnit)
    let last = block(to + 2 / perUnit)
    var (low, high) = (lows[first], highs[first])
    for block in first...last {
      low = min(low, lows[block])
      high = max(high, highs[block])
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

/// Keeps the samples of crests. Safe to share: it grows only while the one thread that made it makes crests.
final class CrestMemory: @unchecked Sendable {
  private var pieces: [UnsafeMutablePointer<Float>] = []

  fileprivate func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
    let piece = UnsafeMutablePointer<Float>.allocate(capacity: count)
    piece.initialize(repeating: 0, count: count)
    pieces.append(piece)
    return piece
  }

  deinit { for piece in pieces { piece.deallocate() } }
}
