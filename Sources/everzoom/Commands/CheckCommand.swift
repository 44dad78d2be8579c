import Foundation
import Geometry
import Imaging
import Media
import Planning
import Checking

/// `everzoom check`: how continuous a film is, whoever made it.
enum CheckCommand: Command {
  static let name = "check"
  static let summary = "measures how continuous a film is: speed, joins, colour, sharpness, flashes"
  static let usage = "VIDEO [options]"
  static let remarks = """
    VIDEO is any file with moving pictures. Every line of the report is a measure with its limit; one over its limit fails, and says where and
    what that looks like. Limits were set with near-lossless films (crf 12): strong compression shakes by itself. Eyes come first.
    """
  static let options = [
    Option("loop", nil, "judge the step from the last frame to the first too"),
    Option("frames", "A:B", "only frames A up to, not including, B [all]"),
    Option("strict", nil, "exit code 65 when a limit is broken [0]"),
    Option("json", nil, "the report as JSON instead of a table"),
    Option(
      "plot", "FILE.svg",
      "also a drawing of speed, residual, colour and sharpness over time, with failures marked;\n- is stdout, instead of the table"
    ),
    Option("csv", "FILE.csv", "also all measures from frame to frame; - is stdout, instead of the table"),
    Option("jobs", "N", "processor cores to use; the report does not depend on it [all]"),
    Option("progress", "bar|json|none", "how to tell the progress, on stderr [bar on a terminal, else none]"),
  ]
  static let examples = [
    (line: "everzoom check shot.mp4", effect: "the report as a table"),
    (line: "everzoom check loop.mp4 --loop --strict", effect: "also whether it closes; fails when it does not"),
    (line: "everzoom check other.mov --json --plot other.svg", effect: "for a program, and as a drawing"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    guard arguments.inputs.count == 1 else {
      throw UsageError(
        arguments.inputs.isEmpty ? "which film? Give its file, such as shot.mp4" : "check takes one film at a time")
    }
    let path = arguments.inputs[0]
    let outputs = try CheckOutputs(arguments)
    let style = try arguments.choice("progress", Progress.Style.self)
    let facts = try Take.facts(of: path)
    let frames = try arguments.frameRange(of: facts.frameCount, "film")
    let check = try FilmCheck(
      path: path, facts: facts, frames: frames, judgesLoop: arguments.has("loop"), cores: try arguments.cores())
    var progress = Progress(style, total: frames.count)
    defer { progress.stop() }
    let series = try check.series { done in
      progress.tell(done: done)
      return Interruption.signal == nil
    }
    guard let series else { return Interruption.exitCode(Interruption.signal ?? SIGINT) }
    let film = CheckedFilm(
      path: path, facts: facts,
      report: CheckReport(series, firstFrame: frames.lowerBound))
    try outputs.write(film)
    return verdict(film, isStrict: arguments.has("strict"))
  }

  private static func verdict(_ film: CheckedFilm, isStrict: Bool) -> Int32 {
    guard isStrict, !film.report.passed else { return ExitCode.done }
    let failed = film.failed.map(\.metric.rawValue).joined(separator: ", ")
    Terminal.say(
      "everzoom: \(film.path) breaks \(film.failed.count == 1 ? "a limit" : "\(film.failed.count) limits"): \(failed)")
    return ExitCode.badInput
  }
}

/// A film and what was found of it.
struct CheckedFilm {
  let path: String
  let facts: TakeFacts
  let report: CheckReport

  var failed: [Finding] { report.findings.filter { !$0.passed } }

  /// How many frames were looked at.
  var frameCount: Int { report.series.pairs.count + 1 }

  /// When a frame comes on screen, in seconds from the film's first.
  func seconds(_ frame: Int) -> Double { facts.times.start(of: frame) }
}

/// What is written of a report, and where it goes.
private struct CheckOutputs {
  private let plot: Destination?
  private let csv: Destination?
  private let isJSON: Bool

  /// Only one of them may be stdout.
  init(_ arguments: Arguments) throws {
    plot = try arguments.text("plot").map { try Destination(drawing: $0) }
    csv = try arguments.text("csv").map { try Destination(table: $0) }
    isJSON = arguments.has("json")
    let takers = [plot?.name == "-", csv?.name == "-", isJSON].filter { $0 }
    guard takers.count <= 1 else { throw UsageError("only one of --json, --plot - and --csv - can have stdout") }
  }

  func write(_ film: CheckedFilm) throws {
    if let plot { try plot.write(text: CheckPlot(film).svg) }
    if let csv { try csv.write(text: CheckSeries.csv(film)) }
    if isJSON {
      try Terminal.printRaw(try CheckJSON.text(film))
    } else if plot?.name != "-" && csv?.name != "-" {
      try Terminal.print(CheckTable.text(film))
    }
  }
}
