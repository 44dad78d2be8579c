import Geometry

/// Which beats begin bars: three or four to the bar, by kick and snare, chords that change, and what else comes back from
/// bar to bar.
struct Downbeats {
  private(set) var grid: BeatGrid

  init(_ grid: BeatGrid, _ song: HeardSong, _ curve: OnsetCurve) {
    self.grid = grid
    let count = grid.strengths.count
    guard count >= 8 else { return }
    let moments = (0...count).map { grid.moment(ofBeat: Double($0)) }
    let spans = SpanFeatures(song, moments)
    func peaks(_ curve: [Float]) -> [Double] {
      moments.dropLast().map { OnsetCurve.peak(curve, $0 * HeardSong.onsetRate) }.standardised
    }
    let chords = (0..<count).map { $0 == 0 ? 0 : spans.change($0 - 1, $0) }.standardised
    let louder = (0..<count).map { $0 == 0 ? 0 : spans.rise($0 - 1, $0) }.standardised
    let (low, middle) = (peaks(curve.low), peaks(curve.middle))
    let features = [low, middle, chords]
    let beatsToBar =
      Self.explained(features, by: 3) > 1.25 * Self.explained(features, by: 4) + 0.02 ? 3 : 4
    let first = (0..<count).map { beat -> Double in
      let struck: Double = 0.8 * low[beat] - 0.5 * middle[beat]
      return 1.2 * chords[beat] + 0.4 * louder[beat] + struck
    }
    let phase = (0..<beatsToBar).max { Self.mean(first, $0, beatsToBar) < Self.mean(first, $1, beatsToBar) }!
    self.grid = BeatGrid(
      anchors: grid.anchors, tempoBefore: grid.tempoBefore, tempoAfter: grid.tempoAfter,
      metres: [BeatGrid.Metre(beat: phase, beatsToBar: beatsToBar)], source: grid.source)
    self.grid.strengths = grid.strengths
  }

  private static func mean(_ values: [Double], _ phase: Int, _ step: Int) -> Double {
    let places = stride(from: phase, to: values.count, by: step)
    return places.map { values[$0] }.reduce(0, +) / Double(max(1, Array(places).count))
  }

  /// How much of the features' variance the place in bars of `count` beats explains, without what chance explains
  /// (adjusted R²).
  private static func explained(_ features: [[Double]], by count: Int) -> Double {
    features.map { values in
      let total = values.map { $0 * $0 }.reduce(0, +)
      guard total > 1e-9 else { return 0 }
      let means = (0..<count).map { mean(values, $0, count) }
      let rest = values.indices.map { (values[$0] - means[$0 % count]) * (values[$0] - means[$0 % count]) }.reduce(0, +)
      let (n, k) = (Double(values.count), Double(count))
      return max(0, 1 - rest / total * (n - 1) / max(1, n - k))
    }.reduce(0, +)
  }
}
