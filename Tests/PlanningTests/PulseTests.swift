import Geometry
import Planning
import TestSupport
import Testing

@Suite struct `A pulse of the zoom` {
  private let breath = Breath(amount: 0.6, period: Rational(240))
  private let accents = Accents(amount: 3, period: Rational(18), first: 4.3, attack: 2.4, decay: 10)

  @Test func `keeps the mean speed`() {
    for k in 0..<20 {
      #expect(abs(breath.ahead(at: FrameTime(240 * k))) < 1e-12)
      #expect(accents.ahead(at: FrameTime(5)) == accents.ahead(at: FrameTime(5 + 18 * k)))
    }
  }

  @Test func `swells by the derivative of what it is ahead`() {
    for n in 0..<200 {
      let time = FrameTime(n, fraction: 0.37)
      let (before, after) = (FrameTime(n, fraction: 0.37 - 1e-6), FrameTime(n, fraction: 0.37 + 1e-6))
      #expect(abs((breath.ahead(at: after) - breath.ahead(at: before)) / 2e-6 - breath.swell(at: time)) < 1e-6)
      #expect(abs((accents.ahead(at: after) - accents.ahead(at: before)) / 2e-6 - accents.swell(at: time)) < 1e-4)
    }
  }

  @Test func `never turns the zoom back, and is highest on the beat`() throws {
    for loop in [false, true] {
      let plan = try Shots.plan(
        Shots.stills(6) {
          $0.preset = .named("pulse")
          $0.loop = loop
          $0.song = SongWish(file: "song.mp3", bpm: 124, firstBeat: 0.2)
        })
      let beats = try #require(plan.accents)
      let speeds = plan.frames.map { plan.speed(at: FrameTime($0)) }
      #expect(speeds.allSatisfy { $0 > -1e-9 })
      let highest = try #require(plan.frames.dropFirst(60).dropLast(60).max { speeds[$0] < speeds[$1] })
      let phase = (Double(highest) - beats.first - beats.attack) / beats.period.value
      #expect(abs(phase - phase.rounded()) * beats.period.value <= 0.51)
      let mistakes = plan.mistake
      #expect(mistakes == nil)
    }
  }

  @Test func `puts scenes on their cues all the same`() throws {
    let plan = try Shots.plan(
      Shots.stills(4) {
        $0.preset = .named("pulse")
        $0.song = SongWish(file: "song.mp3", bpm: 97)
        $0.scenes[2].at = 7.3
      })
    #expect(abs(plan.moment(clock: plan.waypoints.first { $0.scene == 2 }!.time).frames - 219) < 1e-9)
    let (place, octaves) = plan.depth(at: FrameTime(frames: 7.3 * 30))
    #expect(abs(Double(place) + octaves - 2) < 1e-9)
  }
}
