import Geometry

/// The knots of a clip that is shown frame by frame, in a file: the shot's frame at which they begin, and for each of its frames from there
/// on the clip's.
enum KnotList {
  /// As many frames as are written one by one.
  private static let mostFrames = 1_000_000

  /// Nil where knots are something else.
  static func frames(_ knots: [Playback.Knot], times: FrameTimes?) -> (from: Int, frames: [Int])? {
    guard let times, knots.count > 2, let first = knots.first, let last = knots.last,
      abs(first.time.frame) < 1 << 40, last.time.frame - first.time.frame < mostFrames
    else { return nil }
    var frames: [Int] = []
    for (knot, next) in zip(knots, knots.dropFirst()) {
      let frame = times.index(at: knot.seconds)
      let length = next.time.frame - knot.time.frame
      guard length == 1 || length > 1 && next.seconds == knot.seconds else { return nil }
      frames += [Int](repeating: frame, count: length)
    }
    frames.append(times.index(at: last.seconds))
    return KnotList.knots(from: first.time.frame, frames: frames, times: times) == knots
      ? (first.time.frame, frames) : nil
  }

  /// Nil where a frame is none of the clip's.
  static func knots(from first: Int, frames: [Int], times: FrameTimes) -> [Playback.Knot]? {
    guard frames.allSatisfy({ (0..<times.count).contains($0) }) else { return nil }
    let knots = frames.enumerated().map { number, frame in
      Playback.Knot(time: FrameTime(first + number), seconds: times.start(of: frame))
    }
    return endsOfRuns(knots)
  }

  /// Of knots in a row that show the same the first and the last.
  static func endsOfRuns(_ knots: [Playback.Knot]) -> [Playback.Knot] {
    knots.indices.filter { i in
      i == 0 || i == knots.count - 1 || knots[i - 1].seconds != knots[i].seconds
        || knots[i].seconds != knots[i + 1].seconds
    }.map { knots[$0] }
  }
}
