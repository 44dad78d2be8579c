/// What is left between frames when their motion is taken out: joins stand out from the noise of resampling and coding.
package enum JoinMeasures {
  /// Added to every residual (dE), so that a film without noise has no joins because of its ratios. The limits were set with pictures rounded
  /// to 8 bits at every step, which alone leaves about as much.
  static let floor = 0.1

  package static func findings(_ series: FilmSeries, _ course: MotionCourse) -> [Finding] {
    let typical = series.pairs.map(\.residual).middleValue + floor
    let residuals = residuals(series, course)
    let local = zip(residuals, residuals.runningMedian(half: series.half)).map { $0 / $1 }
    return [worst(residuals, typical), spike(local), swell(residuals, typical, series), island(series)]
  }

  /// Residuals with their floor. Repeated frames have none of their own.
  static func residuals(_ series: FilmSeries, _ course: MotionCourse) -> [Double] {
    series.pairs.map(\.residual).without(course.frozen).bridged.map { $0 + floor }
  }

  private static func worst(_ residuals: [Double], _ typical: Double) -> Finding {
    let worst = residuals.sorted().suffix(max(1, Int((0.01 * Double(residuals.count)).rounded())))
    return Finding(.seamWorst, Array(worst).mean / typical, frame: residuals.peak.map { $0 + 1 })
  }

  private static func spike(_ local: [Double]) -> Finding {
    Finding(.seamSpike, local.max() ?? 0, frame: local.peak.map { $0 + 1 })
  }

  private static func swell(_ residuals: [Double], _ typical: Double, _ series: FilmSeries) -> Finding {
    let window = max(2, Int((0.4 * series.framesPerSecond).rounded()))
    let means = residuals.slidingMeans(of: window)
    guard let peak = means.peak else { return Finding(.seamSwell, 0) }
    return Finding(.seamSwell, means[peak] / typical, frame: peak + window / 2 + 1)
  }

  /// The strongest rim that two moments in a row have, an eighth of an octave apart: what is seen for less is a blink, and told by others.
  private static func island(_ series: FilmSeries) -> Finding {
    let strengths = series.islands.map(\.strength)
    let lasting = zip(strengths, strengths.dropFirst()).map { min($0, $1) }
    guard let peak = lasting.peak else { return Finding(.island, 0) }
    return Finding(.island, lasting[peak], frame: series.islands[peak].frame)
  }
}
