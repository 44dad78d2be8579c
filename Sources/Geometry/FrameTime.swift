/// A moment of the shot: a frame number and a fraction 0 ..< 1 of a frame.
///
/// Kept apart so that the same moment one lap of a loop later has the same fraction, to the bit.
package struct FrameTime: Hashable, Codable, Sendable {
  package var frame: Int
  package var fraction: Double

  package init(_ frame: Int, fraction: Double = 0) {
    self.frame = frame
    self.fraction = fraction
  }

  /// The moment at a number of frames, which may be negative. Beyond what a Double counts exactly there is only the farthest moment.
  package init(frames: Double) {
    let whole = frames.rounded(.down)
    guard abs(whole) <= FrameTime.farthest else {
      self.init(Int(frames < 0 ? -FrameTime.farthest : FrameTime.farthest))
      return
    }
    // What is nearer to the next frame than a Double can tell is at that frame.
    let fraction = frames - whole
    self.init(Int(whole) + (fraction < 1 ? 0 : 1), fraction: fraction < 1 ? fraction : 0)
  }

  private static let farthest = 0x1p52

  package var frames: Double { Double(frame) + fraction }

  /// Frames from another moment to this one.
  package func frames(since other: FrameTime) -> Double {
    Double(frame - other.frame) + (fraction - other.fraction)
  }

  package func advanced(by frames: Int) -> FrameTime { FrameTime(frame + frames, fraction: fraction) }

  /// The same a number of frames later; a whole number leaves the fraction as it is, to the bit.
  package func advanced(by frames: Double) -> FrameTime {
    if let whole = Int(exactly: frames) { return advanced(by: whole) }
    let whole = frames.rounded(.down)
    return FrameTime(frames: fraction + (frames - whole)).advanced(by: frame + Int(whole))
  }
}

extension FrameTime: Comparable {
  package static func < (a: FrameTime, b: FrameTime) -> Bool { (a.frame, a.fraction) < (b.frame, b.fraction) }
}
