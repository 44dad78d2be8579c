import Geometry

/// When which second of a clip is shown.
///
/// A clip that flies the way the shot does is retimed so that its own zoom is the camera's, and what is left is made up by magnifying it. The
/// source picture is always one that covers the canvas, and the one nearest to it in size, so it is magnified as little as can be.
enum Playing {
  static func settle(_ plan: inout Plan, _ place: Int, _ appearance: Appearance) {
    guard let clip = appearance.clip, plan.scenes[place].playback != nil, case .take(_, let facts) = appearance.content
    else { return }
    let seen = moments(plan, place)
    guard let first = seen.first, let last = seen.last else { return }
    if let zoom = appearance.zoom, zoom.flies(plan.direction) {
      let pacing = ClipPacing(plan: plan, place: place, zoom: zoom, times: facts.times, clip: clip)
      plan.scenes[place].playback?.knots = pacing.knots(seen)
      if let note = pacing.note(seen) { plan.notes.append("scene \(place + 1): \(note)") }
    } else if appearance.provenance == nil {
      plan.scenes[place].playback?.knots = even(clip, from: first.frame, to: last.frame, plan.framesPerSecond)
    }
  }

  /// A frame of the shot and how far beyond the scene filling the canvas it is then.
  struct Moment {
    var frame: Int
    var camera: Camera
  }

  /// The frames of the shot in which a scene can be seen, in order of time.
  private static func moments(_ plan: Plan, _ place: Int) -> [Moment] {
    guard let fill = plan.waypoints.first(where: { $0.scene == place && $0.octaves == 0 }) ?? plan.waypoints.first
    else { return [] }
    let middle = plan.moment(clock: fill.time).frame
    let range = plan.loops ? (middle - plan.frameCount)...(middle + plan.frameCount) : 0...plan.frameCount
    let lowest = place > 0 || plan.loops ? plan.link(after: place - 1)?.window.lowerBound ?? -.infinity : -.infinity
    let highest = plan.link(after: place).map { $0.octaves + max($0.window.upperBound, 0) + 0.05 } ?? .infinity
    func moment(_ frame: Int) -> Moment? {
      guard range.contains(frame), let camera = plan.camera(at: FrameTime(frame), of: place),
        camera.octaves >= lowest - 0.05, camera.octaves <= highest
      else { return nil }
      return Moment(frame: frame, camera: camera)
    }
    var seen: [Moment] = []
    var frame = middle
    while let moment = moment(frame) {
      seen.append(moment)
      frame -= 1
    }
    seen.reverse()
    frame = middle + 1
    while let moment = moment(frame) {
      seen.append(moment)
      frame += 1
    }
    return seen
  }

  private static let nearlyItsOwn = 0.8
  private static let slowest = 0.5

  /// A clip without a zoom of its own plays evenly while it is seen: at its own speed, or down to half of it where it would run out.
  private static func even(
    _ clip: Appearance.ClipPart, from first: Int, to last: Int, _ framesPerSecond: Rational
  ) -> [Playback.Knot] {
    let seen = Double(last - first) / framesPerSecond.value
    let needed = clip.seconds / max(seen, 1e-3)
    let rate = needed > nearlyItsOwn ? 1 : max(slowest, needed)
    let end = FrameTime(frames: clip.seconds / rate * framesPerSecond.value).advanced(by: first)
    let (start, stop) = clip.reverse ? (clip.to, clip.from) : (clip.from, clip.to)
    let knot = Playback.Knot(time: FrameTime(first), seconds: start)
    return clip.seconds > 0 ? [knot, Playback.Knot(time: end, seconds: stop)] : [knot]
  }
}

extension Plan {
  /// The camera at a moment as the scene at a place knows it, if that is in the chain within a few links.
  func camera(at time: FrameTime, of place: Int) -> Camera? {
    var camera: Camera? = camera(at: time)
    while let here = camera, here.place != place { camera = here.place < place ? inward(here) : outward(here) }
    return camera
  }
}
