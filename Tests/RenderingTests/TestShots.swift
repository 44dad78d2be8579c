import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering
import Surveying
import TestSupport

/// Shots made of real files in a folder that is there while a test runs.
struct TestShots {
  let folder: String

  static func with<Result>(_ test: (TestShots) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "everzoom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try test(TestShots(folder: folder.path))
  }

  /// A still of soft shapes, different for each number.
  func still(_ number: Int, _ width: Int = 96, _ height: Int = 54) throws -> String {
    let seed = Seed(5).at("still", number)
    let picture = Picture(CanvasSize(width, height), .yuv444) { plane, x, y in
      let phase = Point(
        x: Double(x) * (2 + 9 * seed.at("fx", plane).unit) / Double(width),
        y: Double(y) * (2 + 9 * seed.at("fy", plane).unit) / Double(height))
      let wave =
        PortableMath.sineAndCosine(turns: phase.x + seed.at("p", plane).unit).sine
        * PortableMath.sineAndCosine(turns: phase.y).cosine
      return plane == 0 ? 126 + Int(80 * wave) : 128 + Int(40 * wave)
    }
    return try write(picture, "still\(number).png")
  }

  /// A still with detail of every size, in a tint of its own for each number.
  func textured(_ number: Int) throws -> String {
    let seen = TexturedScene(seed: UInt64(number)).seen(Similarity(scale: Point(x: 2.4, y: 0)), CanvasSize(384, 216))
    let tint = Point(turns: Double(number) / 3, length: 24)
    let picture = Picture(seen.size, .yuv444) { plane, x, y in
      let value = seen.planes[plane].sample(plane == 0 ? x : x / 2, plane == 0 ? y : y / 2)
      return plane == 0 ? value : (value + 128) / 2 + Int(plane == 1 ? tint.x : tint.y)
    }
    return try write(picture, "textured\(number).png")
  }

  func plain(_ luma: Int, _ name: String) throws -> String {
    try write(Picture(CanvasSize(64, 36), .yuv444) { plane, _, _ in plane == 0 ? luma : 128 }, name)
  }

  private func write(_ picture: Picture, _ name: String) throws -> String {
    let path = folder + "/" + name
    try writePNG(picture, to: path)
    return path
  }

  /// A clip of so many frames, whose luma is 40 + 5 for each frame.
  func clip(_ frames: Int, rate: Int = 25) throws -> String {
    let path = folder + "/clip.mp4"
    let size = CanvasSize(96, 54)
    let sink = try Sinks.open(
      path,
      FilmSettings(
        size: size, framesPerSecond: Rational(rate), frameCount: frames,
        encoding: Encoding(quality: 4, effort: "ultrafast")))
    for n in 0..<frames {
      try sink.write(Picture(size, .yuv420) { plane, x, y in plane == 0 ? 40 + 5 * n + (x + y) % 3 : 128 })
    }
    try sink.finish()
    return path
  }

  func plan(_ storyboard: Storyboard) throws -> Plan {
    try Planner.plan(storyboard, facts: try Surveyor.facts(of: storyboard))
  }

  /// The plan with its joins measured.
  func joined(_ storyboard: Storyboard) throws -> Plan {
    let plan = try plan(storyboard)
    return plan.joined(by: try JoinSurveyor.survey(plan, cores: Cores(2), cache: SurveyCache(folder: nil)))
  }

  func storyboard(
    _ files: [String], size: CanvasSize = CanvasSize(96, 54), _ change: (inout Storyboard) -> Void = { _ in }
  ) -> Storyboard {
    var storyboard = Storyboard(files: files)
    storyboard.preset = .named("constant")
    storyboard.canvas = CanvasWish(size: size, fps: Rational(10))
    change(&storyboard)
    return storyboard
  }

  /// Stills of several sizes, a clip and a world, with a roll, focuses and a breathing speed.
  func everything() throws -> Plan {
    let files = [try still(1), try still(2, 200, 100), try clip(20), try still(3, 61, 99)]
    return try plan(
      storyboard(files) {
        $0.preset = .named("pulse")
        $0.scenes[0].roll = 0.1
        $0.scenes[0].focus = Point(x: 0.3, y: 0.6)
        $0.scenes[1].octaves = 1.3
        $0.scenes.insert(SceneWish(.world("agate")), at: 2)
        $0.scenes[2].octaves = 2
        $0.speed = 1
      })
  }
}

extension FrameRenderer {
  func hashes(_ frames: some Sequence<Int>) throws -> [Int: String] {
    var hashes: [Int: String] = [:]
    for n in frames { hashes[n] = frameHash(try frame(at: n)) }
    return hashes
  }
}
