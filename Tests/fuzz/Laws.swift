import Foundation
import Geometry
import Planning

/// A law that does not hold.
struct Breach: Error {
  let sentence: String
}

/// What must hold of every text: it is a mistake told in words, or it becomes a plan that can be drawn and written.
enum Laws {
  static func check(_ input: FuzzInput) throws {
    switch input.kind {
    case .storyboard: try checkStoryboard(input.bytes)
    case .preset: try checkPreset(input.bytes)
    case .plan: try checkPlan(input.bytes)
    }
  }

  private static func checkStoryboard(_ bytes: [UInt8]) throws {
    guard let storyboard = try read({ try Storyboard(JSONDocument(bytes: bytes, file: "x")) }) else { return }
    try checkShot(storyboard)
  }

  private static func checkPreset(_ bytes: [UInt8]) throws {
    guard let preset = try read({ try Preset(JSONDocument(bytes: bytes, file: "x")) }) else { return }
    var storyboard = Storyboard(files: ["1920x1080.png", "640x360-100@25-in.mp4", "30x4000.png"])
    storyboard.preset = .inline(preset)
    storyboard.song = SongWish(file: "song.flac", bpm: 120, firstBeat: 0.3)
    for (loops, direction) in [(false, Direction.in), (true, .out)] {
      (storyboard.loop, storyboard.direction) = (loops, direction)
      try checkShot(storyboard)
    }
  }

  private static func checkPlan(_ bytes: [UInt8]) throws {
    let plan = try read(isPlan: true) { try Plan(json: Data(bytes), file: "x") }
    if let plan { try checkPlan(plan) }
  }

  private static func checkShot(_ storyboard: Storyboard) throws {
    let survey = MadeTakes.survey(storyboard)
    let plan = try read(isPlan: storyboard.source == nil) { try Planner.plan(storyboard, survey) }
    if let plan { try checkPlan(plan) }
  }

  private static func checkPlan(_ plan: Plan) throws {
    try checkText(plan)
    let sign = plan.direction == .in ? 1.0 : -1
    for time in moments(plan) { try checkMoment(plan, time, sign: sign) }
  }

  /// A plan comes back from its text as it was.
  private static func checkText(_ plan: Plan) throws {
    let text = try told("the plan cannot be written") { try plan.json() }
    let back = try told("the plan is not taken back") { try Plan(json: Data(text.utf8), file: nil) }
    guard back == plan else { throw Breach(sentence: "the plan comes back as another one") }
  }

  private static func moments(_ plan: Plan) -> [FrameTime] {
    let last = plan.frameCount - 1
    let seed = Seed(UInt64(plan.frameCount))
    return [FrameTime(0), FrameTime(last), FrameTime(last, fraction: 0.999)]
      + (0..<8).map { FrameTime(seed.at("frame", $0).pick(0..<plan.frameCount), fraction: 0.3) }
  }

  private static func checkMoment(_ plan: Plan, _ time: FrameTime, sign: Double) throws {
    let speed = plan.speed(at: time)
    guard speed.isFinite else { throw Breach(sentence: "a speed is not finite") }
    guard speed * sign >= -1e-9 * max(1, abs(speed)) else { throw Breach(sentence: "the zoom turns back: \(speed)") }
    let camera = plan.camera(at: time)
    guard camera.octaves.isFinite, camera.zoom.isFinite, camera.focus.isFinite else {
      throw Breach(sentence: "a camera is not finite")
    }
    let views = plan.views(at: time)
    guard !views.isEmpty else { throw Breach(sentence: "nothing is seen") }
    for view in views where !isSound(view) { throw Breach(sentence: "a view is not finite") }
  }

  private static func isSound(_ view: SceneView) -> Bool {
    let map = view.canvasFromScene
    return map.scale.isFinite && map.offset.isFinite && map.scale != .zero && view.octaves.isFinite
      && view.seconds?.isFinite ?? true && view.presence.isFinite
  }

  /// What is read, or nil where that is a mistake told in words, with a line where it stands in a text.
  private static func read<Thing>(isPlan: Bool = false, _ make: () throws -> Thing) throws -> Thing? {
    do {
      return try make()
    } catch {
      let problems = (error as? Problems)?.list ?? (error as? Problem).map { [$0] } ?? []
      guard !problems.isEmpty, problems.allSatisfy({ !$0.sentence.isEmpty }) else {
        throw Breach(sentence: "a mistake is told without words: \(error)")
      }
      for problem in problems where !isPlan && problem.line == nil {
        throw Breach(sentence: "a mistake is told without a line: \(problem.sentence)")
      }
      return nil
    }
  }

  private static func told<Thing>(_ sentence: String, _ make: () throws -> Thing) throws -> Thing {
    do { return try make() } catch { throw Breach(sentence: "\(sentence): \(error)") }
  }
}
