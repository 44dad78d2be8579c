import Geometry

/// When which second of a clip is shown.
///
/// A clip that flies the way the shot does is retimed so that its own zoom is the camera's, and what is left is made up by magnifying it. The
/// source picture is always one that covers the canvas, and the one nearest to it in size, so it is magnified as little as can be.
struct Playing {
  let knots: [Playback.Knot]
  /// What people are told of it; nil: nothing out of the way.
  let note: String?

  /// Nil where a clip is not seen, or keeps the time at which it was generated to go on.
  init?(_ appearance: Appearance, at place: Int, in flight: Flight, frameCount: Int) {
    guard let clip = appearance.clip, case .take(_, let facts) = appearance.content,
      let seen = SeenFrames(place, in: flight, frameCount: frameCount), let range = seen.range
    else { return nil }
    if let zoom = appearance.zoom, !zoom.isStill,
      appearance.provenance == nil || zoom.flies(flight.chain.order.direction),
      range.count <= Playing.mostFollowed / flight.chain.scenes.count
    {
      let pacing = ClipPacing(flight, place, zoom, facts.times)
      knots = pacing.knots(range.compactMap { frame in seen.camera(frame).map { Moment(frame: frame, camera: $0) } })
    } else if appearance.provenance == nil {
      knots = Playing.even(
        clip, from: range.lowerBound, to: range.upperBound, flight.framesPerSecond, isKept: appearance.rests)
    } else {
      return nil
    }
    note = PlayingNote(knots, clip, facts.times, range, flight.framesPerSecond.value).sentence
  }

  /// A frame of the shot and how far beyond the scene filling the canvas it is then.
  struct Moment {
    var frame: Int
    var camera: Camera
  }

  /// Frames of a shot in which clips are followed, shared among its scenes: a clip that is seen for longer, for hours, plays evenly.
  private static let mostFollowed = 400_000

  private static let nearlyItsOwn = 0.9
  /// A clip that is seen for longer than it lasts plays more slowly, down to this part of its own speed; then its last picture stands.
  static let slowest = 0.5

  /// The part of its own speed at which a clip plays that is seen for longer than it lasts, or for less.
  static func rate(seconds: Double, seen: Double) -> Double {
    let needed = seconds / max(seen, 1e-3)
    return needed > nearlyItsOwn ? 1 : max(slowest, needed)
  }

  /// A clip without a zoom of its own plays evenly while it is seen; `isKept`: at its own speed.
  private static func even(
    _ clip: Appearance.ClipPart, from first: Int, to last: Int, _ framesPerSecond: Rational, isKept: Bool
  ) -> [Playback.Knot] {
    let rate = isKept ? 1 : rate(seconds: clip.seconds, seen: Double(last - first) / framesPerSecond.value)
    let end = FrameTime(frames: clip.seconds / rate * framesPerSecond.value).advanced(by: first)
    let (start, stop) = clip.reverse ? (clip.to, clip.from) : (clip.from, clip.to)
    let knot = Playback.Knot(time: FrameTime(first), seconds: start)
    return clip.seconds > 0 ? [knot, Playback.Knot(time: end, seconds: stop)] : [knot]
  }
}
