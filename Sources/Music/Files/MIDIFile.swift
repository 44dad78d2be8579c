import Geometry

/// Standard MIDI files of format 0 and 1: the map of tempos and time signatures as a grid, markers and cue points as
/// sections and drops.
///
/// A beat is what the time signature counts, but three eighths (or sixteenths) together where they come in threes: 6/8
/// has two beats. Without a time signature it is 4/4, without a tempo 120 quarter notes a minute, as the format says. The
/// last tempo goes on without end.
enum MIDIFile {
  /// Throws `MusicProblem` with the byte.
  static func read(_ bytes: [UInt8]) throws -> SongFacts {
    let file = try MIDIEvents(bytes)
    var course = MIDICourse(ticksToQuarter: file.ticksToQuarter, secondsOfTick: file.secondsOfTick)
    var marks: [(start: Double, name: String)] = []
    for (tick, event) in file.events {
      try course.go(to: tick)
      switch event {
      case .tempo(let micros): course.microsOfQuarter = micros
      case .metre(let count, let unit): course.setMetre(count, unit)
      case .mark(let name): marks.append((course.moment, name))
      }
    }
    try course.go(to: file.end)
    return SongFacts(grid: course.grid, named: marks)
  }
}

/// A walk through a MIDI file, from event to event.
private struct MIDICourse {
  let ticksToQuarter: Int?
  let secondsOfTick: Double
  /// Seconds since the song's start.
  private(set) var moment = 0.0
  var microsOfQuarter = 500_000

  private var tick = 0
  private var beat = 0.0
  /// Beats of a quarter note.
  private var beatsOfQuarter = 1.0
  private var beatsToBar = 4
  private var anchors: [BeatGrid.Anchor] = []
  private var metres: [BeatGrid.Metre] = []
  /// Seconds of a beat from the last anchor on.
  private var lastPeriod = 0.0

  init(ticksToQuarter: Int?, secondsOfTick: Double) {
    self.ticksToQuarter = ticksToQuarter
    self.secondsOfTick = secondsOfTick
  }

  private var period: Double { Double(microsOfQuarter) / 1e6 / beatsOfQuarter }

  mutating func go(to next: Int) throws {
    let ticks = Double(next - tick)
    guard ticks > 0 else { return }
    setAnchor()
    if let ticksToQuarter {
      let quarters = ticks / Double(ticksToQuarter)
      moment += quarters * Double(microsOfQuarter) / 1e6
      beat += quarters * beatsOfQuarter
    } else {
      moment += ticks * secondsOfTick
      beat += ticks * secondsOfTick / period
    }
    tick = next
    guard moment <= MusicLimits.seconds else {
      throw MusicProblem("goes on for more than \(Int(MusicLimits.seconds)) s. Export the song's part only.")
    }
  }

  /// Where the tempo changes: an anchor with what has been so far.
  private mutating func setAnchor() {
    guard anchors.isEmpty || period != lastPeriod else { return }
    anchors.append(BeatGrid.Anchor(beat: beat, moment: moment))
    lastPeriod = period
  }

  /// A new metre begins a bar, at the beat nearest to it.
  mutating func setMetre(_ count: Int, _ unit: Int) {
    let isCompound = unit >= 8 && count > 3 && count % 3 == 0
    beatsToBar = isCompound ? count / 3 : count
    beatsOfQuarter = Double(unit) / 4 / (isCompound ? 3 : 1)
    let metre = BeatGrid.Metre(beat: Int(beat.rounded()), beatsToBar: beatsToBar)
    if let last = metres.last, last.beat == metre.beat { metres.removeLast() }
    let goesOn = metres.last.map { last in
      last.beatsToBar == metre.beatsToBar && (metre.beat - last.beat) % last.beatsToBar == 0
    }
    if goesOn != true { metres.append(metre) }
  }

  var grid: BeatGrid {
    let all = anchors.isEmpty ? [BeatGrid.Anchor(beat: 0, moment: 0)] : anchors
    // Two tempos at one place, or so near that rounding makes them one: the later one counts.
    var rising: [BeatGrid.Anchor] = []
    for anchor in all where rising.last.map({ $0.beat < anchor.beat && $0.moment < anchor.moment }) ?? true {
      rising.append(anchor)
    }
    let before = rising.count > 1 ? 60 * (rising[1].beat - rising[0].beat) / (rising[1].moment - rising[0].moment) : nil
    let after = 60 / period
    return BeatGrid(
      anchors: rising, tempoBefore: before ?? after, tempoAfter: after,
      metres: metres.first?.beat == 0 ? metres : [BeatGrid.Metre(beat: 0, beatsToBar: 4)] + metres, source: "MIDI")
  }
}
