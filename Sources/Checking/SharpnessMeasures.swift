/// Whether the picture is equally sharp all the time, and never two pictures at once.
package enum SharpnessMeasures {
  package static func findings(_ series: FilmSeries) -> [Finding] {
    let reach = Int((2 * series.framesPerSecond).rounded())
    let swing = Swing(in: series.sharpness)
    return [
      deepest(.sharpnessDip, Dips.depths(series.sharpness, reach: reach)),
      jump(SpeedSteps.jumps(series.sharpness, reach: series.stepReach).map { abs($0) }),
      Finding(.sharpnessPulse, swing.amplitude, period: MotionMeasures.seconds(swing, series)),
      deepest(.ghostDip, Dips.depths(series.contrast, reach: reach)),
    ]
  }

  private static func deepest(_ metric: Metric, _ depths: [Double]) -> Finding {
    Finding(metric, depths.max() ?? 0, frame: depths.peak)
  }

  private static func jump(_ sizes: [Double]) -> Finding {
    Finding(.sharpnessJump, sizes.max() ?? 0, frame: sizes.peak.map { $0 + 1 })
  }
}
