import Geometry
import Planning
import Testing
import Worlds

/// The shot that is made when nothing is given.
@Suite struct `The built-in shot` {
  private func storyboard(
    _ seed: UInt64, seconds: Double? = nil, _ change: (inout Storyboard) -> Void = { _ in }
  ) throws -> Storyboard {
    var storyboard = Storyboard()
    storyboard.seed = seed
    storyboard.seconds = seconds
    storyboard.canvas.size = CanvasSize(192, 108)
    change(&storyboard)
    try storyboard.composeWorlds()
    return storyboard
  }

  private func names(_ storyboard: Storyboard) -> [String] {
    storyboard.scenes.map { scene in
      guard case .world(let name) = scene.content else { return "" }
      return name
    }
  }

  private func plan(_ storyboard: Storyboard) throws -> Plan { try Planner.plan(storyboard, facts: [:]) }

  @Test(arguments: [nil, 3, 8, 16, 59.3, 240]) func `lasts a minute, or as long as it is asked to`(seconds: Double?)
    throws
  {
    let plan = try plan(storyboard(5, seconds: seconds))
    #expect(plan.frameCount == Int(((seconds ?? 60) * 30).rounded()))
    #expect(plan.notes == [])
    #expect(try self.plan(storyboard(5, seconds: seconds) { $0.loop = true }).frameCount == plan.frameCount)
    #expect(try self.plan(storyboard(5, seconds: seconds) { $0.direction = .out }).frameCount == plan.frameCount)
  }

  @Test func `is another film for another seed, and the same for the same`() throws {
    let films = try (1...12).map { try storyboard($0) }
    #expect(try storyboard(3) == films[2])
    for (index, film) in films.enumerated() {
      for other in films[..<index] { #expect(names(film) != names(other)) }
    }
    // All worlds take part, and many may begin.
    let all = try Set((1...24).flatMap { try names(storyboard($0)) })
    #expect(all == Set(WorldCatalog.entries.map(\.name)))
    #expect(try Set((1...24).map { try names(storyboard($0))[0] }).count > WorldCatalog.entries.count / 2)
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6]) func `has no two of a kind beside one another`(seed: UInt64) throws {
    for loop in [false, true] {
      let names = names(try storyboard(seed, seconds: 150) { $0.loop = loop })
      let kinds = try names.map { try #require(WorldCatalog.entry($0)).kind }
      for (index, kind) in kinds.enumerated() {
        guard loop || index + 1 < kinds.count else { continue }
        #expect(kind != kinds[(index + 1) % kinds.count], "\(names)")
      }
      // A world comes again when most others were seen.
      for (index, name) in names.enumerated().dropFirst(3) { #expect(!names[(index - 3)..<index].contains(name)) }
    }
  }

  @Test func `shows no pattern out of a landscape`() throws {
    for seed in 1...24 {
      let kinds = try names(storyboard(UInt64(seed))).map { try #require(WorldCatalog.entry($0)).kind }
      for (outer, inner) in zip(kinds, kinds.dropFirst()) { #expect(outer != .landscape || inner != .pattern) }
    }
  }

  @Test func `flies through every world at about its own speed`() throws {
    for seconds in [8.0, 16, 32, 60, 200] {
      for loop in [false, true] {
        let plan = try plan(storyboard(9, seconds: seconds) { $0.loop = loop })
        let fastest = WorldCatalog.entries.map(\.speed).max()!
        let slowest = WorldCatalog.entries.map(\.speed).min()!
        let speeds = stride(from: 90, to: plan.frameCount - 90, by: 15).map { plan.feltSpeed(at: FrameTime($0)) }
        #expect(speeds.allSatisfy { (0.6 * slowest...1.5 * fastest).contains($0) }, "\(seconds) s")
      }
    }
  }

  @Test func `takes more worlds at a higher speed, and one for each so many octaves that are asked for`() throws {
    #expect(try storyboard(1) { $0.speed = 1.2 }.scenes.count > 2 * storyboard(1).scenes.count)
    let deep = try storyboard(1, seconds: 60) { $0.octaves = 12 }
    #expect(deep.scenes.count == 2 && deep.scenes.allSatisfy { $0.octaves == nil })
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8]) func `begins and ends with a world that is whole`(seed: UInt64) throws {
    for direction in [Direction.in, .out] {
      let plan = try plan(storyboard(seed) { $0.direction = direction })
      let (first, last) = (plan.views(at: FrameTime(0)), plan.views(at: FrameTime(plan.frameCount - 1)))
      // What lies in the innermost one is not seen yet; nothing of another stands around it.
      let ends = direction == .in ? last : first
      #expect(ends.map(\.place) == [plan.scenes.count - 1])
      #expect((direction == .in ? first : last)[0].place == 0)
    }
  }

  @Test func `looks at its worlds a little off the middle`() throws {
    let places = try (1...12).flatMap { try plan(storyboard($0)).scenes.map(\.vanishingPoint) }
    #expect(places.allSatisfy { abs($0.x) < 0.55 && abs($0.y) < 0.25 })
    #expect(places.filter { abs($0.x) > 0.1 }.count > places.count / 3)
  }
}
