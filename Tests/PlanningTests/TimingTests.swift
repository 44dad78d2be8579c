import Geometry
import Planning
import Testing

/// When scenes fill the canvas.
@Suite struct `The timing of a shot` {
  /// Seconds at which each scene fills the canvas.
  private func fills(
    _ count: Int, octaves: Double? = 1, speed: Double? = 0.5, _ change: (inout Storyboard) -> Void = { _ in }
  ) throws -> [Double] {
    let plan = try Shots.plan(Shots.stills(count, octaves: octaves, speed: speed, change))
    return plan.waypoints.filter { $0.octaves == 0 }.map {
      plan.moment(clock: $0.time).frames / plan.framesPerSecond.value
    }
  }

  private func isNear(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-6 }
  }

  @Test func `follows from octaves and speed`() throws {
    #expect(isNear(try fills(4), [0, 2, 4, 6]))
    #expect(isNear(try fills(3, octaves: 3, speed: 1.5), [0, 2, 4]))
  }

  @Test func `obeys cues before the song, the song before seconds, these before octaves, and these before speed`()
    throws
  {
    let song = SongWish(file: "a.mp3", bpm: 120)
    #expect(isNear(try fills(3) { $0.scenes[0].seconds = 3.3 }, [0, 3.3, 5.3]))
    #expect(
      isNear(
        try fills(3) {
          $0.scenes[0].seconds = 3.3; $0.song = song
        }, [0, 4, 6]))
    #expect(
      isNear(
        try fills(3) {
          $0.scenes[0].seconds = 3.3; $0.song = song; $0.scenes[1].at = 1.7
        }, [0, 1.7, 4]))
    #expect(isNear(try fills(3, speed: nil) { $0.seconds = 10 }, [0, 5, 10]))
  }

  @Test func `stretches what lies between two cues evenly, and goes on as usual after the last`() throws {
    #expect(isNear(try fills(5) { $0.scenes[3].at = 9 }, [0, 3, 6, 9, 11]))
  }

  @Test func `puts no two scenes on one bar, and shares the time before a cue that leaves no bars`() throws {
    let quick = try fills(5, speed: 8) { $0.song = SongWish(file: "a.mp3", bpm: 120) }
    #expect(isNear(quick, [0, 2, 4, 6, 8]))
    let crowded = try fills(5) {
      $0.song = SongWish(file: "a.mp3", bpm: 120); $0.scenes[4].at = 3
    }
    #expect(zip(crowded, crowded.dropFirst()).allSatisfy { $1 - $0 > 0.2 } && abs(crowded[4] - 3) < 1e-6)
  }

  @Test func `counts bars from the song's first beat and the shot's place in the song`() throws {
    let fills = try fills(4) { $0.song = SongWish(file: "a.mp3", bpm: 100, firstBeat: 10.3, start: 9) }
    for fill in fills.dropFirst() {
      let bars = (fill - 1.3) / 2.4
      #expect(abs(bars - bars.rounded()) < 1e-6)
    }
  }

  @Test func `stops on the way where the shot is shorter than its scenes and has a speed`() throws {
    let plan = try Shots.plan(Shots.stills(5) { $0.seconds = 5 })
    #expect(plan.frameCount == 150)
    #expect(plan.notes.contains { $0.contains("stops after 5 s") && $0.contains("scene 3 of 5") })
  }

  @Test func `gives the ease half of its time more at each end`() throws {
    var preset = Preset()
    preset.ease = Preset.Ease(start: 2, end: 4)
    #expect(isNear(try fills(4) { $0.preset = .inline(preset) }, [0, 3, 5, 9]))
  }

  @Test func `plays a clip for its own length, and half of it at most before it fills the canvas`() throws {
    var storyboard = Shots.stills(2, octaves: nil, speed: nil)
    storyboard.scenes.insert(SceneWish(.take("clip.mp4")), at: 1)
    var facts = Dictionary(uniqueKeysWithValues: (0..<2).map { ("still\($0).png", Shots.facts(1920, 1080)) })
    facts["clip.mp4"] = Shots.clip(250)
    let plan = try Planner.plan(storyboard, facts: facts)
    let seen = plan.frames.compactMap { n in plan.views(at: FrameTime(n)).first { $0.place == 1 }?.seconds }
    #expect(seen.min()! < 0.1 && seen.max()! > 9)
  }

  @Test func `refuses cues that go back, naming the scene`() {
    let problem = #expect(throws: Problem.self) {
      try fills(4) {
        $0.scenes[1].at = 5; $0.scenes[3].at = 5.0005
      }
    }
    #expect(problem?.sentence.contains("scenes[3].at") == true)
  }
}
