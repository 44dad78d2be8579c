import Foundation
import Geometry
import Planning
import Testing

@Suite struct `A plan` {
  @Test(arguments: [(0.5, 30), (0.03, 30), (0.7, 25), (1.0 / 3, 24)])
  func `at constant speed puts frame n at depth n S R`(speed: Double, rate: Int) throws {
    let plan = try Shots.plan(Shots.stills(8, speed: speed) { $0.canvas.fps = Rational(rate) })
    for n in plan.frames {
      let (place, octaves) = plan.depth(at: FrameTime(n))
      #expect(abs(Double(place) + octaves - Double(n) * speed / Double(rate)) < 1e-12)
    }
  }

  @Test func `runs from depth 0 to where the last scene fills the canvas`() throws {
    let plan = try Shots.plan(Shots.stills(8))
    #expect(plan.frameCount == 420)
    let first = plan.camera(at: FrameTime(0))
    #expect(first.place == 0 && first.zoom == .one && first.focus == .zero)
    let end = plan.camera(at: FrameTime(420))
    #expect(end.place == 7 && abs(end.zoom.x - 1) < 1e-12)
  }

  @Test func `defaults to 1920x1080 at 30 and three octaves between stills`() throws {
    var storyboard = Storyboard(files: ["a.png", "b.png"])
    storyboard.preset = .named("constant")
    let plan = try Shots.plan(storyboard)
    #expect(plan.size == CanvasSize(1920, 1080))
    #expect(plan.framesPerSecond == Rational(30))
    #expect(plan.links[0].octaves == 3)
    #expect(plan.frameCount == 180)
  }

  @Test func `of a single still goes eight octaves into itself`() throws {
    let plan = try Shots.plan(Shots.stills(1, octaves: nil, speed: 1))
    #expect(plan.frameCount == 240)
    #expect(plan.links.reduce(0) { $0 + $1.octaves } == 8)
  }

  @Test func `zooming out is the chain with depth falling, in order of appearance`() throws {
    let plan = try Shots.plan(Shots.stills(3) { $0.direction = .out })
    #expect(plan.scenes.map(\.content) == [.take(2), .take(1), .take(0)])
    #expect(plan.camera(at: FrameTime(0)).place == 2)
    #expect(plan.speed(at: FrameTime(30)) == -0.5)
    #expect(plan.depth(at: FrameTime(90)).place == 0)
    #expect(abs(plan.depth(at: FrameTime(90)).octaves - 0.5) < 1e-12)
  }

  @Test func `puts a scene with a cue at its moment, also while the zoom breathes`() throws {
    let storyboard = Shots.stills(4) {
      $0.preset = .named("pulse")
      $0.scenes[2].at = 7.3
    }
    let plan = try Shots.plan(storyboard)
    let (place, octaves) = plan.depth(at: FrameTime(frames: 7.3 * 30))
    #expect(abs(Double(place) + octaves - 2) < 1e-9)
  }

  @Test func `says in the storyboard's words that cues are out of order`() {
    #expect(throws: Problem.self) {
      try Shots.plan(
        Shots.stills(3) {
          $0.scenes[1].at = 5
          $0.scenes[2].at = 4
        })
    }
  }

  @Test func `lets a scene's seconds win over its octaves and speed`() throws {
    let plan = try Shots.plan(Shots.stills(3) { $0.scenes[0].seconds = 7 })
    #expect(plan.waypoints.filter { $0.octaves == 0 }.map(\.time) == [FrameTime(0), FrameTime(210), FrameTime(270)])
  }

  @Test func `snaps scenes to bars of the song`() throws {
    let plan = try Shots.plan(
      Shots.stills(4) { $0.song = SongWish(file: "song.mp3", bpm: 100, firstBeat: 0.3) })
    for point in plan.waypoints.dropFirst() {
      let bars = (point.time.frames / 30 - 0.3) / 2.4
      #expect(abs(bars - bars.rounded()) < 1e-9)
    }
  }

  @Test func `derives the speed from length and octaves, and goes on when length and speed are given`() throws {
    let derived = try Shots.plan(Shots.stills(8, speed: nil) { $0.seconds = 28 })
    #expect(derived.frameCount == 840)
    #expect(abs(derived.speed(at: FrameTime(400)) - 0.25) < 1e-12)
    let longer = try Shots.plan(Shots.stills(3) { $0.seconds = 20 })
    #expect(longer.frameCount == 600)
    #expect(abs(longer.speed(at: FrameTime(599)) - 0.5) < 1e-9)
    #expect(longer.scenes.count == 6 && longer.round == 3..<6 && longer.links.count == 6)
    #expect(longer.depth(at: FrameTime(599)).place == 9)
    #expect(longer.notes.contains { $0.contains("goes on") })
    let shorter = try Shots.plan(Shots.stills(8) { $0.seconds = 3 })
    #expect(shorter.frameCount == 90)
    #expect(shorter.notes.contains { $0.contains("stops") })
  }

  @Test func `plays each clip for its own length`() throws {
    let plan = try Shots.plan(Shots.stills(3, octaves: nil, speed: nil), Shots.clip(250))
    let playback = try #require(plan.scenes[1].playback)
    let shown = plan.frames.filter { n in plan.views(at: FrameTime(n)).contains { $0.place == 1 } }
    let seconds = { playback.seconds(at: FrameTime($0)) }
    #expect(seconds(shown.first!) == 0)
    #expect(seconds(shown.last!) > 9)
  }

  @Test func `comes back from its JSON as it was`() throws {
    for number in 0..<40 {
      let plan = try Shots.random(number)
      #expect(try Plan(json: Data(try plan.json().utf8), file: nil) == plan)
    }
  }
}
