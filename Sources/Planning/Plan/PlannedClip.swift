import Geometry

/// What a plan's file says of a scene's clip: when it shows what, and the zoom of its own.
struct PlannedClip {
  let scene: Int
  let track: ZoomTrack?
  /// Where the scene's number stands.
  let place: CheckedValue?
  private let knots: [Playback.Knot]
  private let shown: Shown?

  private struct Shown {
    let from: Int
    let frames: [Int]
    let place: CheckedValue?
  }

  init(_ box: CheckedObject, _ budget: PlanFileBudget) {
    place = box["scene"]
    scene = box.count("scene")
    knots = box["knots"]?.knots() ?? []
    shown = box["shown"]?.object { box in
      Shown(
        from: box.count("from"), frames: box.field("frames", "a list of frames", or: []) { $0.counts() },
        place: box["frames"])
    }
    track = box["track"]?.object { ZoomTrack($0, budget) } ?? nil
    if knots.isEmpty, shown == nil { box.whole.complain("has neither knots nor shown frames") }
  }

  /// `times`: those of the scene's take.
  func knots(_ times: FrameTimes?) -> [Playback.Knot] {
    guard let shown else { return knots }
    guard let times, let knots = KnotList.knots(from: shown.from, frames: shown.frames, times: times) else {
      shown.place?.complain(
        "has frames that are none of its clip's\(times.map { ", expected 0 ..< \($0.count)" } ?? "")")
      return knots
    }
    return knots
  }
}

extension CheckedValue {
  /// Moments and seconds: `[[frame, seconds], …]`, with a fraction of the frame between them if there is one, or a list of objects.
  func knots() -> [Playback.Knot]? {
    list { $0.knot() }?.map { $0 ?? Playback.Knot(time: FrameTime(0), seconds: 0) }
  }

  private func knot() -> Playback.Knot? {
    if case .object = value.content {
      return object { Playback.Knot(time: $0.time("time"), seconds: $0.number("seconds")) }
    }
    let form = "[frame, seconds] or [frame, fraction, seconds]"
    guard case .list(let parts) = value.content, 2...3 ~= parts.count else { return refuse(form) }
    guard let numbers = reals(form, parts.count) else { return nil }
    guard let frame = Int(exactly: numbers[0]), frame.magnitude <= 1 << 53 else {
      return refuse("\(form) with whole frames")
    }
    return Playback.Knot(
      time: FrameTime(frame, fraction: parts.count == 3 ? numbers[1] : 0), seconds: numbers[parts.count - 1])
  }

  /// A number for each frame: a list, or steps.
  fileprivate func perFrame(_ budget: PlanFileBudget?) -> [Double]? {
    guard case .object = value.content else { return reals() }
    return object { box in
      let runs = box.list("steps", or: (step: 0, count: 1)) { $0.run() }
      let count = runs.reduce(0) { min($0 + $1.count, 1 << 60) }
      guard budget?.take(count, bytes: 8) != false else {
        return refuse("fewer frames")
      }
      return StepList.values(runs) ?? refuse("smaller steps")
    }
  }

  /// A step, or `[step, how often]`.
  private func run() -> (step: Int, count: Int)? {
    if case .number = value.content { return count().map { ($0, 1) } }
    guard let pair = counts(), pair.count == 2, pair[1] > 0 else {
      return refuse("a whole number, or [step, how often]")
    }
    return (pair[0], pair[1])
  }
}

extension ZoomTrack {
  /// Nil where it cannot be.
  init?(_ box: CheckedObject) { self.init(box, nil) }

  fileprivate init?(_ box: CheckedObject, _ budget: PlanFileBudget?) {
    let octaves = box.field("octaves", "a number for each frame", or: [0]) { $0.perFrame(budget) }
    let turns = box.field("turns", "a number for each frame", or: [0]) { $0.perFrame(budget) }
    let focus = box.point("focus")
    let across = box["across"]?.perFrame(budget) ?? []
    let down = box["down"]?.perFrame(budget) ?? []
    guard octaves.count == turns.count, !octaves.isEmpty else {
      box.whole.complain("has \(octaves.count) octaves and \(turns.count) turns, expected both for each frame")
      return nil
    }
    guard across.count == down.count, across.isEmpty || across.count == octaves.count else {
      box.whole.complain(
        "has across for \(across.count) frames and down for \(down.count), expected both for each frame or neither")
      return nil
    }
    self.init(octaves: octaves, turns: turns, focus: focus, sway: zip(across, down).map { Point(x: $0, y: $1) })
  }
}
