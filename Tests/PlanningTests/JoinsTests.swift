import Geometry
import Planning
import Testing

/// How scenes that follow one another belong together, from what was measured of their takes.
@Suite struct `Two takes` {
  private let still = Shots.facts(1920, 1080)

  private func plan(
    _ facts: [TakeFacts], _ alignment: TakeAlignment?, _ change: (inout Storyboard) -> Void = { _ in }
  ) throws -> Plan {
    var storyboard = Storyboard(files: facts.indices.map { "take\($0)" })
    storyboard.preset = .named("constant")
    change(&storyboard)
    var survey = Survey(facts: [:])
    for (index, facts) in facts.enumerated() { survey.facts["take\(index)"] = facts }
    let names = storyboard.direction == .in ? ("take0", "take1") : ("take1", "take0")
    if let alignment { survey.alignments[TakePair(outer: names.0, inner: names.1)] = alignment }
    return try Planner.plan(storyboard, survey)
  }

  private func inside(_ octaves: Double, at offset: Point = Point(x: 0.3, y: -0.1)) -> TakeAlignment {
    TakeAlignment(
      portal: Similarity(scale: Point(x: PortableMath.exp2(-octaves), y: 0), offset: offset), agreement: 0.97)
  }

  @Test func `that have nothing of one another are nested, and open over a part of their depth`() throws {
    let plan = try plan([still, still, still], nil) { $0.scenes[0].octaves = 1 }
    #expect(plan.links.map(\.kind) == [.nested, .nested])
    #expect(plan.links[0].window == -0.79...0.25)
    #expect(plan.links[1].octaves == 3)
    // The last scene stands alone when it fills the canvas, and one join is over when the next begins.
    let last = plan.links[1].window
    #expect(last.upperBound < 0 && last.upperBound > -0.1 && last.lowerBound + 3 > 0.25)
  }

  @Test func `of which one lies in the other are a stack, as deep as it was found`() throws {
    let plan = try plan([still, still], inside(0.98))
    #expect(plan.links[0].kind == .stack)
    #expect(abs(plan.links[0].octaves - 0.98) < 1e-12)
    #expect((plan.links[0].portal.offset - Point(x: 0.3, y: -0.1)).length < 1e-12)
  }

  @Test func `of a stack keep a depth that is wished`() throws {
    let plan = try plan([still, still], inside(0.98)) { $0.octaves = 1 }
    #expect(plan.links[0].octaves == 1)
    #expect(abs(PortableMath.log2(plan.links[0].portal.scale.length) + 1) < 1e-12)
  }

  @Test func `of which a clip goes on from the other are successive where the camera rests, where they were found`()
    throws
  {
    let plan = try plan([Shots.clip(100), Shots.clip(100)], inside(0.02, at: .zero)) { $0.speed = 0 }
    #expect(plan.links[0].kind == .successive)
    #expect(abs(plan.links[0].octaves - 0.02) < 1e-12)
    #expect(plan.links[0].window.lowerBound == 0)
  }

  @Test func `of which a clip goes on from one without zoom are nested, so that the zoom goes on, and it is said why`()
    throws
  {
    let plan = try plan([Shots.clip(100), Shots.clip(100)], inside(0.02, at: .zero))
    #expect(plan.links[0].kind == .nested && plan.links[0].octaves > 1)
    #expect(plan.links[0].aligned?.reason?.contains("speed: 0") == true)
  }

  @Test func `of which a clip goes on from a still are successive, and the still is passed at once`() throws {
    let plan = try plan([still, Shots.clip(100)], inside(0.02, at: .zero))
    #expect(plan.links[0].kind == .successive && plan.links[0].octaves < 0.03)
  }

  @Test(arguments: [Direction.in, .out])
  func `that are wished to be nested, or have a focus, are not looked for in one another`(direction: Direction) throws {
    let nested = try plan([still, still], inside(1)) {
      $0.direction = direction
      $0.scenes[0].join = JoinWish(kind: .nested)
    }
    #expect(nested.links[0].kind == .nested)
    let focused = try plan([still, still], inside(1)) {
      $0.direction = direction
      $0.scenes[0].focus = Point(x: 0.4, y: 0.6)
    }
    #expect(focused.links[0].kind == .nested && focused.links[0].octaves == 3)
  }

  @Test func `that are wished to be successive are laid one on the other, and it is said why`() throws {
    let plan = try plan([still, still], nil) { $0.scenes[0].join = JoinWish(kind: .successive) }
    #expect(plan.links[0].kind == .successive)
    #expect(plan.links[0].portal.offset == .zero && abs(plan.links[0].octaves - 0.01) < 1e-12)
  }

  @Test func `of which the later repeats what the earlier ended on begin after that`() throws {
    var found = inside(0.0, at: .zero)
    found.repeated = 3
    let plan = try plan([Shots.clip(100), Shots.clip(100)], found) { $0.speed = 0 }
    #expect(plan.scenes[1].playback?.from == Shots.clip(100).times.start(of: 3))
    let reversed = try self.plan([Shots.clip(100), Shots.clip(100)], found) {
      $0.speed = 0; $0.scenes[1].reverse = true
    }
    #expect(reversed.scenes[1].playback?.to == Shots.clip(100).times.start(of: 97))
  }

  @Test func `hand over in as many octaves, or frames, as is wished`() throws {
    let octaves = try plan([still, still, still], nil) { $0.scenes[0].join = JoinWish(octaves: 0.4) }
    #expect(octaves.links[0].window.lowerBound == -0.4)
    let frames = try plan([still, still, still], nil) {
      $0.scenes[0].join = JoinWish(frames: 30); $0.speed = 0.6
    }
    #expect(abs(frames.links[0].window.lowerBound + 0.6) < 1e-12)
  }
}
