import Geometry

/// What was found of a film.
package struct CheckReport: Sendable {
  package let series: FilmSeries
  package let course: MotionCourse
  /// The number of the series' first frame in the film.
  package let firstFrame: Int
  /// One for each metric, in their order, with the film's own frame numbers.
  package let findings: [Finding]

  /// The loop is judged if the step from the last frame to the first was measured.
  package init(_ series: FilmSeries, firstFrame: Int = 0) {
    (self.series, self.firstFrame) = (series, firstFrame)
    course = MotionCourse(series)
    let found =
      MotionMeasures.findings(series, course) + CutMeasures.findings(series) + JoinMeasures.findings(series, course)
      + ColourMeasures.findings(series) + SharpnessMeasures.findings(series, course) + FlashMeasures.findings(series)
      + LoopMeasures.findings(series, course)
    findings = found.map { $0.shifted(by: firstFrame) }
  }

  package var passed: Bool { findings.allSatisfy(\.passed) }

  /// Octaves in a second; negative out of the picture.
  package var zoomSpeed: Double { course.typicalZoom * series.framesPerSecond }
  /// Turns in a second, clockwise on the screen.
  package var rollSpeed: Double { course.steadyRoll.middleValue * series.framesPerSecond }
  /// Where the zoom goes to, in plane units: the picture is 2 high, its centre is (0, 0), y points down. Nil for a film that stands still.
  package var vanishingPoint: Point? { course.vanishingPoint.map { $0 / (Double(series.size.height) / 2) } }
}
