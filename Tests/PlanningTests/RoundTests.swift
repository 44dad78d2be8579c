import Geometry
import Planning
import Testing

/// Shots that are longer than their scenes.
@Suite struct `A chain that goes round` {
  private func plan(
    _ count: Int, seconds: Double, _ change: (inout Storyboard) -> Void = { _ in }
  ) throws -> Plan {
    try Shots.plan(
      Shots.stills(count) {
        $0.seconds = seconds
        for i in $0.scenes.indices {
          $0.scenes[i].octaves = 1 + Double(i) / 8
          $0.scenes[i].focus = Point(x: 0.3 + 0.1 * Double(i), y: 0.4)
        }
        change(&$0)
      })
  }

  /// How deep a frame is, from place 0 on.
  private func depth(_ plan: Plan, _ frame: Int) -> Double {
    let (place, octaves) = plan.depth(at: FrameTime(frame))
    return plan.chain.octaves(from: 0, to: place) + octaves
  }

  @Test(arguments: [Direction.in, .out])
  func `costs what one round costs, however long it goes on`(direction: Direction) throws {
    for seconds in [60.0, 6000, 86_400] {
      let plan = try plan(4, seconds: seconds) { $0.direction = direction }
      #expect(plan.scenes.count == 8 && plan.waypoints.count == 9)
      #expect(plan.frameCount == Int(seconds) * 30)
      #expect(plan.round == (direction == .in ? 4..<8 : 0..<4))
    }
  }

  @Test(arguments: [Direction.in, .out])
  func `goes on at one speed, through the seams of its rounds too`(direction: Direction) throws {
    let plan = try plan(3, seconds: 200) { $0.direction = direction }
    let sign = direction == .in ? 1.0 : -1
    for frame in stride(from: 0, to: plan.frameCount, by: 7) {
      #expect(abs(plan.speed(at: FrameTime(frame)) - sign * 0.5) < 1e-9)
      #expect(abs(depth(plan, frame) - depth(plan, 0) - sign * Double(frame) / 60) < 1e-7)
    }
  }

  @Test(arguments: [Direction.in, .out])
  func `is after a round what it was before it`(direction: Direction) throws {
    let plan = try plan(4, seconds: 4000) { $0.direction = direction }
    let round = Int(plan.curve.framesPerRound)
    #expect(Double(round) == plan.curve.framesPerRound)
    let first = Int(plan.curve.fill(ofPlace: plan.order.place(ofStep: 4))!.frames) + 1
    for frame in stride(from: first, to: first + round, by: 5) {
      let (now, later) = (plan.camera(at: FrameTime(frame)), plan.camera(at: FrameTime(frame + 9 * round)))
      #expect(later.place == now.place + (direction == .in ? 36 : -36))
      #expect(abs(later.octaves - now.octaves) < 1e-9)
      #expect((later.focus - now.focus).length < 1e-9)
      let views = (plan.views(at: FrameTime(frame)), plan.views(at: FrameTime(frame + 9 * round)))
      #expect(views.0.prefix(3).map(\.entrance) == views.1.prefix(3).map(\.entrance))
    }
  }

  @Test func `is seen the same from the place before a seam and the one after it`() throws {
    let plan = try plan(3, seconds: 300)
    for place in [5, 6, 8, 11, 299] {
      let camera = plan.camera(place: place, octaves: 0.4)
      let inner = try #require(plan.inward(camera))
      let here = camera.canvasFromScene(vanishingPoint: plan.scene(at: place).vanishingPoint)
      let there = inner.canvasFromScene(vanishingPoint: plan.scene(at: place + 1).vanishingPoint)
      let portal = plan.link(after: place)!.portal
      for corner in plan.size.corners { #expect((here(portal(corner)) - there(corner)).length < 1e-9) }
    }
  }

  @Test func `keeps its scenes on the bars of the song in every round`() throws {
    let plan = try plan(3, seconds: 600) { $0.song = SongWish(file: "song.mp3", bpm: 128, firstBeat: 0.2) }
    let bar = 240.0 / 128 * 30
    let round = plan.curve.framesPerRound / bar
    #expect(abs(round - round.rounded()) < 1e-9)
    for point in plan.waypoints.dropFirst() where point.octaves == 0 {
      let bars = (point.time.frames - 6) / bar
      #expect(abs(bars - bars.rounded()) < 1e-9)
    }
  }

  @Test func `as a loop has as many rounds as come nearest to its length, each like the first`() throws {
    let plan = try plan(3, seconds: 100) { $0.loop = true }
    #expect(plan.scenes.count == 3 && plan.waypoints.count == 4)
    #expect(plan.curve.roundsPerLoop == 15)
    #expect(abs(plan.curve.framesPerRound - 200) < 1e-9)
    for frame in stride(from: 0, to: 200, by: 9) {
      let (first, last) = (plan.depth(at: FrameTime(frame)), plan.depth(at: FrameTime(frame + 14 * 200)))
      #expect(last.place == first.place + 42 && abs(last.octaves - first.octaves) < 1e-9)
    }
    let (begin, end) = (plan.depth(at: FrameTime(0)), plan.depth(at: FrameTime(plan.frameCount)))
    #expect(end.place == begin.place + 45 && end.octaves == begin.octaves)
  }

  @Test func `as a loop to a song has whole bars in each round where the length is one of bars`() throws {
    let plan = try plan(3, seconds: 96) {
      $0.loop = true
      $0.song = SongWish(file: "song.mp3", bpm: 120)
    }
    let bars = plan.curve.framesPerRound / 60
    #expect(plan.curve.roundsPerLoop > 4 && bars == bars.rounded())
  }

  @Test func `never turns back, and breathes the same in every round`() throws {
    let plan = try plan(2, seconds: 900) {
      $0.preset = .named("pulse"); $0.song = SongWish(file: "a.mp3", bpm: 97)
    }
    var last = depth(plan, 0)
    for frame in 1..<3000 {
      let depth = depth(plan, frame)
      #expect(depth >= last - 1e-9)
      last = depth
    }
  }

  @Test func `plays its clips anew in every round`() throws {
    var storyboard = Storyboard(files: ["a.mp4", "b.mp4"])
    storyboard.preset = .named("constant")
    storyboard.seconds = 300
    let plan = try Shots.plan(storyboard, Shots.clip(100))
    let round = plan.curve.framesPerRound
    let fill = plan.curve.fill(ofPlace: 2)!.frames
    for offset in [-20.0, 5, 60] {
      let seconds = (0..<4).map { lap in
        plan.views(at: FrameTime(frames: fill + Double(lap) * round + offset)).first { $0.place == 2 + 2 * lap }?
          .seconds
      }
      #expect(seconds.allSatisfy { $0 != nil && abs($0! - seconds[0]!) < 1e-6 })
    }
  }
}
