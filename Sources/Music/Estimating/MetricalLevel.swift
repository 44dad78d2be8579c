import Glibc

/// Which pulse of a song is its beat: the strongest one, or one that goes twice, thrice, or half as fast.
///
/// A pulse is too fast where every other beat of it has no body, only hats or nothing; it is too slow where as much
/// begins half way between its beats as on them. Where neither speaks, tempos near 120 are more likely (Parncutt 1994 and
/// others).
struct MetricalLevel {
  let path: TempoPath
  let beats: [Int]
  let score: Double
  /// How much more begins on the beats than at other times, as a logarithm.
  let contrast: Double
  /// The body of the weaker of odd and even beats in parts of the stronger.
  let evenness: Double
  /// What begins half way between beats in parts of what begins on them.
  let between: Double
  /// What begins a quarter and three quarters of the way, hats and all.
  let quarters: Double
  /// How far steps from beat to beat are from the tempo's, as a logarithm, root mean square.
  let jitter: Double
  /// How much more like itself the song is after the bars of a beat that goes thrice while this goes twice or four times,
  /// than after those of this beat: above 0 where dotted rhythms make believe a beat.
  let rivalry: Double
  /// The mean correlation along the tempo.
  let regularity: Double

  static let factors = [1.0 / 4, 1.0 / 3, 1.0 / 2, 2.0 / 3, 3.0 / 4, 1, 4.0 / 3, 3.0 / 2, 2, 3, 4]

  /// The beat by all that is known; nil for songs of no length.
  static func found(_ curve: OnsetCurve, held: Double?) -> MetricalLevel? {
    let tempogram = Tempogram(curve.all)
    let path = TempoPath(tempogram, held: held)
    if held != nil { return MetricalLevel(curve, tempogram, path) }
    let levels = factors.map { path.times($0) }.filter { (48...215).contains($0.middle) }
    let rated = levels.compactMap { MetricalLevel(curve, tempogram, $0) }
    return rated.max { $0.score < $1.score }
  }

  init?(_ curve: OnsetCurve, _ tempogram: Tempogram, _ path: TempoPath) {
    self.path = path
    let regularity = tempogram.regularity(path)
    self.regularity = regularity
    func likeness(_ beats: [Double]) -> Double { beats.compactMap { tempogram.likeness(path, after: $0) }.max() ?? 0 }
    rivalry = max(0, likeness([8.0 / 3, 16.0 / 3]) - likeness([2, 4]))
    let beats = BeatTracker.beats(curve.all, path)
    self.beats = beats
    guard beats.count > 3 else { return nil }
    let groups = [curve.low, curve.middle, curve.body].map { part in
      (evenness: Self.evenness(Self.peaks(part, beats, 0)), between: Self.between(part, beats, 0.5))
    }
    // Kick and snare may take turns, or each come on every beat.
    evenness = (groups.map(\.evenness).max()! + groups[2].evenness) / 2
    between = (groups.map(\.between).max()! + groups[2].between) / 2
    quarters = (Self.between(curve.all, beats, 0.25) + Self.between(curve.all, beats, 0.75)) / 2
    let full = Self.peaks(curve.all, beats, 0)
    var all = 0.0
    for frame in stride(from: 0, to: curve.count, by: 5) { all += OnsetCurve.peak(curve.all, Double(frame)) }
    let usual = all / Double((curve.count + 4) / 5)
    contrast = log(max(Self.mean(full), 1e-6) / max(usual, 1e-6))
    let octaves = log2(path.middle / 120)
    let likely = -octaves * octaves / (2 * 0.6 * 0.6) - 4 * max(0, log2(path.middle / 182))
    let steps = zip(beats, beats.dropFirst()).map { log(Double($1 - $0) / path.period(at: $0)) }
    jitter = (steps.map { $0 * $0 }.reduce(0, +) / Double(steps.count)).squareRoot()
    let slow = max(0, log2(100 / path.middle))
    let level = -4 * max(0, 0.65 - evenness) - 2.5 * max(0, between - 0.5) - 5 * slow * max(0, quarters - 0.25)
    score = likely + level + 0.8 * contrast + 3.5 * regularity - 14 * rivalry - 8 * max(0, jitter - 0.03)
  }

  /// What begins at a part of the way from each beat to the next.
  private static func peaks(_ curve: [Float], _ beats: [Int], _ part: Double) -> [Double] {
    zip(beats, beats.dropFirst()).map { OnsetCurve.peak(curve, Double($0) * (1 - part) + Double($1) * part) }
  }

  /// The same in parts of what begins on the beats, at most 2; 0 where next to nothing begins there.
  private static func between(_ curve: [Float], _ beats: [Int], _ part: Double) -> Double {
    min(2, mean(peaks(curve, beats, part)) / max(mean(peaks(curve, beats, 0)), 0.3))
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

  /// Of stretches of 16 beats each by itself, so that a beat that was lost does not turn odd into even.
  private static func evenness(_ on: [Double]) -> Double {
    var (weak, strong) = (0.0, 0.0)
    for start in stride(from: 0, to: on.count, by: 16) {
      var sums = [0.0, 0.0]
      for i in start..<min(on.count, start + 16) { sums[(i - start) % 2] += on[i] }
      weak += sums.min()!
      strong += sums.max()!
    }
    return weak / max(strong, 0.3 * Double(on.count) / 2)
  }
}
