import Geometry
import Music
import TestSupport
import Testing

/// What the estimator says of a band's song.
private func estimate(_ band: Band, tempo: Double? = nil) throws -> BeatEstimator.Estimate {
  let folder = try MediaFolder()
  return try BeatEstimator.estimate(path: folder.write(band.wave, "song.wav"), tempo: tempo)
}

/// How far the nearest beat of a grid is from each of the band's, in seconds.
private func errors(_ grid: BeatGrid, _ band: Band) -> [Double] {
  (0..<band.beats).map { beat in
    let moment = band.moment(Double(beat))
    return abs(grid.moment(ofBeat: grid.beat(at: moment).rounded()) - moment)
  }
}

/// The part of a grid's bar lines that are the band's.
private func rightBars(_ grid: BeatGrid, _ band: Band, beatsToBar: Int) -> Double {
  let lines = grid.barLines(in: 0..<band.seconds)
  let bars = (0...band.beats / beatsToBar).map { band.moment(Double($0 * beatsToBar)) }
  let right = lines.filter { line in bars.contains { abs($0 - line.moment) < 0.05 } }
  return Double(right.count) / Double(max(1, lines.count))
}

@Suite struct `The beat of a song` {
  /// Tempo within 0.5 %, phase within 20 ms on every beat.
  private func expectFound(_ band: Band, _ bpm: Double, _ name: String = "", beatsToBar: Int = 4) throws {
    let grid = try #require(try estimate(band).grid, "\(name) \(bpm): no beat")
    #expect(abs(grid.meanTempo / bpm - 1) < 0.005, "\(name) \(bpm): \(grid.meanTempo)")
    #expect(grid.isSteady, "\(name) \(bpm)")
    let worst = errors(grid, band).max() ?? 1
    #expect(worst < 0.02, "\(name) \(bpm): \(worst)")
    #expect(grid.metres.first?.beatsToBar == beatsToBar, "\(name) \(bpm)")
    #expect(rightBars(grid, band, beatsToBar: beatsToBar) > 0.95, "\(name) \(bpm)")
  }

  @Test(arguments: [60, 70, 87, 90, 100, 117.3, 124, 128, 140, 160, 174, 180])
  func `is found with four kicks to the bar, and at its own octave`(_ bpm: Double) throws {
    try expectFound(.fourOnTheFloor(bpm, firstBeat: 0.123), bpm)
  }

  @Test(arguments: [70.0, 80, 100, 120, 140, 160])
  func `is found where kick and snare take turns`(_ bpm: Double) throws { try expectFound(.rock(bpm), bpm) }

  @Test(arguments: [90.0, 120, 160])
  func `is found where it swings`(_ bpm: Double) throws { try expectFound(.swing(bpm), bpm) }

  @Test(arguments: [160.0, 174])
  func `is not halved where the drums are broken`(_ bpm: Double) throws { try expectFound(.drumAndBass(bpm), bpm) }

  @Test(arguments: [90.0, 100, 110])
  func `is not that of the sixteenths, nor of dotted eighths`(_ bpm: Double) throws { try expectFound(.funk(bpm), bpm) }

  @Test(arguments: [100.0, 128, 174])
  func `is found under hats that are louder than kicks`(_ bpm: Double) throws { try expectFound(.loudHats(bpm), bpm) }

  @Test(arguments: [90.0, 128, 174])
  func `is kept through four bars without drums, after which there is a drop`(_ bpm: Double) throws {
    let band = Band.withBreak(bpm)
    try expectFound(band, bpm)
    let drops = try #require(estimate(band).grid).drops
    #expect(drops.count == 1 && abs(drops[0] - band.moment(64)) < 0.02, "\(drops)")
  }

  @Test(arguments: [140.0, 150])
  func `is kept where the drums play at half time`(_ bpm: Double) throws {
    try expectFound(.halfTime(bpm, all: false), bpm)
  }

  @Test(arguments: [90.0, 120, 180])
  func `may come three to the bar`(_ bpm: Double) throws { try expectFound(.waltz(bpm), bpm, beatsToBar: 3) }

  @Test func `is followed where it grows faster`() throws {
    let band = Band.ramp
    let grid = try #require(estimate(band).grid)
    #expect(!grid.isSteady)
    let off = errors(grid, band).sorted()
    #expect(off[off.count * 95 / 100] < 0.02, "\(off[off.count * 95 / 100])")
    for moment in [10.0, 30, 50] {
      let beat = grid.beat(at: moment)
      let tempo = 60 * 8 / (grid.moment(ofBeat: beat + 4) - grid.moment(ofBeat: beat - 4))
      #expect(abs(tempo / (100 + moment / 2) - 1) < 0.005, "\(tempo)")
    }
  }

  @Test func `is the same in a soft song that begins late`() throws {
    var band = Band.fourOnTheFloor(128, firstBeat: 1.7)
    band.scale(0.003)
    try expectFound(band, 128)
  }

  @Test(arguments: ["noise", "pads", "speech", "rain", "tone", "silence"])
  func `is not there where nothing has one`(_ kind: String) throws {
    let estimate = try estimate(.beatless(kind))
    #expect(estimate.grid == nil, "\(estimate.confidence)")
  }

  @Test func `is as sure as the song is clear`() throws {
    var buried = Band.fourOnTheFloor(120)
    buried.addHiss(0.6)
    let (clear, noisy) = (try estimate(.fourOnTheFloor(120)), try estimate(buried))
    #expect(clear.confidence > 0.9 && noisy.confidence < clear.confidence)
  }

  @Test func `is held where its tempo is known, octave and all`() throws {
    let grid = try #require(estimate(.fourOnTheFloor(140, firstBeat: 0.2), tempo: 70).grid)
    #expect(grid.tempoAfter == 70 && grid.isSteady)
    let off = grid.moment(ofBeat: 0) - 0.2
    let beats = off / (60.0 / 140)
    #expect(abs(beats - beats.rounded()) * 60 / 140 < 0.02)
  }

  @Test func `is the same whenever it is asked`() throws {
    let band = Band.rock(105)
    #expect(try estimate(band).guess == estimate(band).guess)
  }

  @Test func `is written, read and the same`() throws {
    let grid = try #require(estimate(.ramp).grid)
    #expect(try BeatFile.read(Array(BeatText.write(grid).utf8)).grid == grid)
  }

  @Test func `has sections at the bar lines where the music changes`() throws {
    let band = Band.withBreak(120)
    let grid = try #require(estimate(band).grid)
    #expect(grid.sections.contains { abs($0.start - band.moment(48)) < 0.02 }, "\(grid.sections)")
    #expect(grid.sections.contains { abs($0.start - band.moment(64)) < 0.02 }, "\(grid.sections)")
    for section in grid.sections.dropFirst() {
      #expect(abs(grid.barLine(nearestTo: section.start).moment - section.start) < 0.001)
    }
  }

  @Test(arguments: [0.0, 0.5, 2])
  func `is not there in songs of a few beats or none`(_ seconds: Double) throws {
    var band = Band(bpm: 120, seconds: seconds)
    if seconds > 1 { band.playFloor() }
    #expect(try estimate(band).grid == nil)
  }
}
