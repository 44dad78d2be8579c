import Foundation
import Geometry
import Planning
import TestSupport
import Testing
import Worlds

@Suite struct `Any storyboard` {
  private static let rounds = 1000

  @Test func `becomes a plan without a mistake, or a problem in words`() throws {
    var planned = 0
    for number in 0..<Self.rounds {
      guard let (storyboard, plan) = try AnyShot.plan(number) else { continue }
      planned += 1
      let mistake = plan.mistake
      #expect(mistake == nil, "shot \(number): \(mistake ?? "") of \(storyboard)")
    }
    #expect(planned > Self.rounds * 3 / 4)
  }

  @Test func `zooms one way only, and to places that are numbers`() throws {
    for number in 0..<Self.rounds {
      guard let (storyboard, plan) = try AnyShot.plan(number) else { continue }
      let sign = storyboard.direction == .in ? 1.0 : -1
      for n in stride(from: 0, to: plan.frameCount, by: max(1, plan.frameCount / 60)) {
        let time = FrameTime(n, fraction: 0.3)
        let speed = plan.speed(at: time)
        #expect(speed.isFinite && speed * sign >= -1e-9 * max(1, abs(speed)), "shot \(number), frame \(n): \(speed)")
        for view in plan.views(at: time) {
          let map = view.canvasFromScene
          #expect(map.scale.isFinite && map.offset.isFinite && map.scale != .zero, "shot \(number), frame \(n)")
          #expect(view.seconds?.isFinite ?? true)
        }
      }
    }
  }

  @Test func `has each scene at its cue`() throws {
    var cues = 0
    for number in 0..<Self.rounds {
      guard let (storyboard, plan) = try AnyShot.plan(number) else { continue }
      for (step, scene) in storyboard.scenes.enumerated() {
        guard let at = scene.at else { continue }
        cues += 1
        // Place 0 of a loop is the first scene that is seen; of an open shot that goes out, the last.
        let first = plan.waypoints[0].scene
        let place = storyboard.direction == .in ? first + step : first - step
        let point = try #require(plan.waypoints.first { $0.scene == place && $0.octaves == 0 })
        let moment = plan.moment(clock: point.time).frames / plan.framesPerSecond.value
        #expect(abs(moment - at) < 1e-6, "shot \(number), scene \(step): \(moment) rather than \(at)")
      }
    }
    #expect(cues > 200)
  }

  @Test func `lasts as long as is asked for`() throws {
    for number in 0..<Self.rounds {
      guard let (storyboard, plan) = try AnyShot.plan(number), let seconds = storyboard.seconds else { continue }
      let frames = max(1, (seconds * plan.framesPerSecond.value).rounded())
      let isLonger = plan.notes.contains { $0.hasPrefix("the loop lasts") }
      #expect(isLonger ? Double(plan.frameCount) > frames : Double(plan.frameCount) == frames, "shot \(number)")
    }
  }

  @Test func `comes back from its plan's JSON`() throws {
    for number in 0..<Self.rounds / 10 {
      guard let (_, plan) = try AnyShot.plan(number) else { continue }
      #expect(try Plan(json: Data(try plan.json().utf8), file: nil) == plan, "shot \(number)")
    }
  }
}

/// Storyboards with everything that a person may write, mixed at random.
private enum AnyShot {
  /// Nil where the wishes cannot be met, which the planner says in a problem.
  static func plan(_ number: Int) throws -> (Storyboard, Plan)? {
    let (storyboard, facts) = wishes(Seed(4).at("any", number))
    do {
      return (storyboard, try Planner.plan(storyboard, facts: facts))
    } catch let problem as Problem {
      #expect(!problem.sentence.isEmpty)
      return nil
    } catch let problems as Problems {
      #expect(!problems.list.isEmpty && problems.list.allSatisfy { !$0.sentence.isEmpty })
      return nil
    }
  }

  private static func wishes(_ seed: Seed) -> (Storyboard, [String: TakeFacts]) {
    var storyboard = Storyboard()
    var facts: [String: TakeFacts] = [:]
    storyboard.canvas.size = pick(seed.at("size"), sizes)
    storyboard.canvas.fps = pick(seed.at("fps"), [Rational(30), Rational(30000, 1001), Rational(1, 2), Rational(1000)])
    storyboard.preset = .inline(preset(seed.at("preset")))
    storyboard.direction = seed.at("out").unit < 0.4 ? .out : .in
    storyboard.loop = seed.at("loop").unit < 0.4
    storyboard.octaves = maybe(seed.at("octaves"), 0.3, 0.1, 8)
    storyboard.speed = maybe(seed.at("speed"), 0.3, 0.02, 8)
    storyboard.seconds = maybe(seed.at("seconds"), 0.5, 0.02, 90)
    storyboard.hold.start = maybe(seed.at("stands"), 0.2, 0.01, 5) ?? 0
    storyboard.hold.end = maybe(seed.at("stays"), 0.2, 0.01, 5) ?? 0
    if seed.at("song").unit < 0.4 {
      storyboard.song = SongWish(
        file: "song", bpm: maybe(seed.at("bpm"), 0.8, 20, 900), firstBeat: seed.at("beat").unit * 5,
        start: seed.at("start").unit * 9)
    }
    var moment = 0.0
    for i in 0..<1 + seed.at("count").pick(0..<6) {
      let own = seed.at("scene", i)
      storyboard.scenes.append(scene(own, i, &facts))
      moment += exponential(own.at("step"), 0.01, 9)
      if i > 0, own.at("cued").unit < 0.25 { storyboard.scenes[i].at = moment }
    }
    return (storyboard, facts)
  }

  private static let sizes = [
    CanvasSize(192, 108), CanvasSize(108, 192), CanvasSize(101, 99), CanvasSize(1, 1), CanvasSize(640, 20),
  ]

  private static func preset(_ seed: Seed) -> Preset {
    var preset = Preset()
    preset.speed = exponential(seed.at("speed"), 0.05, 4)
    preset.breath.amount = pick(seed.at("breath"), [0, 0, 0.4, 1])
    preset.breath.seconds = exponential(seed.at("breaths"), 0.1, 60)
    preset.accents.amount = pick(seed.at("accents"), [0, 0, 1.5, 8])
    preset.accents.beats = pick(seed.at("beats"), [1, 2, 16])
    preset.accents.seconds = exponential(seed.at("accent"), 0.02, 5)
    preset.ease.start = maybe(seed.at("ease"), 0.5, 0.01, 20) ?? 0
    preset.ease.end = maybe(seed.at("rest"), 0.5, 0.01, 20) ?? 0
    preset.roll = pick(seed.at("roll"), [0, 0, 0.06, -1])
    preset.seam = Seam(octaves: exponential(seed.at("seam"), 0.02, 2), shape: pick(seed.at("shape"), [2, 8, 64]))
    return preset
  }

  private static func scene(_ seed: Seed, _ i: Int, _ facts: inout [String: TakeFacts]) -> SceneWish {
    let path = "take\(i)"
    var scene = SceneWish(.take(path))
    switch seed.at("kind").pick(0..<3) {
    case 0: scene.content = .world(pick(seed.at("world"), WorldCatalog.entries.map(\.name)))
    case 1:
      let clip = Shots.clip(1 + seed.at("frames").pick(0..<300))
      facts[path] = clip
      scene.from = maybe(seed.at("from"), 0.3, 0.001, clip.times.duration * 0.99)
      scene.reverse = seed.at("reverse").unit < 0.3
    default: facts[path] = pick(seed.at("still"), [Shots.facts(1, 1), Shots.facts(1920, 1080), Shots.facts(30, 4000)])
    }
    scene.octaves = maybe(seed.at("octaves"), 0.3, 0.1, 12)
    scene.seconds = maybe(seed.at("seconds"), 0.2, 0.001, 20)
    scene.roll = maybe(seed.at("roll"), 0.2, 0.01, 4)
    if seed.at("focused").unit < 0.6 { scene.focus = Point(x: pick(seed.at("x"), [0, 0.31, 1]), y: seed.at("y").unit) }
    // A crop shows at least a pixel.
    if let size = facts[path]?.size, size.width > 1, seed.at("cropped").unit < 0.3 {
      scene.crop = CropWish(x: 0.9, y: 1.0 / 3, width: 0.1, height: pick(seed.at("crop"), [2.0 / 3, 0.003]))
    }
    scene.join = maybe(seed.at("join"), 0.2, 0.02, 16).map { JoinWish(octaves: $0) }
    return scene
  }

  private static func pick<T>(_ seed: Seed, _ list: [T]) -> T { list[seed.pick(0..<list.count)] }

  private static func exponential(_ seed: Seed, _ from: Double, _ to: Double) -> Double {
    from * PortableMath.exp2(seed.unit * PortableMath.log2(to / from))
  }

  private static func maybe(_ seed: Seed, _ chance: Double, _ from: Double, _ to: Double) -> Double? {
    seed.unit < chance ? exponential(seed.at("value"), from, to) : nil
  }
}
