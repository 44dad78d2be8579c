import Foundation
import Geometry
import Imaging
import Media
import Planning
import Surveying
import TestSupport
import Testing

@Suite struct `The survey` {
  @Test func `knows every take of a storyboard`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "everzoom-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try writePNG(.random(CanvasSize(30, 20), .yuv444), to: folder + "/a.png")
    let facts = try Surveyor.facts(of: Storyboard(files: [folder + "/a.png", folder + "/a.png"]))
    #expect(facts.count == 1)
    #expect(facts[folder + "/a.png"]?.size == CanvasSize(30, 20))
    #expect(facts[folder + "/a.png"]?.kind == .still)
  }

  @Test func `tells of all takes that cannot be used at once`() {
    do {
      _ = try Surveyor.facts(of: Storyboard(files: ["/nowhere/1.png", "/nowhere/2.mp4"]))
      Issue.record("nothing was thrown")
    } catch let problems as Problems {
      #expect(problems.list.count == 2)
      #expect(problems.description.contains("/nowhere/2.mp4"))
    } catch {
      Issue.record("another error: \(error)")
    }
  }
}

@Suite struct `A take` {
  @Test func `is surveyed without a storyboard, and once`() throws {
    let files = try SurveyFilm()
    let path = try files.film((0..<20).map { SurveyFilm.zoomed(Double($0) * 0.02) })
    let facts = try Take.facts(of: path)
    var measured = 0
    func survey() throws -> SurveyedTake {
      try SurveyedTake(path, facts, cores: Cores(2), cache: SurveyCache(folder: files("cache"))) { measured += 1 }
    }
    let take = try survey()
    #expect(abs(try #require(take.motion?.track?.octaves.last) - 0.38) < 0.005)
    #expect(try survey() == take && measured == 1)
  }

  @Test func `that is a still has no parts and no motion`() throws {
    let files = try SurveyFilm()
    try writePNG(.random(CanvasSize(30, 20), .yuv444), to: files("still.png"))
    let facts = try Take.facts(of: files("still.png"))
    let take = try SurveyedTake(files("still.png"), facts, cores: Cores(1), cache: SurveyCache(folder: nil))
    #expect(take.facts == facts && take.parts.isEmpty && take.motion == nil)
  }
}
