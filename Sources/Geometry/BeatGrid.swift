/// When the beats of a song fall: a map between beat numbers and seconds that only ever rises, bars over it, and what
/// else is known of the song's course.
///
/// The map runs straight from anchor to anchor, before the first and after the last one at a tempo of its own, so that it
/// has no end. A steady grid has one anchor and one tempo; a listed one has an anchor for every beat.
///
///     let grid = BeatGrid(bpm: 120, firstBeat: 0.5)
///     grid.moment(ofBeat: 3)   // 2
///     grid.moment(ofBar: 1)    // 2.5
package struct BeatGrid: Hashable, Sendable {
  /// A beat's number, which may be broken, and the second at which it falls.
  package struct Anchor: Hashable, Sendable {
    package let beat: Double
    package let moment: Double

    package init(beat: Double, moment: Double) {
      self.beat = beat
      self.moment = moment
    }
  }

  /// From a beat on, which begins a bar, every bar has so many beats.
  package struct Metre: Hashable, Sendable {
    package let beat: Int
    package let beatsToBar: Int

    package init(beat: Int, beatsToBar: Int) {
      self.beat = beat
      self.beatsToBar = beatsToBar
    }
  }

  /// A part of the song, which lasts until the next one begins.
  package struct Section: Hashable, Sendable {
    /// In seconds.
    package var start: Double
    package let name: String

    /// The name becomes one line, without space around it.
    package init(start: Double, name: String) {
      self.start = start
      self.name = name.oneLine
    }
  }

  /// Beats and moments rise from anchor to anchor; at least one.
  package private(set) var anchors: [Anchor]
  /// Beats a minute before the first anchor, and after the last one.
  package let tempoBefore: Double
  package let tempoAfter: Double
  /// Beats to the bar, in the order of their beats; before the first metre bars count backwards in it. Empty where nobody
  /// said where bars begin: then bars of four count from beat 0, and no beat has a place.
  package var metres: [Metre] { countedMetres.map(\.metre) }
  let countedMetres: [CountedMetre]
  /// How strong beats are, 0 … 1, from beat 0 on; empty where nobody measured it.
  package var strengths: [Double] = []
  /// In the order of their starts.
  package var sections: [Section] = []
  /// Moments in seconds at which the song's energy comes back, rising.
  package var drops: [Double] = []
  /// How sure it is that the song has this beat, 0 … 1. What a person or another program wrote is 1.
  package var confidence = 1.0
  /// Who says so, in a word or a sentence of one line.
  package var source: String { didSet { source = source.oneLine } }

  /// Anchors that rise in both, and positive tempos; metres that rise, with at least one beat to the bar.
  package init(
    anchors: [Anchor], tempoBefore: Double, tempoAfter: Double, metres: [Metre] = [], source: String = "given"
  ) {
    precondition(
      !anchors.isEmpty && zip(anchors, anchors.dropFirst()).allSatisfy { $0.beat < $1.beat && $0.moment < $1.moment },
      "a beat grid has an anchor, and its beats rise with time")
    precondition(
      tempoBefore > 0 && tempoAfter > 0 && tempoBefore.isFinite && tempoAfter.isFinite, "a tempo is positive")
    precondition(
      metres.allSatisfy { $0.beatsToBar > 0 } && zip(metres, metres.dropFirst()).allSatisfy { $0.beat < $1.beat },
      "metres rise, and a bar has a beat")
    self.anchors = anchors
    self.tempoBefore = tempoBefore
    self.tempoAfter = tempoAfter
    countedMetres = CountedMetre.counted(metres)
    self.source = source.oneLine
  }

  /// A steady grid: `bpm` beats a minute, beat 0 at `firstBeat` seconds, and bars from there on.
  package init(bpm: Double, firstBeat: Double, beatsToBar: Int = 4, source: String = "given") {
    self.init(
      anchors: [Anchor(beat: 0, moment: firstBeat)], tempoBefore: bpm, tempoAfter: bpm,
      metres: [Metre(beat: 0, beatsToBar: beatsToBar)], source: source)
  }

  /// A grid with every beat as it was listed: two moments or more, rising, in seconds. Beyond them it goes on at the
  /// middle one of the first and of the last eight tempos.
  package init(moments: [Double], metres: [Metre] = [], source: String = "given") {
    precondition(moments.count > 1, "a listed grid has two beats")
    self.init(
      anchors: moments.enumerated().map { Anchor(beat: Double($0), moment: $1) },
      tempoBefore: Self.middleTempo(moments.prefix(9)), tempoAfter: Self.middleTempo(moments.suffix(9)),
      metres: metres, source: source)
  }

  private static func middleTempo(_ moments: ArraySlice<Double>) -> Double {
    let tempos = zip(moments, moments.dropFirst()).map { 60 / ($1 - $0) }.sorted()
    return tempos[tempos.count / 2]
  }

  /// The same in another time: seconds of the shot, say, where the film begins `-seconds` into the song.
  package func shifted(by seconds: Double) -> BeatGrid {
    var grid = self
    grid.anchors = anchors.map { Anchor(beat: $0.beat, moment: $0.moment + seconds) }
    grid.sections = sections.map { Section(start: $0.start + seconds, name: $0.name) }
    grid.drops = drops.map { $0 + seconds }
    return grid
  }
}

extension String {
  /// Without control characters and ends of lines, and without space around it.
  fileprivate var oneLine: String {
    let line = unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: " "
      default: Character(scalar)
      }
    }
    let kept = String(line).drop(while: \.isWhitespace)
    return String(String(kept.reversed()).drop(while: \.isWhitespace).reversed())
  }
}
