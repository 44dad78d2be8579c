import Geometry
import Checking

/// All measures from frame to frame, as lines of comma-separated values.
enum CheckSeries {
  private static let columns = [
    "frame", "seconds", "octavesPerSecond", "turnsPerSecond", "panX", "panY", "inliers", "disparity", "change",
    "residual", "colourStep", "histogramShift", "content", "sharpness", "contrast", "frozen", "skipped", "broken",
  ]

  /// A line for each frame but the first, about the step to it.
  static func csv(_ film: CheckedFilm) -> String {
    let lines = film.report.series.pairs.indices.map { line(film, $0).joined(separator: ",") }
    return ([columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  private static func line(_ film: CheckedFilm, _ index: Int) -> [String] {
    let (series, course) = (film.report.series, film.report.course)
    let pair = series.pairs[index]
    let frame = film.report.firstFrame + index + 1
    let roll = pair.map.scale.turns / series.durations[index]
    let numbers = [
      film.seconds(frame), course.zoom[index] * series.framesPerSecond, roll * series.framesPerSecond,
      pair.map.offset.x, pair.map.offset.y, pair.inliers, pair.disparity, pair.change, pair.residual, pair.colourStep,
      pair.histogramShift, pair.content, series.sharpness[index + 1], series.contrast[index + 1],
    ]
    let flags = [course.frozen[index], course.skipped[index], course.broken[index]]
    return ["\(frame)"] + numbers.map { fixed($0, 6) } + flags.map { $0 ? "1" : "0" }
  }
}
