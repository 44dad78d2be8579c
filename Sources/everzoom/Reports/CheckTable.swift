import Foundation
import Checking

/// The report on a film as a table for people.
enum CheckTable {
  static func text(_ film: CheckedFilm) -> String { head(film) + "\n" + table(film) + "\n" + verdict(film) }

  private static func head(_ film: CheckedFilm) -> String {
    let report = film.report
    let series = report.series
    let isSteady = film.facts.times.constantRate != nil
    let rate = film.facts.times.constantRate.map { "\($0)" } ?? fixed(series.framesPerSecond, 3)
    let seconds = fixed(Double(film.frameCount) / series.framesPerSecond, 2)
    let part = film.frameCount == film.facts.frameCount ? "" : " from frame \(report.firstFrame) on"
    let point = report.vanishingPoint.map { "vanishing point (\(fixed($0.x, 2)), \(fixed($0.y, 2)))" }
    return """
      \(film.path): \(series.size), \(film.frameCount) frames\(part) at \(rate)/s\(isSteady ? "" : " on average (the rate varies)"), \(seconds) s
      zoom \(signed(report.zoomSpeed, 3)) octaves/s, roll \(signed(report.rollSpeed, 4)) turns/s, \(point ?? "no vanishing point")

      """
  }

  private static func table(_ film: CheckedFilm) -> String {
    let rows =
      [["", "measure", "value", "limit", "where", "what is measured; a failure is seen so"]]
      + film.report.findings.map { row($0, film) }
    return TextTable(rows, rightAligned: [2, 3]).text
  }

  private static func row(_ finding: Finding, _ film: CheckedFilm) -> [String] {
    [
      finding.passed ? "pass" : "FAIL", finding.metric.rawValue, value(finding.value), limit(finding),
      finding.passed ? "" : place(finding, film), "\(finding.metric.measure); \(finding.metric.failure)",
    ]
  }

  /// As the metric has it, or to three decimals where a fast film has its own.
  private static func limit(_ finding: Finding) -> String {
    finding.limit == finding.metric.limit ? plain(finding.limit) : fixed(finding.limit, 3)
  }

  /// Time and frame, or how often.
  private static func place(_ finding: Finding, _ film: CheckedFilm) -> String {
    if let period = finding.period { return "every \(fixed(period, 2)) s" }
    guard let frame = finding.frame else { return "" }
    let more = finding.frames.count > 1 ? " and \(finding.frames.count - 1) more" : ""
    return "\(clock(film.seconds(frame))) frame \(frame)\(more)"
  }

  private static func verdict(_ film: CheckedFilm) -> String {
    let (failed, all) = (film.failed, film.report.findings.count)
    guard !failed.isEmpty else { return "All \(all) lines pass.\n" }
    return "\(failed.count) of \(all) lines \(failed.count == 1 ? "fails" : "fail"): "
      + failed.map(\.metric.rawValue).joined(separator: ", ") + ".\n"
  }

  private static func value(_ x: Double) -> String { x == x.rounded() ? plain(x) : fixed(x, abs(x) < 100 ? 3 : 0) }

  private static func signed(_ x: Double, _ decimals: Int) -> String {
    let text = fixed(abs(x), decimals)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return (isZero ? "" : x < 0 ? "−" : "+") + text
  }

  /// Hours if there are any, minutes, seconds and thousandths.
  private static func clock(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let (hours, minutes) = (thousandths / 3_600_000, thousandths / 60_000 % 60)
    let rest = String(format: "%02d.%03d", thousandths / 1000 % 60, thousandths % 1000)
    return hours > 0 ? String(format: "%d:%02d:", hours, minutes) + rest : "\(minutes):\(rest)"
  }
}
