import Geometry

/// Zoom, roll and centre: whether they go on evenly.
package enum MotionMeasures {
  package static func findings(_ series: FilmSeries, _ course: MotionCourse) -> [Finding] {
    let zoomJumps = SpeedSteps.jumps(course.steadyZoom, reach: series.stepReach)
    let rollJumps = SpeedSteps.jumps(course.steadyRoll, reach: series.stepReach)
    // A turn moves the edge 2π times its distance from the centre, an octave ln 2 times.
    let rollScale = 2 * Double.pi / PortableMath.ln2 / course.base
    return [
      jump(.zoomJump, zoomJumps.map { abs($0) / course.base }),
      pulse(series, course, zoomJumps),
      zoomJitter(series, course),
      panJitter(series, course),
      reversed(series, course),
      jump(.rollJump, rollJumps.map { abs($0) * rollScale }),
      Finding(.frozen, count: frames(course.frozen)),
      Finding(.skipped, count: frames(course.skipped)),
      StandingMeasures.standing(series),
      StandingMeasures.blank(series),
      StandingMeasures.bare(series, course),
      Finding(.broken, count: frames(course.broken)),
    ]
  }

  /// The largest jump; between pairs i and i + 1 stands frame i + 1.
  private static func jump(_ metric: Metric, _ sizes: [Double]) -> Finding {
    guard let peak = sizes.peak else { return Finding(metric, 0) }
    return Finding(metric, sizes[peak], frame: peak + 1)
  }

  /// The swing of the zoom's speed without its largest jump, which would swing too.
  private static func pulse(_ series: FilmSeries, _ course: MotionCourse, _ jumps: [Double]) -> Finding {
    var speeds = course.steadyZoom
    if let peak = jumps.map({ abs($0) }).peak { for i in speeds.indices where i > peak { speeds[i] -= jumps[peak] } }
    let swing = Swing(in: speeds)
    return Finding(.zoomPulse, swing.amplitude / course.base, period: seconds(swing, series))
  }

  /// The second difference of log-zoom, in pixels at the side edge.
  private static func zoomJitter(_ series: FilmSeries, _ course: MotionCourse) -> Finding {
    let shakes = course.steadyZoom.differences.differences.map { $0 * PortableMath.ln2 * series.edge }
    return Finding(
      .zoomJitter, shakes.usualSize, limit: jitterLimit(.zoomJitter, series, course),
      frame: shakes.map { abs($0) }.peak.map { $0 + 2 })
  }

  /// The second difference of the centre's motion.
  private static func panJitter(_ series: FilmSeries, _ course: MotionCourse) -> Finding {
    let across = course.centre.map(\.x).differences.differences
    let down = course.centre.map(\.y).differences.differences
    let shakes = zip(across, down).map { Point(x: $0, y: $1).length }
    return Finding(
      .panJitter, shakes.usualSize, limit: jitterLimit(.panJitter, series, course), frame: shakes.peak.map { $0 + 2 })
  }

  /// Trembling is seen against the motion, and can only be measured against it: 2 % of what the side edge moves by from frame to frame is
  /// granted, which is more than the metric's own limit from 7.5 px on.
  private static func jitterLimit(_ metric: Metric, _ series: FilmSeries, _ course: MotionCourse) -> Double {
    max(metric.limit, 0.02 * abs(course.typicalZoom) * PortableMath.ln2 * series.edge)
  }

  /// Pairs against the zoom by more than 0.014 px at the side edge, among those that do not stand out.
  private static func reversed(_ series: FilmSeries, _ course: MotionCourse) -> Finding {
    let sign = course.typicalZoom < 0 ? -1.0 : course.typicalZoom > 0 ? 1 : 0
    let steady = course.zoom.indices.filter { !course.broken[$0] && !course.frozen[$0] && !course.skipped[$0] }
    guard !steady.isEmpty else { return Finding(.reversed, 0) }
    let back = steady.filter { course.zoom[$0] * sign < -0.02 / series.edge }
    return Finding(.reversed, Double(back.count) / Double(steady.count), frame: back.first.map { $0 + 1 })
  }

  /// The second frames of pairs.
  private static func frames(_ flags: [Bool]) -> [Int] { flags.indices.filter { flags[$0] }.map { $0 + 1 } }

  static func seconds(_ swing: Swing, _ series: FilmSeries) -> Double? {
    swing.period > 0 ? swing.period / series.framesPerSecond : nil
  }
}
