import Foundation
import Geometry
import Checking

/// The report on a film for programs. Its keys never change; new ones may come.
enum CheckJSON {
  static func text(_ film: CheckedFilm) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Report(film)), as: UTF8.self) + "\n"
  }

  private struct Report: Encodable {
    let film: Film
    let motion: Motion
    let metrics: [String: Metric]
    let failed: [String]
    let passed: Bool

    init(_ checked: CheckedFilm) {
      film = Film(checked)
      motion = Motion(checked.report)
      let rows = checked.report.findings.map { ($0.metric.rawValue, Metric($0, checked)) }
      metrics = Dictionary(uniqueKeysWithValues: rows)
      failed = checked.failed.map(\.metric.rawValue)
      passed = checked.report.passed
    }
  }

  private struct Film: Encodable {
    let path: String
    let width: Int
    let height: Int
    let framesPerSecond: Double
    let hasConstantRate: Bool
    let firstFrame: Int
    let frames: Int

    init(_ checked: CheckedFilm) {
      path = checked.path
      width = checked.report.series.size.width
      height = checked.report.series.size.height
      framesPerSecond = checked.report.series.framesPerSecond
      hasConstantRate = checked.facts.times.constantRate != nil
      firstFrame = checked.report.firstFrame
      frames = checked.frameCount
    }
  }

  private struct Motion: Encodable {
    let octavesPerSecond: Double
    let turnsPerSecond: Double
    let vanishingPoint: Point?

    private enum Key: String, CodingKey { case octavesPerSecond, turnsPerSecond, vanishingPoint }

    init(_ report: CheckReport) {
      octavesPerSecond = report.zoomSpeed
      turnsPerSecond = report.rollSpeed
      vanishingPoint = report.vanishingPoint
    }

    /// What is not known is null.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(octavesPerSecond, forKey: .octavesPerSecond)
      try container.encode(turnsPerSecond, forKey: .turnsPerSecond)
      try container.encode(vanishingPoint, forKey: .vanishingPoint)
    }
  }

  private struct Metric: Encodable {
    let finding: Finding
    let seconds: Double?

    private enum Key: String, CodingKey { case value, limit, passed, frame, frames, seconds, period, measure, failure }

    init(_ finding: Finding, _ film: CheckedFilm) {
      self.finding = finding
      seconds = finding.frame.map(film.seconds)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(finding.value, forKey: .value)
      try container.encode(finding.limit, forKey: .limit)
      try container.encode(finding.passed, forKey: .passed)
      try container.encode(finding.frame, forKey: .frame)
      try container.encode(finding.frames, forKey: .frames)
      try container.encode(seconds, forKey: .seconds)
      try container.encode(finding.period, forKey: .period)
      try container.encode(finding.metric.measure, forKey: .measure)
      try container.encode(finding.metric.failure, forKey: .failure)
    }
  }
}
