import Geometry

/// The zoom curve's waypoints through the scenes in order of time, and what pulses on the way.
struct Waypoints {
  private(set) var curve: ZoomCurve
  private(set) var notes: [String] = []

  private let wishes: Wishes
  private let joins: Joins
  private let timing: Timing
  private let chain: Chain
  private let felt: FeltChain

  init(_ wishes: Wishes, _ joins: Joins, _ timing: Timing, _ chain: Chain, _ order: AppearanceOrder) {
    self.wishes = wishes
    self.joins = joins
    self.timing = timing
    self.chain = chain
    felt = FeltChain(
      chain,
      flights: (0..<chain.order.count).map { place in
        chain.link(after: place) == nil
          ? joins.innermostFlight : joins.flight(from: order.outgoing(ofLinkAfter: place))
      })
    curve = ZoomCurve([], breath: nil, accents: nil, loopFrames: nil, placesOfRound: nil)
    setPulse()
    if wishes.preset.accents.amount > 0, curve.accents == nil {
      notes.append("the preset pushes on beats, and none are known: give a song that has a beat, or --bpm")
    }
    var points = fillPoints()
    rest(&points)
    ease(&points)
    let changes = SpeedChanges(
      points, rises: zip(points, points.dropFirst()).map(felt.rise),
      frames: SpeedChanges.seconds * wishes.framesPerSecond.value,
      firstOfRound: goesOn ? roundStart(points) : nil)
    curve = ZoomCurve(
      felt.course(held(withSpeeds(changes))), breath: curve.breath, accents: curve.accents,
      loopFrames: loops ? timing.frameCount : nil, placesOfRound: chain.order.round?.count)
  }

  private var loops: Bool { chain.order.loops }
  private var inward: Bool { chain.order.isInward }
  private var count: Int { chain.order.count }
  /// Whether the curve goes on for ever beyond its last waypoint.
  private var goesOn: Bool { timing.stepsOfRound > 0 }

  // MARK: Pulse

  /// What swells, weakened where it would bring the zoom to rest for good: together breath and accents leave a twentieth of the speed,
  /// a breath alone a thousandth.
  private mutating func setPulse() {
    (curve.breath, curve.accents) = (breath(), accents())
    let ebb = (curve.breath?.amount ?? 0) + (curve.accents?.ebb ?? 0)
    let most = curve.accents == nil ? 0.999 : 0.95
    guard ebb > most else { return }
    curve.breath?.amount *= most / ebb
    curve.accents?.amount *= most / ebb
    if curve.breath != nil, curve.accents != nil {
      notes += ["breath and accents are weaker, so that together they never turn the zoom back"]
    }
  }

  private func breath() -> Breath? {
    let wish = wishes.preset.breath
    guard wish.amount > 0 else { return nil }
    if goesOn, !loops { return Breath(amount: wish.amount, period: periodOfRound(seconds: wish.seconds)) }
    return Breath(amount: wish.amount, period: period(seconds: wish.seconds, roundsPerLoop: timing.roundsPerLoop))
  }

  /// On every so many beats of the song, if it says how fast it is.
  private func accents() -> Accents? {
    let wish = wishes.preset.accents
    guard wish.amount > 0, let beats = wishes.storyboard.song?.beats else { return nil }
    let rate = wishes.framesPerSecond.value
    let moments = beats.isSteady || loops ? [] : moments(everySoManyBeats: wish.beats, beats)
    let nearest = zip(moments, moments.dropFirst()).map { $1 - $0 }.min()
    let mean = period(seconds: Double(wish.beats) * 60 / beats.meanTempo, roundsPerLoop: 1)
    let room = min(nearest.map { $0 * rate } ?? mean.value, mean.value)
    let attack = min(0.08 * rate, room / 4)
    let decay = min(wish.seconds * rate, room - attack)
    let first = (moments.first ?? beats.moment(ofBeat: Double(beats.firstOfBar))) * rate - attack
    return Accents(
      amount: wish.amount, period: mean, first: first, attack: attack, decay: decay,
      later: moments.dropFirst().map { $0 * rate - attack })
  }

  /// When every so many beats fall, counted from the beginning of a bar: from one before the shot to one after it.
  private func moments(everySoManyBeats step: Int, _ beats: BeatGrid) -> [Double] {
    let seconds = Double(timing.frameCount) / wishes.framesPerSecond.value
    func count(_ moment: Double) -> Double { (beats.beat(at: moment) - Double(beats.firstOfBar)) / Double(step) }
    let first = Int(count(0).rounded(.down)) - 1
    let more = min(count(seconds).rounded(.up) + 1 - Double(first), Waypoints.mostAccents)
    return (0...Int(more)).map { beats.moment(ofBeat: Double((first + $0) * step + beats.firstOfBar)) }
  }

  /// More than a night's; where a tempo changes each of them stands in the plan.
  private static let mostAccents = 100_000.0

  /// A length in frames of something that comes round; in each of the rounds of a loop it does so a whole number of times.
  private func period(seconds: Double, roundsPerLoop rounds: Int) -> Rational {
    let frames = seconds * wishes.framesPerSecond.value
    guard loops else { return Rational(max(1, Int((frames * 1000).rounded())), 1000) }
    let times = (Double(timing.frameCount) / Double(rounds) / frames).rounded()
    return Rational(timing.frameCount, rounds * max(1, Int(times)))
  }

  /// A length in frames that goes into a round a whole number of times, to a thousandth of a frame.
  private func periodOfRound(seconds: Double) -> Rational {
    let times = max(1, (framesPerRound / (seconds * wishes.framesPerSecond.value)).rounded())
    return Rational(max(1, Int((framesPerRound * 1000 / times).rounded())), 1000)
  }

  // MARK: Points

  /// One waypoint for each scene filling the canvas, one where the innermost scene's clip has flown on, and one where the shot ends at rest.
  private func fillPoints() -> [Waypoint] {
    var points = timing.fills.indices.map { step in
      Waypoint(
        time: curve.clock(at: wishes.moment(timing.fills[step])), scene: chain.order.place(ofStep: step), octaves: 0,
        speed: 0)
    }
    if goesOn {
      closeRound(&points)
    } else if count == 1 {
      points[1].scene = 0
      points[inward ? 1 : 0].octaves = octavesOfLoneWorld
    }
    if timing.head > 0 {
      points.insert(
        Waypoint(
          time: curve.clock(at: wishes.moment(timing.hold.start)), scene: count - 1, octaves: octavesBeyond,
          speed: 0),
        at: 0)
    }
    if timing.tail > 0 {
      let time = curve.clock(at: wishes.moment(timing.fills[timing.fills.count - 1] + timing.tail))
      let octaves = inward ? octavesBeyond : 0
      points.append(Waypoint(time: time, scene: points[points.count - 1].scene, octaves: octaves, speed: 0))
    }
    if holdsAtStart { points[0].time = curve.clock(at: wishes.moment(timing.hold.start)) }
    return points
  }

  /// Accents keep the beat and fit into no round, so a scene may be due after the round's end on the clock. Then its scenes fill the canvas
  /// as if the accents stood still.
  private func closeRound(_ points: inout [Waypoint]) {
    let end = points[firstOfRound].time.advanced(by: framesPerRound)
    if points.count > firstOfRound + 2, points[points.count - 2].time >= end {
      let begin = wishes.moment(timing.fills[firstOfRound])
      let ahead = curve.accents?.ahead(at: begin) ?? 0
      for step in firstOfRound + 1..<points.count - 1 {
        let moment = wishes.moment(timing.fills[step])
        points[step].time = moment.advanced(by: (curve.breath?.ahead(at: moment) ?? 0) + ahead)
      }
    }
    points[points.count - 1].time = end
  }

  /// The first step of those that come again.
  private var firstOfRound: Int { timing.steps.count - timing.stepsOfRound }

  /// Whole where that is meant.
  private var framesPerRound: Double {
    guard !loops else { return Double(timing.frameCount) / Double(timing.roundsPerLoop) }
    let frames = (timing.fills[timing.fills.count - 1] - timing.fills[firstOfRound]) * wishes.framesPerSecond.value
    return abs(frames - frames.rounded()) < 1e-6 ? frames.rounded() : frames
  }

  private var octavesBeyond: Double { joins.innermostFlight.felt(joins.innermostOctaves) }

  /// A world alone is flown through to its depth, or as far as its speed goes in the time that is asked for.
  private var octavesOfLoneWorld: Double {
    let world = joins.appearances[0]
    guard wishes.storyboard.seconds != nil, !wishes.speedFollows else {
      return joins.innermostFlight.felt(world.octaves)
    }
    let seconds = timing.fills[1] - (holdsAtStart ? timing.hold.start : 0)
    let ease = wishes.ease
    return world.speed * (seconds - (min(ease.start, 0.4 * seconds) + min(ease.end, 0.4 * seconds)) / 2)
  }

  /// Puts a waypoint after the time that the start takes to get up to speed, and one before the end slows down.
  private func ease(_ points: inout [Waypoint]) {
    guard !loops, points.count > 1 else { return }
    let rate = wishes.framesPerSecond.value
    let (start, end) = (wishes.ease.start * rate, wishes.ease.end * rate)
    if easesEnd, !goesOn { easeEnd(&points, end, easesStart ? start : 0) }
    if easesStart { easeStart(&points, start) }
  }

  /// An ease of fewer frames is none.
  private static let leastEase = 0.01

  private func easeEnd(_ points: inout [Waypoint], _ end: Double, _ start: Double) {
    let (a, b) = (points[points.count - 2], points[points.count - 1])
    let length = b.time.frames(since: a.time)
    let frames = min(end, length * (start > 0 && points.count == 2 ? 0.4 : 0.8))
    let speed = felt.rise(a, b) / (length - frames / 2 - (points.count == 2 ? min(start, length * 0.4) / 2 : 0))
    let time = FrameTime(frames: b.time.frames - frames)
    points.insert(
      Waypoint(time: time, scene: b.scene, octaves: b.octaves - speed * frames / 2, speed: 0), at: points.count - 1)
  }

  private func easeStart(_ points: inout [Waypoint], _ start: Double) {
    let (a, b) = (points[0], points[1])
    let length = b.time.frames(since: a.time)
    let frames = min(start, length * 0.8)
    let speed = felt.rise(a, b) / (length - frames / 2)
    let time = FrameTime(frames: a.time.frames + frames)
    points.insert(Waypoint(time: time, scene: a.scene, octaves: a.octaves + speed * frames / 2, speed: 0), at: 1)
  }

  // MARK: Rests

  /// How long the camera takes to come to rest and to set off again at most, as a part of the way.
  private static let restEasePart = 0.4

  /// Puts a waypoint where the camera sets off again after it has rested at a scene.
  private func rest(_ points: inout [Waypoint]) {
    guard count > 1 else { return }
    for (step, index) in timing.steps.enumerated() {
      guard let duration = timing.duration(step), joins.appearances[index].rests,
        joins.list[joins.link(out: index)].kind != .successive,
        let point = points.firstIndex(where: { $0.scene == chain.order.place(ofStep: step) && $0.octaves == 0 })
      else { continue }
      let seconds = duration - joins.secondsFlown(from: index)
      guard seconds > 0 else { continue }
      let begin = points[point]
      let end = Waypoint(
        time: curve.clock(at: wishes.moment(timing.fills[step] + seconds)), scene: begin.scene, octaves: 0, speed: 0)
      points.insert(end, at: point + 1)
      setOff(&points, from: point + 1)
      comeToRest(&points, at: point)
    }
    if restsAtEnd { comeToRest(&points, at: points.count - 2) }
  }

  private func setOff(_ points: inout [Waypoint], from index: Int) {
    let (a, b) = (points[index], points[index + 1])
    let length = b.time.frames(since: a.time)
    let frames = restEase(wishes.ease.start, length)
    let time = FrameTime(frames: a.time.frames + frames)
    let speed = felt.rise(a, b) / (length - frames / 2)
    let point = Waypoint(time: time, scene: a.scene, octaves: a.octaves + speed * frames / 2, speed: speed)
    points.insert(point, at: index + 1)
  }

  private func comeToRest(_ points: inout [Waypoint], at index: Int) {
    guard index > 0 else { return }
    let (a, b) = (points[index - 1], points[index])
    let length = b.time.frames(since: a.time)
    let frames = restEase(wishes.ease.end, length)
    let time = FrameTime(frames: b.time.frames - frames)
    let speed = felt.rise(a, b) / (length - frames / 2)
    let point = Waypoint(time: time, scene: b.scene, octaves: b.octaves - speed * frames / 2, speed: speed)
    points.insert(point, at: index)
  }

  private func restEase(_ seconds: Double, _ length: Double) -> Double {
    min(max(seconds, Wishes.easeOfRest) * wishes.framesPerSecond.value, Waypoints.restEasePart * length)
  }

  // MARK: Holds

  /// A scene that rests where the shot begins or ends stands for longer instead.
  private var holdsAtStart: Bool { timing.hold.start > 0 && joins.rest(timing.steps[0]) == 0 }

  /// The points with those between which the first and the last picture stand.
  private func held(_ points: [Waypoint]) -> [Waypoint] {
    var points = points
    if timing.hold.end > 0 {
      points[points.count - 1].speed = 0
      var end = points[points.count - 1]
      end.time = curve.clock(at: wishes.moment(timing.fills[timing.fills.count - 1] + timing.tail + timing.hold.end))
      points.append(end)
    }
    if holdsAtStart {
      points[0].speed = 0
      var start = points[0]
      start.time = curve.clock(at: FrameTime(0))
      points.insert(start, at: 0)
    }
    return points
  }

  // MARK: Speeds

  private var easesStart: Bool {
    wishes.ease.start * wishes.framesPerSecond.value > Waypoints.leastEase && joins.rest(timing.steps[0]) == 0
  }
  private var easesEnd: Bool {
    wishes.ease.end * wishes.framesPerSecond.value > Waypoints.leastEase && !restsAtEnd
  }
  private var restsAtEnd: Bool { timing.tail > 0 && (!inward || joins.innermostOctaves == 0) }

  private typealias Step = (length: Double, rise: Double)

  private func withSpeeds(_ changes: SpeedChanges) -> [Waypoint] {
    let points = changes.points
    let steps = zip(points, points.dropFirst()).map { a, b -> Step in (b.time.frames(since: a.time), felt.rise(a, b)) }
    var result = points
    for i in points.indices {
      let before = i > 0 ? steps[i - 1] : loops ? steps.last : nil
      let after = i < steps.count ? steps[i] : loops ? steps.first : nil
      switch (before, after) {
      case (let before?, let after?): result[i].speed = monotoneSlope(before: before, after: after)
      case (nil, let only?): result[i].speed = easesStart ? 0 : only.rise / only.length
      case (let only?, nil): result[i].speed = easesEnd ? 0 : only.rise / only.length
      case (nil, nil): break
      }
    }
    for (index, speed) in changes.speeds { result[index].speed = speed }
    setEaseSpeeds(&result, steps)
    if goesOn, !loops { closeRound(&result, steps) }
    return result
  }

  /// Where an ease ends the curve has the speed of what follows, so that the ease is an even acceleration.
  private func setEaseSpeeds(_ points: inout [Waypoint], _ steps: [Step]) {
    guard !loops, steps.count > 1 else { return }
    if easesStart { points[1].speed = steps[1].rise / steps[1].length }
    if easesEnd, !goesOn {
      points[points.count - 2].speed = steps[steps.count - 2].rise / steps[steps.count - 2].length
    }
  }

  /// The number of the waypoint at which those begin that come again.
  private func roundStart(_ points: [Waypoint]) -> Int? {
    let place = chain.order.place(ofStep: firstOfRound)
    return points.firstIndex { $0.scene == place && $0.octaves == 0 }
  }

  /// A round begins and ends at one speed, which suits what comes before it the first time and every time.
  private func closeRound(_ points: inout [Waypoint], _ steps: [Step]) {
    let last = points.count - 1
    guard let first = roundStart(points), first > 0 else { return }
    let slopes = [steps[first - 1], steps[last - 1]].map { monotoneSlope(before: $0, after: steps[first]) }
    let speed = abs(slopes[0]) < abs(slopes[1]) ? slopes[0] : slopes[1]
    (points[first].speed, points[last].speed) = (speed, speed)
  }
}
