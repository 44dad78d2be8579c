import Geometry

/// The knots of a clip that is shown frame by frame, in a file: the shot's frame at which they begin, and for each of its frames from there
/// on the clip's.
enum KnotList {
  /// Nil where knots are something else.
  static func frames(_ knots: [Playback.Knot], times: FrameTimes?) -> (from: Int, frames: [Int])? {
    guard let times, knots.count > 2, let first = knots.first, abs(first.time.frame) < 1 << 40 else { return nil }
    let frames = knots.map { times.index(at: $0.seconds) }
    let isThat = knots.indices.allSatisfy { number in
      knots[number].time == FrameTime(first.time.frame + number)
        && knots[number].seconds == times.start(of: frames[number])
    }
    return isThat ? (first.time.frame, frames) : nil
  }

  /// Nil where a frame is none of the clip's.
  static func knots(from first: Int, frames: [Int], times: FrameTimes) -> [Playback.Knot]? {
    guard frames.allSatisfy({ (0..<times.count).contains($0) }) else { return nil }
    return frames.enumerated().map { number, frame in
      Playback.Knot(time: FrameTime(first + number), seconds: times.start(of: frame))
    }
  }
}
