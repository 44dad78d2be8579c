import Foundation
import Geometry
import Planning
import Testing

/// A shot of clips and stills that nobody made with the shot in mind: of any length, rate, and zoom of their own.
private struct FoundShot {
  let storyboard: Storyboard
  let survey: Survey
  let speed: Double
  /// Seconds and octaves of each clip by its number in the storyboard.
  private(set) var clips: [Int: (seconds: Double, octaves: Double)] = [:]

  /// Some clips go on from the one before. `follow` is the preset's.
  init(_ number: Int, follow: Double, goesOn: Bool, _ change: (inout Storyboard) -> Void = { _ in }) {
    let seed = Seed(41).at("shot", number)
    let count = 2 + seed.at("count").pick(0..<4)
    var storyboard = Storyboard(files: (0..<count).map { "take\($0)" })
    var preset = Preset()
    preset.speed = 0.1 + 0.9 * seed.at("speed").unit
    preset.follow = follow
    storyboard.preset = .inline(preset)
    storyboard.canvas = CanvasWish(size: CanvasSize(320, 180), fps: Rational(30))
    storyboard.direction = seed.at("direction").unit < 0.3 ? .out : .in
    change(&storyboard)
    var survey = Survey(facts: [:])
    for index in 0..<count {
      let own = seed.at("take", index)
      guard own.at("kind").unit < 0.8 else {
        survey.facts["take\(index)"] = Shots.facts(320, 180)
        continue
      }
      let rate = [8, 16, 24, 30, 60][own.at("rate").pick(0..<5)]
      let frames = max(2, Int(Double(rate) * (0.3 + 9.7 * own.at("seconds").unit)))
      let octaves = own.at("zooms").unit < 0.3 ? 0 : (own.at("octaves").signed * 2 + 0.6)
      survey.facts["take\(index)"] = TakeFacts(
        kind: .clip, size: CanvasSize(320, 180), hash: "\(index)",
        times: FrameTimes(rate: Rational(rate), count: frames))
      survey.motions["take\(index)"] = ClipMotion(
        track: ZoomTrack(
          octaves: (0..<frames).map { octaves * Double($0) / Double(frames - 1) },
          turns: [Double](repeating: 0, count: frames), focus: .zero), confidence: 1)
      clips[index] = (Double(frames) / Double(rate), octaves * (storyboard.direction == .in ? 1 : -1))
    }
    if goesOn {
      for index in 1..<count where seed.at("goes on", index).unit < 0.6 {
        for pair in [
          TakePair(outer: "take\(index - 1)", inner: "take\(index)"),
          TakePair(outer: "take\(index)", inner: "take\(index - 1)"),
        ] {
          survey.alignments[pair] = TakeAlignment(portal: .identity, agreement: 1)
        }
      }
    }
    speed = preset.speed
    self.storyboard = storyboard
    self.survey = survey
  }

  var plan: Plan { get throws { try Planner.plan(storyboard, survey) } }
}

/// How a clip is shown.
private struct Shown {
  /// Its first and its last second, and how long it takes from one to the other, in seconds of the shot.
  var played: ClosedRange<Double>
  var lasting: Double

  init?(_ plan: Plan, _ place: Int) {
    let moments = plan.frames.compactMap { frame -> (Int, Double)? in
      guard let view = plan.views(at: FrameTime(frame)).first(where: { $0.place == place }) else { return nil }
      return view.seconds.map { (frame, $0) }
    }
    guard let low = moments.map(\.1).min(), let high = moments.map(\.1).max() else { return nil }
    played = low...high
    let start = moments.last { $0.1 == low }!.0
    let end = moments.first { $0.1 == high }!.0
    lasting = Double(abs(end - start)) / plan.framesPerSecond.value
  }
}

@Suite struct `Clips as they are` {
  @Test(arguments: 0..<60, [false, true]) func `play whole, about as fast as they were taken`(number: Int, goesOn: Bool)
    throws
  {
    let shot = FoundShot(number, follow: 1, goesOn: goesOn)
    let plan = try shot.plan
    for (index, clip) in shot.clips where clip.seconds * shot.speed < 2.5 {
      let place = plan.order.place(ofStep: index)
      let rate = plan.takes[index].facts.times.averageRate
      let shown = try #require(Shown(plan, place), "scene \(index)")
      let whole = shown.played.upperBound - shown.played.lowerBound
      #expect(whole > 0.9 * clip.seconds - 2.5 / rate, "scene \(index): \(shown.played) of \(clip.seconds)")
      #expect(shown.lasting > 0.45 * clip.seconds - 0.2, "scene \(index): \(clip.seconds) in \(shown.lasting)")
    }
  }

  @Test(arguments: 0..<60, [false, true]) func `leave the speed within half and twice the preset's`(
    number: Int, goesOn: Bool
  ) throws {
    let shot = FoundShot(number, follow: 1, goesOn: goesOn)
    let plan = try shot.plan
    for frame in plan.frames.dropLast() {
      let speed = abs(plan.speed(at: FrameTime(frame)))
      #expect(speed > 0.499 * shot.speed && speed < 2.01 * shot.speed, "frame \(frame): \(speed) of \(shot.speed)")
    }
  }

  @Test(arguments: 0..<60, [false, true]) func `leave a constant speed constant`(number: Int, goesOn: Bool) throws {
    let shot = FoundShot(number, follow: 0, goesOn: goesOn)
    let plan = try shot.plan
    for frame in plan.frames.dropLast() {
      #expect(abs(abs(plan.speed(at: FrameTime(frame))) - shot.speed) < 1e-9, "frame \(frame)")
    }
  }

  @Test(arguments: 0..<60) func `that have nothing of one another are joined over depth enough`(number: Int) throws {
    for link in try FoundShot(number, follow: 1, goesOn: false).plan.links {
      #expect(link.octaves >= 0.99 && link.window.lowerBound <= -0.49)
    }
  }

  @Test(arguments: 0..<60) func `are magnified more than about three times only with a note`(number: Int) throws {
    let shot = FoundShot(number, follow: 1, goesOn: true)
    let plan = try shot.plan
    for (place, link) in plan.links.enumerated() {
      guard let playback = plan.scenes[place].playback, let track = playback.track,
        case .take(let take) = plan.scenes[place].content
      else { continue }
      let times = plan.takes[take].facts.times
      let shown = try #require(Shown(plan, place))
      let last = times.index(at: plan.direction == .in ? shown.played.upperBound : shown.played.lowerBound)
      let excess = link.octaves - (track.octaves[last] - track.octaves[playback.anchor])
      let scene = plan.order.step(at: place) + 1
      #expect(
        excess < PortableMath.log2(4) || plan.notes.contains { $0.hasPrefix("scene \(scene): its clip is magnified") },
        "scene \(scene): \(PortableMath.exp2(excess)) times")
    }
  }

  @Test(arguments: 0..<60) func `at the end of a shot are alone before it ends`(number: Int) throws {
    let shot = FoundShot(number, follow: 1, goesOn: false)
    let plan = try shot.plan
    let innermost = plan.scenes.count - 1
    let end = plan.direction == .in ? plan.frameCount - 1 : 0
    let beyond = plan.camera(at: FrameTime(end)).octaves
    let window = plan.links[innermost - 1].window
    #expect(
      plan.camera(at: FrameTime(end)).place == innermost || beyond > plan.links[innermost - 1].octaves - shot.speed / 10
    )
    #expect(window.upperBound <= (plan.camera(at: FrameTime(end)).place == innermost ? beyond : 0) + 1e-9)
  }

  @Test(arguments: [Direction.in, .out]) func `that zoom against the shot are told with the direction that suits them`(
    direction: Direction
  ) throws {
    var storyboard = Storyboard(files: ["a", "b"])
    storyboard.direction = direction
    var survey = Survey(facts: ["a": Shots.clip(100), "b": Shots.clip(100)])
    for name in ["a", "b"] {
      let octaves = (0..<100).map { (direction == .in ? -0.01 : 0.01) * Double($0) }
      let track = ZoomTrack(octaves: octaves, turns: [Double](repeating: 0, count: 100), focus: .zero)
      survey.motions[name] = ClipMotion(track: track, confidence: 1)
    }
    let notes = try Planner.plan(storyboard, survey).notes
    #expect(
      notes.contains {
        $0.contains("scenes 1, 2") && $0.contains(direction == .in ? "--direction out" : "--direction in")
      })
  }

  @Test func `are not hurried where a still, a moment or a second is all that there is`() throws {
    for (seconds, rate) in [(2.0 / 30, 30), (1, 24), (1.3, 30)] {
      var storyboard = Storyboard(files: ["a", "clip", "b"])
      storyboard.preset = .named("cinematic")
      let facts = [
        "a": Shots.facts(1920, 1080), "b": Shots.facts(1920, 1080),
        "clip": Shots.clip(Int(seconds * Double(rate)), rate: rate),
      ]
      let plan = try Planner.plan(storyboard, facts: facts)
      #expect(plan.frames.allSatisfy { plan.speed(at: FrameTime($0)) < 1.2 })
      #expect(plan.notes.contains { $0.hasPrefix("scene 2: its clip of") && $0.contains("stands on its last picture") })
    }
  }
}

@Suite struct `A camera that rests` {
  private func plan(_ scenes: String, _ facts: [String: TakeFacts]) throws -> Plan {
    let storyboard = try Storyboard(
      JSONDocument(bytes: Array("{canvas: {size: '320x180', fps: 30}, preset: 'constant', scenes: [\(scenes)]}".utf8)),
      worlds: [])
    return try Planner.plan(storyboard, facts: facts)
  }

  private let stills = ["a": Shots.facts(320, 180), "b": Shots.facts(320, 180), "c": Shots.facts(320, 180)]

  @Test func `stands at a scene for as long as is said, and then goes on`() throws {
    let plan = try plan("{take: 'a'}, {take: 'b', speed: 0, seconds: 10}, {take: 'c'}", stills)
    let fills = plan.waypoints.filter { $0.octaves == 0 }.map { plan.moment(clock: $0.time).frames / 30 }
    #expect(fills == [0, 6, 10, 16])
    for frame in 180..<300 { #expect(plan.speed(at: FrameTime(frame)) == 0) }
    // By then the scene is alone.
    #expect(plan.links[0].window.upperBound < 0 && plan.links[1].window.lowerBound < 0)
    #expect(plan.speed(at: FrameTime(90)) > 0.45 && plan.speed(at: FrameTime(390)) > 0.45)
    #expect(
      zip(plan.frames.dropFirst(), plan.frames).allSatisfy {
        abs(plan.speed(at: FrameTime($0)) - plan.speed(at: FrameTime($1))) < 0.03
      })
  }

  @Test func `stands while a clip plays, and at the end of a shot`() throws {
    let clips = ["a": Shots.facts(320, 180), "b": Shots.clip(100), "c": Shots.clip(75)]
    let plan = try plan("{take: 'a'}, {take: 'b', speed: 0}, {take: 'c', speed: 0}", clips)
    for (place, seconds) in [(1, 4.0), (2, 3.0)] {
      let shown = try #require(Shown(plan, place))
      #expect(shown.played.lowerBound < 0.05 && shown.played.upperBound > seconds - 0.1)
      #expect(abs(shown.lasting - seconds) < 0.15)
    }
    #expect(plan.speed(at: FrameTime(plan.frameCount - 1)) == 0)
    #expect(plan.camera(at: FrameTime(plan.frameCount - 1)).place == 2)
  }

  @Test func `may rest at any scenes, beside eases and in loops, and the plan is sound`() throws {
    for rests in 0..<8 {
      for (direction, loop, preset) in [("in", false, "cinematic"), ("out", false, "calm"), ("in", true, "loop")] {
        let scenes = ["a", "b", "c"].enumerated().map { index, name in
          "{take: '\(name)'\(rests >> index & 1 == 1 ? ", speed: 0, seconds: 8" : "")}"
        }
        let text =
          "{preset: '\(preset)', direction: '\(direction)', loop: \(loop), scenes: [\(scenes.joined(separator: ", "))]}"
        let plan = try Planner.plan(
          Storyboard(JSONDocument(bytes: Array(text.utf8)), worlds: []), facts: rests % 2 == 0 ? stills : clips)
        #expect(try Plan(json: Data(plan.json().utf8), file: nil) == plan, "\(text)")
      }
    }
  }

  private let clips = ["a": Shots.clip(100), "b": Shots.facts(320, 180), "c": Shots.clip(50)]

  @Test func `in a world alone is the world as usual`() throws {
    let text = "{scenes: [{world: 'julia', speed: 0, seconds: 4}]}"
    let plan = try Planner.plan(Storyboard(JSONDocument(bytes: Array(text.utf8)), worlds: ["julia"]), facts: [:])
    #expect(plan.frameCount > 0)
  }

  @Test func `is refused where nobody says for how long`() {
    let problem = #expect(throws: Problems.self) { try plan("{take: 'a', speed: 0}, {take: 'b'}", stills) }
    #expect(problem.map { "\($0)".contains("scenes[0].speed") && "\($0)".contains("seconds") } == true)
  }
}
