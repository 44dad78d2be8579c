import Geometry

/// A clip in time: which second of it is shown when, and how its pictures lie in its scene.
package struct Playback: Equatable, Sendable {
  /// The shown part of the clip, in seconds of its own.
  package var from: Double
  package var to: Double
  package var reverse: Bool
  /// In order of time. Between two of them the clip plays evenly; before the first and after the last its picture stands.
  package var knots: [Knot]
  /// The zoom of the clip's own, for all of its frames; nil: it has none.
  package var track: ZoomTrack?
  /// The frame whose picture fills the scene. The others lie around it or in it, as the track says.
  package var anchor: Int

  /// A moment of the shot and the second of the clip that is shown then.
  package struct Knot: Equatable, Sendable {
    package var time: FrameTime
    package var seconds: Double

    package init(time: FrameTime, seconds: Double) {
      self.time = time
      self.seconds = seconds
    }
  }

  package init(
    from: Double, to: Double, reverse: Bool, knots: [Knot], track: ZoomTrack? = nil, anchor: Int = 0
  ) {
    self.from = from
    self.to = to
    self.reverse = reverse
    self.knots = knots
    self.track = track
    self.anchor = anchor
  }

  /// The part is played at the clip's own speed from a moment on.
  package init(from: Double, to: Double, reverse: Bool, start: FrameTime, framesPerSecond: Rational) {
    let end = FrameTime(frames: start.fraction + (to - from) * framesPerSecond.value).advanced(by: start.frame)
    let (first, last) = reverse ? (to, from) : (from, to)
    self.init(
      from: from, to: to, reverse: reverse,
      knots: to > from
        ? [Knot(time: start, seconds: first), Knot(time: end, seconds: last)]
        : [
          Knot(time: start, seconds: first)
        ])
  }

  /// The second of the clip at a moment of the shot.
  package func seconds(at time: FrameTime) -> Double {
    var (low, high) = (0, knots.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if time.frames(since: knots[middle].time) >= 0 { low = middle } else { high = middle }
    }
    let (knot, played) = (knots[low], time.frames(since: knots[low].time))
    guard played > 0, low + 1 < knots.count else { return knot.seconds }
    let next = knots[low + 1]
    let part = min(played / next.time.frames(since: knot.time), 1)
    return knot.seconds + (next.seconds - knot.seconds) * part
  }

  /// Whether frames are laid beside their places.
  package var isSteadied: Bool { track?.sway.isEmpty == false }

  /// The map from a frame's picture to the anchor's, in plane units of the clip's picture (2 high).
  package func anchorFromFrame(_ frame: Int) -> Similarity {
    track?.map(from: frame, to: anchor) ?? .identity
  }
}
