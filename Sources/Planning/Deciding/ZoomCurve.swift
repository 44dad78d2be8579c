import Geometry

/// The zoom curve: waypoints through the scenes in order of time, and what pulses on the way.
extension ChainBuilder {
  func moment(_ seconds: Double) -> FrameTime { FrameTime(frames: seconds * wishes.framesPerSecond.value) }

  /// What swells, weakened where it would bring the zoom to rest for good: together breath and accents leave a twentieth of the speed,
  /// a breath alone a thousandth.
  func pulse() -> (breath: Breath?, accents: Accents?, notes: [String]) {
    var (breath, accents) = (breath(), accents())
    let ebb = (breath?.amount ?? 0) + (accents?.ebb ?? 0)
    let most = accents == nil ? 0.999 : 0.95
    guard ebb > most else { return (breath, accents, []) }
    breath?.amount *= most / ebb
    accents?.amount *= most / ebb
    let both = breath != nil && accents != nil
    return (
      breath, accents, both ? ["breath and accents are weaker, so that together they never turn the zoom back"] : []
    )
  }

  private func breath() -> Breath? {
    let wish = wishes.preset.breath
    return wish.amount > 0 ? Breath(amount: wish.amount, period: period(seconds: wish.seconds)) : nil
  }

  /// On every so many beats of the song, if it says how fast it is.
  private func accents() -> Accents? {
    let wish = wishes.preset.accents
    guard wish.amount > 0, let song = wishes.storyboard.song, let bpm = song.bpm else { return nil }
    let period = period(seconds: Double(wish.beats) * 60 / bpm)
    let rate = wishes.framesPerSecond.value
    let attack = min(0.08 * rate, period.value / 4)
    let decay = min(wish.seconds * rate, period.value - attack)
    return Accents(
      amount: wish.amount, period: period, first: (song.firstBeat - song.start) * rate - attack, attack: attack,
      decay: decay)
  }

  /// A length in frames of something that comes round; in a loop it does so a whole number of times.
  private func period(seconds: Double) -> Rational {
    let frames = seconds * wishes.framesPerSecond.value
    if loops { return Rational(timing.frameCount, max(1, Int((Double(timing.frameCount) / frames).rounded()))) }
    return Rational(max(1, Int((frames * 1000).rounded())), 1000)
  }

  /// One waypoint for each scene filling the canvas, and one more at each end that eases.
  func waypoints(_ plan: Plan) -> [Waypoint] {
    var points = timing.fills.indices.map { i -> Waypoint in
      let time = loops && i == timing.fills.count - 1 ? FrameTime(timing.frameCount) : moment(timing.fills[i])
      let clock = FrameTime(frames: time.fraction + plan.ahead(at: time)).advanced(by: time.frame)
      return Waypoint(time: clock, scene: inward ? i : count - 1 - i, octaves: 0, speed: 0)
    }
    if !loops, count == 1 {
      points[1].scene = 0
      points[inward ? 1 : 0].octaves = octavesOfLoneWorld
    }
    if timing.tail > 0 || timing.head > 0 {
      let seconds = inward ? timing.fills[timing.fills.count - 1] + timing.tail : 0
      let time = moment(seconds)
      let clock = FrameTime(frames: time.fraction + plan.ahead(at: time)).advanced(by: time.frame)
      let point = Waypoint(time: clock, scene: count - 1, octaves: joins.innermostOctaves, speed: 0)
      points.insert(point, at: inward ? points.count : 0)
    }
    ease(&points)
    return setSpeeds(points)
  }

  /// A world alone is flown through to its depth, or as far as its speed goes in the time that is asked for.
  private var octavesOfLoneWorld: Double {
    let world = appearances[0]
    guard wishes.storyboard.seconds != nil, !wishes.speedFollows else { return world.octaves }
    let seconds = timing.fills[1]
    let ease = wishes.preset.ease
    return world.speed * (seconds - (min(ease.start, 0.4 * seconds) + min(ease.end, 0.4 * seconds)) / 2)
  }

  private var sign: Double { inward ? 1 : -1 }

  /// Octaves from a waypoint to the next, negative flying out.
  private func rise(_ a: Waypoint, _ b: Waypoint) -> Double {
    var rise = b.octaves - a.octaves
    for place in min(a.scene, b.scene)..<max(a.scene, b.scene) {
      rise += sign * outgoing(ofLinkAfter: floorMod(place, count)).octaves
    }
    return rise
  }

  /// Puts a waypoint after the time that the start takes to get up to speed, and one before the end slows down.
  private func ease(_ points: inout [Waypoint]) {
    guard !loops, points.count > 1 else { return }
    let rate = wishes.framesPerSecond.value
    let (start, end) = (wishes.preset.ease.start * rate, wishes.preset.ease.end * rate)
    if end > 0 {
      let (a, b) = (points[points.count - 2], points[points.count - 1])
      let length = b.time.frames(since: a.time)
      let frames = min(end, length * (start > 0 && points.count == 2 ? 0.4 : 0.8))
      let speed = rise(a, b) / (length - frames / 2 - (points.count == 2 ? min(start, length * 0.4) / 2 : 0))
      points.insert(
        Waypoint(
          time: FrameTime(frames: b.time.frames - frames), scene: b.scene, octaves: b.octaves - speed * frames / 2,
          speed: 0),
        at: points.count - 1)
    }
    if start > 0 {
      let (a, b) = (points[0], points[1])
      let length = b.time.frames(since: a.time)
      let frames = min(start, length * 0.8)
      let speed = rise(a, b) / (length - frames / 2)
      points.insert(
        Waypoint(
          time: FrameTime(frames: a.time.frames + frames), scene: a.scene, octaves: a.octaves + speed * frames / 2,
          speed: 0), at: 1)
    }
  }

  private func setSpeeds(_ points: [Waypoint]) -> [Waypoint] {
    let steps = zip(points, points.dropFirst()).map { a, b in (length: b.time.frames(since: a.time), rise: rise(a, b)) }
    var result = points
    for i in points.indices {
      let before = i > 0 ? steps[i - 1] : loops ? steps.last : nil
      let after = i < steps.count ? steps[i] : loops ? steps.first : nil
      switch (before, after) {
      case (let before?, let after?): result[i].speed = monotoneSlope(before: before, after: after)
      case (nil, let only?): result[i].speed = wishes.preset.ease.start > 0 ? 0 : only.rise / only.length
      case (let only?, nil): result[i].speed = wishes.preset.ease.end > 0 ? 0 : only.rise / only.length
      case (nil, nil): break
      }
    }
    setEaseSpeeds(&result, steps)
    return result
  }

  /// Where an ease ends the curve has the speed of what follows, so that the ease is an even acceleration.
  private func setEaseSpeeds(_ points: inout [Waypoint], _ steps: [(length: Double, rise: Double)]) {
    guard !loops, steps.count > 1 else { return }
    if wishes.preset.ease.start > 0 { points[1].speed = steps[1].rise / steps[1].length }
    if wishes.preset.ease.end > 0 {
      points[points.count - 2].speed = steps[steps.count - 2].rise / steps[steps.count - 2].length
    }
  }
}
