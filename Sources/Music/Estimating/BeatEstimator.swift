import Geometry
import Glibc
import Media

/// Finds when the beats of a song fall by listening to it.
package enum BeatEstimator {
  /// Below this confidence a song counts as having no beat: noise, speech, sounds without rhythm.
  package static let leastConfidence = 0.5

  /// Tempos that can be held, in beats a minute; a song is listened to as if others had not been told.
  package static let tempos = 42.0...240

  /// What was heard.
  package struct Estimate: Sendable {
    /// How sure it is that the song has a beat, and this one: 0 … 1.
    package let confidence: Double
    /// The likeliest beats, also where they are no beat at all; nil for silence and for less than eight beats.
    package let guess: BeatGrid?
    /// The beats, where there is a beat.
    package var grid: BeatGrid? { confidence >= BeatEstimator.leastConfidence ? guess : nil }

    package init(confidence: Double, guess: BeatGrid?) {
      self.confidence = confidence
      self.guess = guess
    }
  }

  /// Listens to a whole file. A `tempo` that is known, from a tag, holds the beats within 4 % of it. Throws `MediaError`.
  package static func estimate(path: String, tempo: Double? = nil) throws -> Estimate {
    estimate(try SongHearing.hear(path), tempo: tempo)
  }

  static func estimate(_ song: HeardSong, tempo: Double? = nil) -> Estimate {
    let curve = OnsetCurve(song)
    let tempo = tempo.flatMap { tempos.contains($0) ? $0 : nil }
    guard song.level > 1e-5, let level = MetricalLevel.found(curve, held: tempo), level.beats.count >= 8 else {
      return Estimate(confidence: 0, guess: nil)
    }
    let attacks = AttackTimes(song, level.beats)
    let fit = steadyFit(song, curve, level, attacks)
    var grid = fit.flatMap { $0.isSteady ? steady($0, song, tempo) : nil } ?? listed(attacks)
    grid.strengths = strengths(grid, curve, song)
    grid = Downbeats(grid, song, curve).grid
    let confidence = BeatConfidence(level, attacks, fit).value
    grid.confidence = confidence
    grid.sections = SongSections(grid, song).sections
    grid.drops = SongDrops(grid, song).drops
    return Estimate(confidence: confidence, guess: grid)
  }

  /// The best line through the beats as they were tracked, or through those of one tempo, which never change sides where
  /// off-beats are strong.
  private static func steadyFit(
    _ song: HeardSong, _ curve: OnsetCurve, _ level: MetricalLevel, _ attacks: AttackTimes
  ) -> SteadyFit? {
    let fit = SteadyFit(attacks)
    if let fit, fit.isSteady { return fit }
    let spans = zip(attacks.moments, attacks.moments.dropFirst(8)).map { ($1 - $0) / 8 }.sorted()
    guard !spans.isEmpty else { return fit }
    var period = spans[spans.count / 2]
    if let fit, fit.share > 0.5 { period = fit.period }
    let path = level.path.steady(60 / period)
    let beats = BeatTracker.beats(curve.all, path, tightness: BeatTracker.tight)
    let tight = SteadyFit(AttackTimes(song, beats))
    return (tight?.share ?? 0) > (fit?.share ?? 0) ? tight : fit
  }

  /// A steady grid from the first beat of the song on. A whole tempo, or half of one, is taken where it is as good.
  private static func steady(_ fit: SteadyFit, _ song: HeardSong, _ told: Double?) -> BeatGrid {
    let tempo = 60 / fit.period
    let slack = max(0.012, min(0.03, 2 * fit.error / fit.period * song.seconds)) / max(1, song.seconds)
    let round = [told, tempo.rounded(), (2 * tempo).rounded() / 2].compactMap { $0 }
      .first { abs($0 / tempo - 1) < slack }
    let kept = round ?? (tempo * 1000).rounded() / 1000
    // The line is turned about the middle of the song.
    let middle = ((song.seconds / 2 - fit.first) / fit.period).rounded()
    let anchor = fit.first + middle * fit.period
    let before = ((anchor + 0.03) / (60 / kept)).rounded(.down)
    let first = anchor - before * 60 / kept
    return BeatGrid(bpm: kept, firstBeat: (first * 1e4).rounded() / 1e4, source: "heard")
  }

  /// Every beat as it was tracked; where nothing is to be heard, or something else, in line with its neighbours.
  private static func listed(_ attacks: AttackTimes) -> BeatGrid {
    let count = attacks.moments.count
    var moments = (0..<count).map { i -> Double in
      var (sum, beats, times, cross, square) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for j in max(0, i - 4)...min(count - 1, i + 4) {
        let weight = attacks.weights[j] + 0.2
        let beat = Double(j - i)
        sum += weight
        beats += weight * beat
        times += weight * attacks.moments[j]
        cross += weight * beat * attacks.moments[j]
        square += weight * beat * beat
      }
      let slope = (cross * sum - beats * times) / (square * sum - beats * beats)
      let line = (times - slope * beats) / sum
      let isClear = attacks.weights[i] > 1 && abs(attacks.moments[i] - line) < 0.03
      return isClear ? attacks.moments[i] : line
    }
    for i in moments.indices {
      moments[i] = (moments[i] * 1e4).rounded() / 1e4
      if i > 0 { moments[i] = max(moments[i], ((moments[i - 1] + MusicLimits.shortestBeat) * 1e4).rounded(.up) / 1e4) }
    }
    return BeatGrid(moments: moments, source: "heard")
  }

  /// How much begins on each beat, in parts of what begins on the strongest tenth of them.
  private static func strengths(_ grid: BeatGrid, _ curve: OnsetCurve, _ song: HeardSong) -> [Double] {
    let peaks = grid.beats(in: grid.moment(ofBeat: 0)..<max(song.seconds, grid.moment(ofBeat: 1))).map {
      OnsetCurve.peak(curve.all, $0.moment * HeardSong.onsetRate)
    }
    let strong = max(peaks.sorted()[peaks.count * 9 / 10], 1e-6)
    return peaks.map { (min(1, $0 / strong) * 100).rounded() / 100 }
  }
}
