import Foundation
import Geometry
import Imaging
import Media
import Planning
import Surveying
import TestSupport
import Testing

/// Stills in a folder: pieces of one scene, and others that have nothing to do with it.
private struct Album {
  let files: MediaFolder
  static let size = CanvasSize(240, 135)

  init() throws { files = try MediaFolder() }

  /// The scene as it is seen so many octaves in.
  func piece(_ octaves: Double) throws -> String {
    try write(seed: 77, PortableMath.exp2(-octaves) * 3, "piece\(octaves).png")
  }

  func other(_ number: Int, _ size: CanvasSize) throws -> String {
    try write(seed: UInt64(number), 3, "other\(number).png", size)
  }

  /// So small that it is not looked for, whatever is in it: comparing takes long.
  func tiny(_ number: Int) throws -> String {
    let name = files("tiny\(number).png")
    try writePNG(.random(CanvasSize(40, 24), .yuv444, seed: UInt64(number)), to: name)
    return name
  }

  private func write(seed: UInt64, _ scale: Double, _ name: String, _ size: CanvasSize = size) throws -> String {
    let scene = TexturedScene(CanvasSize(900, 600), seed: seed)
    try writePNG(scene.seen(Similarity(scale: Point(x: scale, y: 0)), size), to: files(name))
    return files(name)
  }

  static func isSky(_ z: Point) -> Bool { z.y < 0.1 * z.x }

  /// A plain sky over something rough: the sky is where another scene can open.
  func sky(_ name: String) throws -> String {
    let rough = TexturedScene(CanvasSize(400, 250), seed: 3).seen(.identity, Album.size)
    let picture = Picture(Album.size, .yuv444) { plane, x, y in
      if Album.isSky(Album.size.pixelsFromPlane.inverse(Point(x: Double(x), y: Double(y)))) {
        return [180, 140, 120][plane]
      }
      return plane == 0 ? rough.planes[0].sample(x, y) : 128
    }
    try writePNG(picture, to: files(name))
    return files(name)
  }

  func storyboard(_ names: [String], _ change: (inout Storyboard) -> Void = { _ in }) -> Storyboard {
    var storyboard = Storyboard(files: names)
    change(&storyboard)
    return storyboard
  }

  /// The survey, and the takes that were looked for in others.
  func survey(_ storyboard: Storyboard, _ cache: SurveyCache = SurveyCache(folder: nil)) throws -> (
    survey: Survey, compared: [String]
  ) {
    var compared: [String] = []
    let survey = try Surveyor.survey(storyboard, cores: Cores(2), cache: cache) { compared.append($0) }.1
    return (survey, compared)
  }
}

@Suite struct `Takes that follow one another` {
  private let album: Album

  init() throws { album = try Album() }

  @Test func `are looked for in one another, outer and inner as the shot flies`() throws {
    let names = [try album.piece(0), try album.piece(1)]
    let inward = try album.survey(album.storyboard(names)).survey.alignments
    #expect(inward.keys.map { $0 } == [TakePair(outer: names[0], inner: names[1])])
    #expect(abs(inward.values.first!.octaves - 1) < 0.01)
    let outward = try album.survey(album.storyboard(names) { $0.direction = .out }).survey.alignments
    #expect(outward.keys.map { $0 } == [TakePair(outer: names[1], inner: names[0])])
    #expect(abs(outward.values.first!.octaves + 1) < 0.01)
  }

  @Test func `are compared with the first one where the chain goes round`() throws {
    let names = try (1...3).map { try album.tiny($0) }
    #expect(try album.survey(album.storyboard(names)).compared == [names[1], names[2]])
    #expect(try album.survey(album.storyboard(names) { $0.loop = true }).compared == [names[1], names[2], names[0]])
  }

  @Test func `are left alone where a storyboard says how they are joined`() throws {
    let names = try (1...3).map { try album.tiny($0) }
    let (survey, compared) = try album.survey(
      album.storyboard(names) {
        $0.scenes[0].focus = Point(x: 0.4, y: 0.5)
        $0.scenes[1].join = JoinWish(kind: .nested)
      })
    #expect(compared.isEmpty && survey.alignments.isEmpty && survey.places.isEmpty && survey.notes.isEmpty)
  }

  @Test func `are compared once where they are copies of one another`() throws {
    let names = [try album.tiny(1), try album.tiny(2)]
    let copy = album.files("copy.png")
    try FileManager.default.copyItem(atPath: names[1], toPath: copy)
    #expect(try album.survey(album.storyboard(names + [names[0], copy])).compared == [names[1], names[0]])
  }

  @Test func `are tried here and there in a long chain, and all of them if one belongs to another`() throws {
    let unlike = try (0..<8).map { try album.tiny($0) }
    #expect(try album.survey(album.storyboard(unlike)).compared == [1, 2, 4, 7].map { unlike[$0] })
    let alike = [try album.piece(0), try album.piece(1)] + unlike.dropFirst(2)
    #expect(try album.survey(album.storyboard(alike)).compared.count == 7)
  }

  @Test func `are too small for anything to be found below some pixels`() throws {
    let names = [try album.other(1, CanvasSize(60, 40)), try album.other(1, CanvasSize(250, 50))]
    let survey = try album.survey(album.storyboard(names)).survey
    #expect(survey.alignments.isEmpty && survey.places.isEmpty)
  }

  @Test func `are told of as a stack, or by what is apart`() throws {
    let cache = SurveyCache(folder: album.files("cache"))
    func notes(_ names: [String]) throws -> [String] { try album.survey(album.storyboard(names), cache).survey.notes }
    let stack = [try album.piece(0), try album.piece(1)]
    #expect(
      try notes(stack) == [
        "the stills are a stack: each was found in the one around it, and lies where it was found"
      ])
    #expect(try notes(stack + [try album.tiny(1)]) == ["nothing of one was found in the other: scenes 2 and 3"])
    #expect(
      try notes(stack.reversed()) == [
        "some stills lie around the one before, not in it: 2 around 1; --order stack puts them in order"
      ])
    #expect(try notes([try album.tiny(1), try album.tiny(2)]).isEmpty)
  }

  @Test func `are found again when they were compared before`() throws {
    let cache = SurveyCache(folder: album.files("cache"))
    let storyboard = album.storyboard([
      try album.piece(0), try album.piece(1), try album.tiny(1), try album.sky("sky.png"),
      try album.other(2, Album.size),
    ])
    let (survey, compared) = try album.survey(storyboard, cache)
    #expect(compared.count == 5 && survey.alignments.count == 1 && !survey.places.isEmpty)
    let (again, comparedAgain) = try album.survey(storyboard, cache)
    #expect(comparedAgain.isEmpty && again == survey)
  }

  @Test func `are put in the order of a stack again without being compared`() throws {
    let cache = SurveyCache(folder: album.files("cache"))
    let names = [try album.piece(1), try album.piece(0)]
    let ordered = try Surveyor.stacked(album.storyboard(names), cores: Cores(2), cache: cache)
    #expect(ordered.scenes.map(\.content) == [.take(names[1]), .take(names[0])])
    #expect(try album.files.entries("cache").count == 1)
    #expect(try Surveyor.stacked(album.storyboard(names), cores: Cores(2), cache: cache) == ordered)
    #expect(try album.files.entries("cache").count == 1)
    let apart = album.storyboard([names[0], try album.tiny(1)])
    for _ in 0..<2 {
      #expect(throws: Problem.self) { try Surveyor.stacked(apart, cores: Cores(2), cache: cache) }
    }
  }
}

@Suite struct `The place where the next scene opens` {
  private let album: Album
  private let names: [String]

  init() throws {
    album = try Album()
    names = [try album.sky("sky.png"), try album.other(2, Album.size)]
  }

  @Test func `is looked for in the outer still, for the inner one`() throws {
    let inward = try album.survey(album.storyboard(names)).survey.places
    #expect(Array(inward.keys) == [0])
    let outward = try album.survey(album.storyboard(names) { $0.direction = .out }).survey.places
    #expect(Array(outward.keys) == [0] && outward != inward)
  }

  @Test func `is looked for as well where a storyboard says that they have nothing to do with one another`() throws {
    let places = try album.survey(album.storyboard(names) { $0.scenes[0].join = JoinWish(kind: .nested) }).survey.places
    #expect(try places == album.survey(album.storyboard(names)).survey.places)
  }

  @Test func `suits the depth that the planner goes to by itself`() throws {
    let usual = try album.survey(album.storyboard(names)).survey.places
    let octaves = try album.storyboard(names).outlinedOctaves()[0]
    #expect(try album.survey(album.storyboard(names) { $0.scenes[0].octaves = octaves }).survey.places == usual)
    #expect(try album.survey(album.storyboard(names) { $0.octaves = 0.5 }).survey.places != usual)
  }

  @Test func `lies in what the canvas shows of the still`() throws {
    let narrow = try album.survey(album.storyboard(names) { $0.canvas.size = CanvasSize(60, 120) }).survey.places
    // Half as wide as high: within half of the height to either side of the middle.
    #expect(abs(try #require(narrow[0]?.first).middle.x) < 0.5)
  }
}
