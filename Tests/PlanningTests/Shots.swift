import Geometry
import Planning

/// Storyboards for tests, with takes that exist as facts only.
enum Shots {
  static func facts(_ width: Int, _ height: Int) -> TakeFacts {
    TakeFacts(kind: .still, size: CanvasSize(width, height), hash: "\(width)x\(height)", times: .still)
  }

  static func clip(_ frames: Int, rate: Int = 25) -> TakeFacts {
    TakeFacts(
      kind: .clip, size: CanvasSize(640, 360), hash: "clip", times: FrameTimes(rate: Rational(rate), count: frames))
  }

  /// A storyboard of stills as large as an HD canvas, with a constant speed.
  static func stills(
    _ count: Int, octaves: Double? = 1, speed: Double? = 0.5, _ change: (inout Storyboard) -> Void = { _ in }
  ) -> Storyboard {
    var storyboard = Storyboard(files: (0..<count).map { "still\($0).png" })
    storyboard.octaves = octaves
    storyboard.speed = speed
    storyboard.preset = .named("constant")
    change(&storyboard)
    return storyboard
  }

  static func plan(_ storyboard: Storyboard, _ facts: TakeFacts = facts(1920, 1080)) throws -> Plan {
    var known: [String: TakeFacts] = [:]
    for case .take(let path) in storyboard.scenes.map(\.content) { known[path] = facts }
    return try Planner.plan(storyboard, facts: known)
  }

  /// A chain of random stills, octaves, rolls and focuses on a random canvas.
  static func random(_ number: Int) throws -> Plan {
    let seed = Seed(99).at("shot", number)
    var storyboard = stills(1 + seed.pick(0..<5) + 1, octaves: nil, speed: 0.5)
    storyboard.canvas.size =
      [
        CanvasSize(192, 108), CanvasSize(108, 192), CanvasSize(100, 100), CanvasSize(256, 96), CanvasSize(239, 100),
        CanvasSize(33, 77),
      ][seed.at("canvas").pick(0..<6)]
    storyboard.direction = seed.at("direction").unit < 0.3 ? .out : .in
    storyboard.loop = seed.at("loop").unit < 0.4
    var known: [String: TakeFacts] = [:]
    for i in storyboard.scenes.indices {
      let own = seed.at("scene", i)
      storyboard.scenes[i].octaves = 0.3 + own.at("octaves").unit * 4
      storyboard.scenes[i].roll = own.at("rolls").unit < 0.5 ? own.at("roll").signed * 0.3 : 0
      storyboard.scenes[i].focus = own.at("focused").unit < 0.7 ? Point(x: own.at("x").unit, y: own.at("y").unit) : nil
      if case .take(let path) = storyboard.scenes[i].content {
        known[path] = Shots.facts(20 + own.at("width").pick(0..<2000), 20 + own.at("height").pick(0..<2000))
      }
    }
    return try Planner.plan(storyboard, facts: known)
  }
}
