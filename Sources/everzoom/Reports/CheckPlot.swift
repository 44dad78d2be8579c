import Checking

/// A film's zoom speed, residual, colour steps and sharpness over time, as an SVG drawing with failures marked.
struct CheckPlot {
  private let film: CheckedFilm

  private static let failure = "#dc2626"

  init(_ film: CheckedFilm) { self.film = film }

  /// A complete SVG document.
  var svg: String {
    let (series, course) = (film.report.series, film.report.course)
    let first = film.report.firstFrame
    let last = first + film.frameCount - 1
    let panels = [
      TimePlot.Panel(
        title: "zoom speed, octaves/s", colour: "#c2410c",
        values: steps(course.zoom.map { $0 * series.framesPerSecond }), includes: 0),
      TimePlot.Panel(
        title: "residual, dE", colour: "#1d4ed8", values: steps(series.pairs.map(\.residual)), includes: 0),
      TimePlot.Panel(
        title: "colour step, dE", colour: "#15803d", values: steps(series.pairs.map(\.colourStep)), includes: 0,
        limit: Metric.colourStep.limit),
      TimePlot.Panel(
        title: "sharpness, dB", colour: "#7e22ce",
        values: series.sharpness.indices.map { (film.seconds(first + $0), series.sharpness[$0]) },
        includes: series.sharpness[0]),
    ]
    let start = film.seconds(first)
    return TimePlot(start...max(film.seconds(last), start + 1e-3), panels: panels, marks: marks).svg
  }

  /// One value for each pair, at its second frame.
  private func steps(_ values: [Double]) -> [(seconds: Double, value: Double)] {
    values.indices.map { (film.seconds(film.report.firstFrame + $0 + 1), values[$0].isFinite ? values[$0] : 0) }
  }

  /// Where lines of the report fail: each moment with all that fails there.
  private var marks: [TimePlot.Mark] {
    var names: [Int: [String]] = [:]
    for finding in film.failed {
      for frame in finding.frames { names[frame, default: []].append(finding.metric.rawValue) }
    }
    return names.sorted { $0.key < $1.key }.map {
      TimePlot.Mark(seconds: film.seconds($0.key), name: $0.value.joined(separator: ", "), colour: CheckPlot.failure)
    }
  }
}
