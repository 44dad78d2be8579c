import Geometry
import Planning

/// Plans as the planner writes them, to be changed.
enum PlanTexts {
  private static let known = (0..<24).compactMap(plan)

  static func tree(_ seed: Seed) -> Tree { known[seed.pick(0..<known.count)] }

  /// Plans of quiet storyboards without clips of many frames, whose text would be mostly tracks.
  private static func plan(_ number: Int) -> Tree? {
    let seed = Seed(12).at("plan", number)
    var storyboard = Storyboard(
      files: (0..<1 + seed.pick(0..<4)).map { takes[seed.at("take", $0).pick(0..<takes.count)] })
    storyboard.loop = seed.at("loop").unit < 0.4
    storyboard.direction = seed.at("out").unit < 0.4 ? .out : .in
    storyboard.preset = .named(PresetLibrary.all[number % PresetLibrary.all.count].name)
    storyboard.seconds = seed.at("long").unit < 0.4 ? 30 : nil
    storyboard.song = SongWish(file: "song.flac", bpm: 120)
    if seed.at("world").unit < 0.5 { storyboard.scenes.append(SceneWish(.world("valley"))) }
    if seed.at("prompt").unit < 0.3 { storyboard.scenes.append(SceneWish(.prompt("a flower"))) }
    guard var plan = try? Planner.plan(storyboard, MadeTakes.survey(storyboard)) else { return nil }
    if seed.at("joined").unit < 0.5 { join(&plan) }
    return try? text(plan)
  }

  private static let takes = ["1920x1080.png", "30x400.png", "640x360-9@25-in.mp4", "64x36-5@25.mp4"]

  private static func text(_ plan: Plan) throws -> Tree {
    let bytes = Array(try plan.json().utf8)
    return Tree(try JSONDocument(bytes: bytes).root, of: bytes)
  }

  /// Hand-overs and colours, as if the joins had been measured.
  private static func join(_ plan: inout Plan) {
    let map = ArrivalMap(
      rowCount: 2, columnCount: 3, innermost: -2, octavesPerRow: 1, times: [0, 9, 99, 999, 9999, 65535])
    let handOver = HandOver(arrival: map, begins: -0.5, ends: 0.2, softness: 0.1)
    let score = JoinScore(
      seam: 1, frame: 0.5, emptiness: 0, covered: 0.3, late: 0.2, afloat: 1, off: 0.1, sharpness: 1, colour: 0.5)
    for link in plan.links.indices {
      plan.arrivals = [map]
      plan.links[link].handOver = PlannedHandOver(arrival: 0, mist: link % 2 == 0 ? 0 : nil, handOver)
      plan.links[link].measured = JoinMeasure(difference: 20, matched: 4, score: score)
    }
  }
}
