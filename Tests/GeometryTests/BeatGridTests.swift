import Geometry
import Testing

@Suite struct `A beat grid` {
  /// Grids of every kind, with the beats at which they change.
  static let grids: [BeatGrid] = [
    BeatGrid(bpm: 128, firstBeat: 0.35),
    BeatGrid(bpm: 87.3, firstBeat: -2, beatsToBar: 3),
    BeatGrid(
      moments: [0.5, 1, 1.52, 2.01, 2.7, 3.1, 3.6, 4.2, 4.6, 5],
      metres: [.init(beat: -2, beatsToBar: 4), .init(beat: 2, beatsToBar: 3), .init(beat: 7, beatsToBar: 2)]),
    BeatGrid(
      anchors: [.init(beat: 0, moment: 0), .init(beat: 16.5, moment: 8), .init(beat: 40, moment: 30)], tempoBefore: 90,
      tempoAfter: 60),
  ]

  @Test(arguments: grids)
  func `goes there and back, and rises`(_ grid: BeatGrid) {
    var last = (-Double.infinity, -Double.infinity)
    for i in -200...400 {
      let beat = Double(i) / 7
      let moment = grid.moment(ofBeat: beat)
      #expect(abs(grid.beat(at: moment) - beat) < 1e-9)
      let bar = grid.bar(at: moment)
      #expect(abs(grid.moment(ofBar: bar) - moment) < 1e-9)
      #expect(moment > last.0 && bar > last.1)
      last = (moment, bar)
    }
    for anchor in grid.anchors { #expect(grid.moment(ofBeat: anchor.beat) == anchor.moment) }
  }

  @Test func `does not drift in ten hours`() {
    let grid = BeatGrid(bpm: 128, firstBeat: 0.25)
    #expect(grid.moment(ofBeat: 128 * 600) == 36000.25)
    #expect(grid.isSteady && grid.meanTempo == 128 && grid.tempo(at: 5) == 128)
    let line = grid.barLine(nearestTo: 36000.3)
    #expect(line.bar == 19200 && line.moment == 36000.25)
  }

  @Test func `counts bars from the first beat, wherever the shot begins in the song`() {
    let grid = BeatGrid(bpm: 120, firstBeat: 0.5).shifted(by: -9)
    for line in -5...50 {
      let moment = grid.moment(ofBar: Double(line))
      #expect(moment == -8.5 + 2 * Double(line))
      for offset in [-0.99, -0.2, 0, 0.7, 0.99] { #expect(grid.barLine(nearestTo: moment + offset).bar == line) }
    }
  }

  @Test func `keeps every beat of a list, and goes on at its ends' tempos`() {
    let moments = [1, 1.5, 2.1, 2.6, 3.1]
    let grid = BeatGrid(moments: moments)
    for (beat, moment) in moments.enumerated() { #expect(grid.moment(ofBeat: Double(beat)) == moment) }
    #expect(abs(grid.moment(ofBeat: 6) - 4.1) < 1e-12)
    #expect(abs(grid.moment(ofBeat: -2)) < 1e-12)
    #expect(!grid.isSteady && abs(grid.tempo(at: 1.8) - 100) < 1e-9)
    #expect(abs(grid.meanTempo - 60 * 4 / 2.1) < 1e-9)
  }

  @Test func `gives beats their places, and counts a bar that is cut short`() {
    let grid = BeatGrid(
      anchors: [.init(beat: 0, moment: 0)], tempoBefore: 60, tempoAfter: 60,
      metres: [.init(beat: 2, beatsToBar: 4), .init(beat: 8, beatsToBar: 3)])
    let beats = grid.beats(in: 0..<12)
    #expect(beats.map(\.number) == Array(0..<12))
    #expect(beats.map(\.place) == [3, 4, 1, 2, 3, 4, 1, 2, 1, 2, 3, 1])
    #expect(grid.barLines(in: -3..<12).map(\.moment) == [-2, 2, 6, 8, 11])
    #expect(grid.barLines(in: -3..<12).map(\.bar) == [-1, 0, 1, 2, 3])
    #expect(abs(grid.bar(at: 7) - 1.5) < 1e-12)
    #expect(BeatGrid(moments: [0, 1]).beats(in: 0..<2).map(\.place) == [nil, nil])
  }

  @Test func `has the beats of a half open range, with their strengths`() {
    var grid = BeatGrid(bpm: 60, firstBeat: 0)
    grid.strengths = [1, 0.5]
    #expect(grid.beats(in: -1..<3).map(\.moment) == [-1, 0, 1, 2])
    #expect(grid.beats(in: -1..<3).map(\.strength) == [nil, 1, 0.5, nil])
    #expect(grid.beats(in: 3..<3).isEmpty)
  }

  @Test func `is shifted with its sections and drops`() {
    var grid = Self.grids[2]
    grid.sections = [.init(start: 1, name: " verse\none ")]
    grid.drops = [2]
    let shifted = grid.shifted(by: 10)
    #expect(shifted.sections == [.init(start: 11, name: "verse one")] && shifted.drops == [12])
    for beat in -5...20 {
      #expect(abs(shifted.moment(ofBeat: Double(beat)) - grid.moment(ofBeat: Double(beat)) - 10) < 1e-12)
      #expect(shifted.place(ofBeat: beat) == grid.place(ofBeat: beat))
    }
  }

  @Test func `is steadied where one tempo comes near every beat, and only there`() throws {
    let uneven = (0..<200).map { 0.7 + Double($0) * 60 / 127.9995 + 0.004 * Seed(3).at("beat", $0).unit }
    let steady = try #require(BeatGrid(moments: uneven).steadied(within: 0.01))
    #expect(steady.isSteady && steady.tempoAfter == 128)
    #expect(abs(steady.moment(ofBeat: 0) - 0.702) < 0.001)
    let ramp = (0..<200).map { Double($0) * 0.5 - Double($0 * $0) * 0.0001 }
    #expect(BeatGrid(moments: ramp).steadied(within: 0.05) == nil)
  }
}
