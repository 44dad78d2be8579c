/// When the beats of a song fall, in seconds of the shot: what the timing of scenes and the accents of the zoom both read.
package struct BeatGrid: Equatable, Sendable {
  /// The moment of the first beat, which may be before the shot begins.
  package let first: Double
  /// Seconds from beat to beat.
  package let beat: Double

  /// Seconds of a bar of four beats.
  package var bar: Double { 4 * beat }

  /// The number of the bar line nearest to a moment, from the first beat on; negative before it.
  ///
  ///     BeatGrid(first: 0.3, beat: 0.5).barLine(nearestTo: 4.1)   // 2
  package func barLine(nearestTo moment: Double) -> Double { ((moment - first) / bar).rounded() }

  /// When a bar line falls.
  package func moment(ofBarLine number: Double) -> Double { first + number * bar }

  package init(first: Double, beat: Double) {
    self.first = first
    self.beat = beat
  }
}

extension SongWish {
  /// Nil where the song does not say how fast it is.
  package var beats: BeatGrid? { bpm.map { BeatGrid(first: firstBeat - start, beat: 60 / $0) } }
}
