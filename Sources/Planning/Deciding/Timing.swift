import Geometry

/// When each scene of the order of appearance fills the canvas.
///
/// What is asked for wins in this order: `at` cues, bars of the song, a scene's seconds and the length of the shot, octaves, speed.
struct Timing {
  /// For each step the number of its appearance. A shot that goes on beyond its scenes has one round of them more.
  private(set) var steps: [Int]
  /// Seconds at which each of them fills the canvas; where some come again one more, for the first of those. A world alone in an open shot
  /// has one more for its end.
  private(set) var fills: [Double]
  /// How many of the steps, the last ones, come again and again: in a loop all, else those with which an open shot goes on, or none.
  private(set) var stepsOfRound = 0
  /// How often a loop goes round before it is where it began.
  private(set) var roundsPerLoop = 1
  private(set) var frameCount: Int
  /// Seconds before the first of them, and after the last, that the innermost scene's clip flies on, or the camera rests at the last.
  private(set) var head = 0.0
  private(set) var tail = 0.0
  /// Seconds for which the picture stands where the shot begins and ends: a part of the time before the second of them, or of the head, and of
  /// the tail.
  private(set) var hold: Hold
  private(set) var notes: [String] = []

  private let wishes: Wishes
  private let appearances: [Appearance]
  private let joins: [Joins.Join]
  /// Seconds that the shot goes on, or has begun before, beyond the innermost scene filling the canvas; 0 if it does not.
  private let beyond: Double
  /// Seconds from each appearance to the next, or to its depth, without any rest and ease.
  private let secondsFlown: [Double]
  /// Seconds for which the camera rests at each appearance.
  private let rests: [Double]

  /// At least one appearance is needed.
  init(_ wishes: Wishes, _ joins: Joins) throws {
    self.wishes = wishes
    appearances = joins.appearances
    self.joins = joins.list
    hold = wishes.hold
    let ease = wishes.storyboard.direction == .in ? wishes.ease.end : wishes.ease.start
    let feltBeyond = joins.innermostFlight.felt(joins.innermostOctaves)
    beyond = feltBeyond > 0 ? feltBeyond / joins.innermostSpeed + ease / 2 : 0
    secondsFlown = appearances.indices.map(joins.secondsFlown)
    rests = appearances.indices.map(joins.rest)
    steps = Array(appearances.indices)
    fills = []
    frameCount = 0
    if let at = appearances[0].at, at != 0 {
      throw wishes.storyboard.problem(
        scene: appearances[0].wish, "at", "is \(brief(at)) s, expected 0, because a shot starts with its first scene")
    }
    let asked = wishes.storyboard.seconds
    if wishes.storyboard.loop {
      try layLoop(asked)
      if wishes.storyboard.hold != Hold() { notes.append("a loop has no ends at which a picture could stand: no hold") }
    } else {
      let flown = try asked.map(flown)
      if appearances.count == 1, !wishes.isSingleTake {
        // One world: we stay in it.
        fills = [0, try flown ?? fillTimes(steps, closed: true).last!]
      } else {
        try layOpen(flown)
      }
    }
    flyOn()
    try checkHold()
    frameCount = frames(
      wishes.storyboard.loop ? fills.last! * Double(roundsPerLoop) : asked ?? fills.last! + hold.end + tail)
  }

  /// Seconds from the scene of a step filling the canvas to the next one doing so.
  func duration(_ step: Int) -> Double? { step + 1 < fills.count ? fills[step + 1] - fills[step] : nil }

  /// Whole frames, at least one; what is beyond every shot is still a number.
  private func frames(_ seconds: Double) -> Int {
    Int(min(max(1, (seconds * wishes.framesPerSecond.value).rounded()), 1e15))
  }

  /// Flying in, the shot goes on after the last scene fills the canvas; flying out, it begins before the first one does, unless moments
  /// that were asked for say when that is.
  private mutating func flyOn() {
    if !wishes.storyboard.loop, wishes.storyboard.seconds == nil { tail = rests[steps[steps.count - 1]] }
    guard fliesOn else { return }
    if wishes.storyboard.direction == .in {
      tail = beyond
    } else if beginsBeyond {
      head = hold.start + beyond
      for i in fills.indices { fills[i] += head }
    }
  }

  private var fliesOn: Bool { beyond > 0 }

  /// Whether a shot that flies out begins beyond its first scene filling the canvas.
  private var beginsBeyond: Bool {
    fliesOn && wishes.storyboard.direction == .out && wishes.storyboard.song?.beats == nil
      && !appearances.contains { ($0.at ?? 0) != 0 }
  }

  // MARK: Holds

  /// Seconds for which the first scene stands after it fills the canvas.
  private var held: Double { beginsBeyond ? 0 : hold.start }

  /// What is left of the length that is asked for before the last picture stands.
  private func flown(_ asked: Double) throws -> Double {
    guard asked - hold.start - hold.end >= Timing.shortest else {
      throw wishes.storyboard.problem(
        at: ["hold"],
        "takes \(brief(hold.start + hold.end)) s of a shot of \(brief(asked)) s; give the shot more seconds or a shorter hold"
      )
    }
    let isBeyond = wishes.storyboard.direction == .in || beginsBeyond
    return asked - hold.end - (isBeyond ? beyond : 0)
  }

  /// Throws where nothing is left of the way to the second scene; drops what has no end to stand at.
  private mutating func checkHold() throws {
    if hold.end > 0, !endsAtRest {
      notes.append("the shot ends on the way from one scene to another, where no picture stands: no hold at its end")
      hold.end = 0
    }
    guard head == 0, hold.start > 0, let way = duration(0), hold.start + Timing.shortest > way else { return }
    throw wishes.storyboard.problem(
      at: ["hold"],
      "lets the first picture stand for \(brief(hold.start)) s, but the next scene fills the frame at \(brief(way)) s")
  }

  /// Whether the shot ends where its last scene fills the canvas, or beyond.
  private var endsAtRest: Bool {
    guard let asked = wishes.storyboard.seconds else { return true }
    return stepsOfRound == 0 && abs(fills[fills.count - 1] + tail + hold.end - asked) < 1e-6
  }

  // MARK: Length of the shot

  /// As many rounds as come nearest to the length that is asked for, in a whole number of frames; each is like the first.
  private mutating func layLoop(_ asked: Double?) throws {
    stepsOfRound = steps.count
    let natural = try fillTimes(steps, closed: true).last!
    let rate = wishes.framesPerSecond.value
    let earliest = (earliestEnd(steps.count + 1) * rate).rounded(.down) + 1
    roundsPerLoop = rounds(of: natural, atLeast: earliest / rate, in: asked)
    var last = Double(frames(asked ?? natural))
    if last < earliest {
      last = max(Double(frames(natural)), earliest)
      if asked != nil { notes.append("the loop lasts \(brief(last / rate)) s, because its scenes' moments need them") }
    }
    fills = try fillTimes(steps, closed: true, end: last / rate / Double(roundsPerLoop))
  }

  /// How often rounds of a natural length go into the length that is asked for. With a song that beats, a round is a whole number of bars if
  /// the length is one.
  private func rounds(of natural: Double, atLeast least: Double, in asked: Double?) -> Int {
    guard let asked else { return 1 }
    let nearest = max(1, (asked / natural).rounded())
    let most = max(1, (asked / least).rounded(.down))
    let rounds = Int(min(nearest, most, Timing.mostRounds))
    guard rounds > 1, let beats = wishes.storyboard.song?.beats, beats.isSteady else { return rounds }
    let bars = beats.bar(at: asked) - beats.bar(at: 0)
    guard abs(bars - bars.rounded()) < 1e-6, bars < 1e6 else { return rounds }
    let whole = Int(bars.rounded())
    let near = (max(1, rounds * 2 / 3)...rounds * 3 / 2).filter { whole % $0 == 0 && Double($0) <= most }
    return near.min { abs($0 - rounds) < abs($1 - rounds) } ?? rounds
  }

  /// So many are still counted exactly in frames.
  private static let mostRounds = 1e6

  /// From the first scene to the last. To an asked length the speed follows when octaves were given and no speed; else the chain goes on
  /// from its first scene, or stops on the way.
  private mutating func layOpen(_ asked: Double?) throws {
    if wishes.isSingleTake {
      let octaves = max(appearances[0].octaves, Limits.octaves.lower)
      steps = Array(repeating: 0, count: Int((Wishes.drosteDepth / octaves).rounded(.up)) + 1)
    }
    guard let asked else {
      fills = try fillTimes(steps, closed: false)
      return
    }
    let speedFollows = wishes.speedFollows && asked >= earliestEnd(steps.count)
    let natural = naturalTimes(steps, closed: false).last!
    fills = try fillTimes(steps, closed: false, end: speedFollows ? asked : nil)
    if abs(fills.last! - asked) <= 1e-9 {
      if speedFollows, abs(asked / natural - 1) > Timing.nearlyItsOwn {
        notes.append("the speed follows from \(brief(asked + hold.end)) s and the octaves that were given")
      }
    } else if asked > fills.last! {
      try goOn(to: asked)
    } else {
      let reached = fills.lastIndex { $0 <= asked } ?? 0
      notes.append(
        "the shot stops after \(brief(asked + hold.end)) s, on the way from scene \(reached + 1) of \(steps.count) to the next"
      )
    }
  }

  /// A length that differs less is what the speeds come to by themselves.
  private static let nearlyItsOwn = 0.1

  /// Where the order ends the chain goes on: from its last scene to its first, as a loop does, round after round.
  private mutating func goOn(to asked: Double) throws {
    let once = steps.count
    stepsOfRound = appearances.count
    steps += appearances.indices
    fills = try fillTimes(steps, closed: true)
    if appearances.count > 1 {
      notes.append("the chain goes on from its first scene after \(once) scenes, to last \(brief(asked + hold.end)) s")
    }
  }

  // MARK: Moments

  /// Fill times of a list of appearances from 0 on, with the first one again at the end if it is closed. The last of them is at `end`,
  /// unless a cue says otherwise.
  private func fillTimes(_ steps: [Int], closed: Bool, end: Double? = nil) throws -> [Double] {
    var fills = naturalTimes(steps, closed: closed)
    var fixed = cues(fills.count)
    if fills.count > 1 { fixed[fills.count - 1] = fixed[fills.count - 1] ?? end }
    try stretch(&fills, to: fixed)
    snapToBars(&fills, between: fixed)
    return fills
  }

  /// The moments that were asked for. When scenes come again, they come when they come.
  private func cues(_ count: Int) -> [Double?] {
    (0..<count).map { $0 > 0 && $0 < appearances.count ? appearances[$0].at : nil }
  }

  /// The first moment at which the last of so many scenes may fill the canvas if it has no cue.
  private func earliestEnd(_ count: Int) -> Double {
    let cues = cues(count)
    let last = cues.lastIndex { $0 != nil } ?? 0
    return (last == 0 ? held : cues[last]!) + Double(count - 1 - last) * Timing.shortest
  }

  /// Seconds from scene to scene, on average between two cues.
  private static let shortest = 0.001

  /// Stretches what lies between two fixed moments, and moves what comes after the last one.
  private func stretch(_ fills: inout [Double], to fixed: [Double?]) throws {
    var anchor = 0
    for i in fills.indices.dropFirst() {
      guard let at = fixed[i] else { continue }
      let (from, to) = (fills[anchor] + (anchor == 0 ? held : 0), fills[i])
      guard at - from >= Double(i - anchor) * Timing.shortest else {
        let earlier = anchor == 0 && held > 0 ? "the first picture stands until" : "an earlier scene fills the frame at"
        throw wishes.storyboard.problem(
          scene: appearances[i].wish, "at", "is \(brief(at)) s, but \(earlier) \(brief(from)) s")
      }
      let stretch = (at - from) / (to - from)
      for j in anchor + 1..<i { fills[j] = from + (fills[j] - from) * stretch }
      for j in i..<fills.count { fills[j] += at - to }
      fills[i] = at
      anchor = i
    }
  }

  /// Moves every scene to the nearest bar line of the song, at least half a bar after the scene before it. Scenes that find no
  /// bar line of their own before the next fixed moment share the time that is left.
  private func snapToBars(_ fills: inout [Double], between fixed: [Double?]) {
    guard let beats = wishes.storyboard.song?.beats else { return }
    let next = nextFixed(fixed)
    for i in fills.indices.dropFirst() where fixed[i] == nil {
      let line = Double(max(beats.barLine(nearestTo: fills[i]).bar, beats.barLine(nearestTo: fills[i - 1]).bar + 1))
      let moment = beats.moment(ofBar: line)
      let bar = beats.moment(ofBar: line + 1) - moment
      if let next = next[i], moment + Double(next - i) * bar / 2 > fills[next] {
        fills[i] = fills[i - 1] + (fills[next] - fills[i - 1]) / Double(next - i + 1)
      } else {
        fills[i] = moment
      }
    }
  }

  /// For each scene the next one whose moment is fixed.
  private func nextFixed(_ fixed: [Double?]) -> [Int?] {
    var next: Int?
    let found = fixed.indices.reversed().map { i -> Int? in
      if fixed[i] != nil { next = i }
      return next
    }
    return found.reversed()
  }

  // MARK: Lengths of the links

  /// Fill times as they are without cues and song.
  private func naturalTimes(_ steps: [Int], closed: Bool) -> [Double] {
    var fills = [0.0]
    for i in steps.indices.dropLast(closed ? 0 : 1) {
      let seconds = naturalSeconds(steps[i], isEdge: (i == 0, i + 2 >= steps.count && stepsOfRound == 0))
      fills.append(fills[i] + max(seconds, Timing.shortest))
    }
    return fills
  }

  private func naturalSeconds(_ index: Int, isEdge: (first: Bool, last: Bool)) -> Double {
    let scene = appearances[index]
    let held = isEdge.first ? held : 0
    if let seconds = scene.seconds { return held + seconds }
    var seconds = held + secondsFlown[index] + rests[index]
    if !wishes.storyboard.loop, !scene.rests {
      let inward = wishes.storyboard.direction == .in
      if isEdge.first, inward || !fliesOn { seconds += wishes.ease.start / 2 }
      if isEdge.last, !inward || !fliesOn { seconds += wishes.ease.end / 2 }
    }
    return seconds
  }
}
