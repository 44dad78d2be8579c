import Geometry
import Planning
import Testing
import Worlds

@Suite struct `A storyboard at the ends of what it may say` {
  @Test(arguments: [
    ("{scenes: [{take: 'a', crop: [0, 0.999, 1e-12, 7e-9]}]}", "scenes[0].crop is"),
    ("{scenes: [{take: 'a', crop: [0, 0, 1, 5e-324]}]}", "scenes[0].crop is"),
    ("{scenes: [{take: 'a', from: 2, to: 2.000000001}]}", "scenes[0].to is 2.000000001, expected 2.001 or more"),
    ("{scenes: [{take: 'a', to: 0}]}", "scenes[0].to is 0, expected 0.001 or more"),
    ("{scenes: [{take: 'a', seconds: 1e-9}]}", "scenes[0].seconds is 1e-9, expected 0.001 … 86400"),
    ("{canvas: {size: '16384x1'}}", "canvas.size is '16384x1', expected"),
    ("{canvas: {size: [1, 200]}}", "canvas.size is [1, 200], expected"),
    ("{canvas: {fps: '1/1000000'}}", "canvas.fps is '1/1000000', expected 0.01 … 1000"),
  ])
  func `is told what makes no sense`(text: String, sentence: String) throws {
    let problems = try #require(throws: Problems.self) { try Storyboard(JSONDocument(bytes: Array(text.utf8))) }
    #expect(problems.list.count == 1 && problems.list[0].sentence.hasPrefix(sentence), "\(problems)")
    #expect(problems.list[0].line == 1)
  }

  @Test func `is told of a crop without a pixel in it`() throws {
    let text = "{scenes: [\n{take: 'a', crop: [0, 0, 0.5, 0.001]}, {take: 'a', crop: [0, 0, 0.001, 0.01]}]}"
    let storyboard = try Storyboard(JSONDocument(bytes: Array(text.utf8)))
    let problems = try #require(throws: Problems.self) { try Shots.plan(storyboard, Shots.facts(1000, 100)) }
    #expect(problems.list.map(\.line) == [2])
    #expect(
      problems.list[0].sentence
        == "scenes[0].crop shows 500 x 0.1 pixels of a picture of 1000x100, expected one at least")
  }

  @Test func `is told of a part that begins where its clip ends`() throws {
    let text = "{scenes: [{take: 'a', from: 3.9999999}]}"
    let storyboard = try Storyboard(JSONDocument(bytes: Array(text.utf8)))
    let problems = try #require(throws: Problems.self) { try Shots.plan(storyboard, Shots.clip(100)) }
    #expect(problems.list.map(\.sentence) == ["scenes[0].from is 3.9999999 s, but the clip is only 4 s long"])
  }

  @Test(arguments: [Double.leastNonzeroMagnitude, 1e-300, 1e-17])
  func `breathes as little as it likes`(amount: Double) throws {
    var preset = Preset()
    (preset.breath.amount, preset.roll, preset.speed) = (amount, -4, 8)
    let plan = try Shots.plan(Shots.stills(3, speed: nil) { $0.preset = .inline(preset) })
    #expect(plan.waypoints.allSatisfy { 0..<1 ~= $0.time.fraction })
  }
}

@Suite struct `The rim of an opening` {
  @Test(arguments: WorldCatalog.entries.map(\.name))
  func `is a range for any number`(name: String) throws {
    let rim = try #require(WorldCatalog.entry(name)).rim
    let numbers = [0, Double.leastNonzeroMagnitude, 1e-9, 0.7, 1, 64, 1e3, 1e9, 1e300].flatMap { [$0, -$0] }
    for ahead in numbers {
      for reach in numbers {
        let range = rim(ahead, reach)
        #expect(range.lowerBound >= 0 && range.upperBound.isFinite, "\(ahead), \(reach): \(range)")
      }
    }
  }
}
