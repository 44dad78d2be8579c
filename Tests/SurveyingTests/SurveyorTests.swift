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
