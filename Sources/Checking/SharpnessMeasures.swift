/// Whether the picture is equally sharp all the time, and never two pictures at once.
package enum SharpnessMeasures {
  package static func findings(_ series: FilmSeries, _ course: MotionCourse) -> [Finding] {
    let scene = frames(course)
    let reach = min(Int((2 * series.framesPerSecond).rounded()), scene)
    let swing = Swing(in: series.sharpness)
    return [
      deepest(.sharpnessDip, Dips.depths(series.sharpness, reach: reach)),
      jump(SpeedSteps.jumps(series.sharpness, reach: min(series.stepReach, scene)).map { abs($0) }),
      Finding(.sharpnessPulse, swing.amplitude, period: MotionMeasures.seconds(swing, series)),
      deepest(.ghostDip, Dips.depths(series.contrast, reach: reach)),
    ]
  }

  /// In how many frames the zoom goes through half an octave, 4 at least. So far a scene is much the same; what it shows an octave on may be
  /// as soft or as bare as it likes, and in a fast film that is soon.
  private static func frames(_ course: MotionCourse) -> Int {
    max(4, Int(min(1e6, 0.5 / course.base).rounded()))
  }

  private static func deepest(_ metric: Metric, _ depths: [Double]) -> Finding {
    Finding(metric, depths.max() ?? 0, frame: depths.peak)
  }

  private static func jump(_ sizes: [Double]) -> Finding {
    Finding(.sharpnessJump, sizes.max() ?? 0, frame: sizes.peak.map { $0 + 1 })
  }
}
