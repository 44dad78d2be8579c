import Geometry
import Imaging
import Media
import Planning
import Surveying
import TestSupport
import Testing

/// Where scenes of all kinds lie in others, and what stands between those that do not go together.
@Suite struct `Scenes that have nothing to do with one another` {
  private let files: MediaFolder
  private static let size = CanvasSize(240, 135)
  private static let good = JoinScore(
    seam: 0.2, frame: 0, emptiness: 0, covered: 0, late: 0, afloat: 0, off: 0, sharpness: 0, colour: 0)

  init() throws { files = try MediaFolder() }

  private func still(_ number: Int) throws -> String {
    let scene = TexturedScene(CanvasSize(900, 600), seed: UInt64(number))
    try writePNG(scene.seen(Similarity(scale: Point(x: 3, y: 0)), Self.size), to: files("\(number).png"))
    return files("\(number).png")
  }

  /// Half a second that zooms so many octaves.
  private func clip(_ name: String, octaves: Double) throws -> String {
    let scene = TexturedScene(CanvasSize(900, 600), seed: 9)
    for frame in 0..<12 {
      let scale = 3 * PortableMath.exp2(-octaves * Double(frame) / 11)
      let picture = scene.seen(Similarity(scale: Point(x: scale, y: 0)), Self.size)
      try writePNG(picture, to: files(name + "-\(100 + frame).png"))
    }
    try ffmpeg(
      "-r 24 -start_number 100 -i \(files(name))-%d.png -vf crop=240:134:0:0 -c:v libx264 -crf 10 -pix_fmt yuv420p \(files(name))"
    )
    return files(name)
  }

  private func storyboard(_ contents: [SceneContent], _ change: (inout Storyboard) -> Void = { _ in }) -> Storyboard {
    var storyboard = Storyboard()
    storyboard.canvas.size = Self.size
    storyboard.scenes = contents.map { SceneWish($0) }
    change(&storyboard)
    return storyboard
  }

  private func survey(_ storyboard: Storyboard) throws -> Survey {
    try Surveyor.survey(storyboard, cores: Cores(2), cache: SurveyCache(folder: nil)).1
  }

  @Test func `have places in stills, the best first, be they takes or worlds`() throws {
    let still = try still(1)
    let survey = try survey(storyboard([.take(still), .world("rose"), .take(try self.still(2)), .take(still)]))
    // Out of a world the next scene comes by an opening of its own.
    #expect(survey.places.keys.sorted() == [0, 2])
    for places in survey.places.values {
      let totals = places.map(\.score.total)
      #expect(places.count > 3 && totals == totals.sorted())
      #expect(places.allSatisfy { abs($0.middle.x) < Self.size.aspect && abs($0.middle.y) < 1 })
    }
  }

  @Test func `have places in clips that stand, and none in those that zoom by themselves`() throws {
    let (stands, zooms) = (try clip("stands.mp4", octaves: 0), try clip("zooms.mp4", octaves: 0.6))
    let survey = try survey(storyboard([.take(stands), .take(try still(3)), .take(zooms), .take(try still(4))]))
    #expect(survey.places[0]?.isEmpty == false && survey.places[2] == nil)
  }

  @Test func `are left where a person says`() throws {
    let survey = try survey(
      storyboard([.take(try still(1)), .world("agate")]) { $0.scenes[0].focus = Point(x: 0.3, y: 0.4) })
    #expect(survey.places.isEmpty)
  }

  // MARK: Bridges

  private func bridged(_ storyboard: Storyboard, _ score: JoinScore) throws -> Storyboard? {
    var survey = try survey(storyboard)
    for index in storyboard.scenes.indices where survey.places[index] != nil {
      survey.places[index] = [JoinPlace(middle: .zero, score: score)]
    }
    return try Bridges(storyboard, survey, cores: Cores(2), cache: SurveyCache(folder: nil)).built()
  }

  private static var bad: JoinScore {
    var score = good
    score.seam = 9
    return score
  }

  @Test func `get a short world between them where they do not join well, in the colours of both`() throws {
    let (first, second) = (try still(1), try still(2))
    let built = try #require(
      try bridged(storyboard([.take(first), .take(second)]) { $0.scenes[0].seconds = 4 }, Self.bad))
    #expect(built.scenes.count == 3 && built.remarks.count == 1)
    #expect(built.scenes[0].content == .take(first) && built.scenes[2].content == .take(second))
    guard case .world(let name) = built.scenes[1].content else { throw Missing(what: "a world") }
    #expect(built.remarks[0].contains("the world \(name) is put between them"))
    let recipe = try #require(built.recipe(scene: 1))
    #expect(recipe.digest?.mistake == nil && recipe.digest?.columns == 0)
    // What was wished for the way to the next scene holds for the way from the bridge.
    #expect(built.scenes[0].seconds == nil && built.scenes[1].seconds == 4)
    let plan = try Planner.plan(built, try survey(built))
    #expect(plan.scenes.count == 3 && plan.links[1].reach != nil)
  }

  @Test func `get none where they join well, and none where a world is one of them`() throws {
    let stills = [SceneContent.take(try still(1)), .take(try still(2))]
    #expect(try bridged(storyboard(stills), Self.good) == nil)
    #expect(try bridged(storyboard([stills[0], .world("agate")]), Self.bad) == nil)
  }

  @Test func `leave other worlds as they are when a bridge comes before them`() throws {
    let board = storyboard([.take(try still(1)), .take(try still(2)), .world("agate")])
    let built = try #require(try bridged(board, Self.bad))
    #expect(built.scenes.count == 4)
    #expect(built.recipe(scene: 3) == board.recipe(scene: 2))
  }

  @Test func `get a bridge on the way back in a loop, and flying out`() throws {
    let stills = [SceneContent.take(try still(1)), .take(try still(2))]
    let loop = try #require(try bridged(storyboard(stills) { $0.loop = true }, Self.bad))
    #expect(loop.scenes.map { $0.takeName == nil } == [false, true, false, true])
    let out = try #require(try bridged(storyboard(stills) { $0.direction = .out }, Self.bad))
    #expect(out.scenes.map { $0.takeName == nil } == [false, true, false])
  }
}

private struct Missing: Error { let what: String }
