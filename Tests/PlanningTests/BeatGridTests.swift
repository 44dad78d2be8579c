import Foundation
import Geometry
import Planning
import Testing

@Suite struct `The beat of a song` {
  @Test func `counts from the first beat, wherever the shot begins in the song`() throws {
    let beats = try #require(SongWish(file: "a.mp3", bpm: 120, firstBeat: 0.5, start: 9).beats)
    for line in -5...50 {
      let moment = beats.moment(ofBar: Double(line))
      #expect(abs(moment - (-8.5 + 2 * Double(line))) < 1e-12)
      for offset in [-0.99, -0.2, 0, 0.7, 0.99] { #expect(beats.barLine(nearestTo: moment + offset).bar == line) }
    }
  }

  @Test func `is not there for a song that does not say how fast it is, and in which none was found`() {
    var song = SongWish(file: "a.mp3", start: 2)
    #expect(song.beats == nil)
    song.found = BeatGrid(moments: [3, 3.5, 4.1])
    #expect(song.beats?.moment(ofBeat: 2) == 4.1 - 2)
    // What a person says is believed first.
    song.bpm = 90
    #expect(song.beats?.isSteady == true)
  }

  /// A band that plays ever faster.
  private static let moments = (0..<120).map { 0.7 * Double($0) - 0.002 * Double($0 * $0) }

  @Test func `puts scenes on bars also where the tempo changes`() throws {
    var song = SongWish(file: "a.mp3")
    song.found = BeatGrid(moments: Self.moments, metres: [.init(beat: 1, beatsToBar: 3)])
    let plan = try Shots.plan(Shots.stills(6) { $0.song = song })
    for place in 1..<6 {
      let fill = plan.moment(clock: try #require(plan.waypoints.first { $0.scene == place && $0.octaves == 0 }).time)
      let moment = fill.frames / plan.framesPerSecond.value
      #expect(abs(song.found!.barLine(nearestTo: moment).moment - moment) < 1e-6)
    }
  }

  @Test func `is pushed on where the tempo changes, and the plan keeps that`() throws {
    var song = SongWish(file: "a.mp3")
    song.found = BeatGrid(moments: Self.moments)
    let plan = try Shots.plan(
      Shots.stills(6) {
        $0.song = song; $0.preset = .named("pulse")
      })
    let accents = try #require(plan.accents)
    #expect(accents.later.count > 10 && plan.mistake == nil)
    for (begin, end) in zip([accents.first] + accents.later, accents.later) {
      // The clock is right again whenever an accent begins, and fastest on the beat.
      #expect(abs(accents.ahead(at: FrameTime(frames: begin))) < 1e-9)
      let swells = stride(from: begin + 0.01, to: end, by: 0.1).map { (accents.swell(at: FrameTime(frames: $0)), $0) }
      let highest = try #require(swells.max { $0.0 < $1.0 })
      #expect(abs(highest.1 - begin - accents.attack) < 0.2)
      let beat = song.found!.beat(at: (begin + accents.attack) / plan.framesPerSecond.value)
      #expect(abs(beat - beat.rounded()) < 1e-6)
    }
    for n in stride(from: 0, to: plan.frameCount, by: 7) {
      let (before, after) = (FrameTime(n, fraction: 0.37 - 1e-6), FrameTime(n, fraction: 0.37 + 1e-6))
      let slope = (accents.ahead(at: after) - accents.ahead(at: before)) / 2e-6
      #expect(abs(slope - accents.swell(at: FrameTime(n, fraction: 0.37))) < 1e-3)
      #expect(plan.speed(at: FrameTime(n)) > -1e-9)
    }
    #expect(try Plan(json: Data(plan.json().utf8), file: nil).accents == accents)
  }

  @Test func `is pushed on where bars begin, not where counting does`() throws {
    // The song is heard from the third beat of a bar on.
    for isSteady in [true, false] {
      var song = SongWish(file: "a.mp3")
      song.found =
        isSteady
        ? BeatGrid(
          anchors: [.init(beat: 0, moment: 0.2)], tempoBefore: 120, tempoAfter: 120,
          metres: [.init(beat: 2, beatsToBar: 4)])
        : BeatGrid(moments: Self.moments, metres: [.init(beat: 2, beatsToBar: 4)])
      var preset = try PresetChoice.named("pulse").preset()
      preset.accents.beats = 4
      let plan = try Shots.plan(
        Shots.stills(6) {
          $0.song = song; $0.preset = .inline(preset)
        })
      let accents = try #require(plan.accents)
      #expect(accents.later.isEmpty == isSteady)
      for begin in [accents.first] + accents.later {
        let bar = song.found!.bar(at: (begin + accents.attack) / plan.framesPerSecond.value)
        #expect(abs(bar - bar.rounded()) < 1e-6, "\(bar)")
      }
    }
  }

  @Test func `that is missing is told where the preset pushes on it`() throws {
    let plan = try Shots.plan(Shots.stills(3) { $0.preset = .named("pulse") })
    #expect(plan.notes.contains { $0.contains("none are known") })
  }
}
