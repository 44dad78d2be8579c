import Foundation
import Imaging
import Planning
import Surveying

/// Has takes and joins measured, and tells which is at hand, because that may take as long as the takes do: on a terminal, or as JSON lines where
/// progress is asked for so; `bar` off a terminal is a line each.
struct Measuring {
  private let style: Progress.Style
  private let isWatched = Terminal.isWatched

  init(_ style: Progress.Style? = nil) { self.style = style ?? (Terminal.isWatched ? .bar : .none) }

  private func tell(_ name: String) {
    switch style {
    case .none: break
    case .json:
      if let line = try? JSONEncoder().encode(["measuring": name]) {
        Terminal.say(String(decoding: line, as: UTF8.self))
      }
    case .bar where isWatched:
      Terminal.show("\r\u{1B}[K" + String(Terminal.visible("measuring \(name)").prefix(max(0, Terminal.columns - 1))))
    case .bar: Terminal.say("measuring \(name)")
    }
  }

  private func stop() { if style == .bar, isWatched { Terminal.show("\r\u{1B}[K") } }

  func survey(_ storyboard: Storyboard, _ cores: Cores) throws -> (Storyboard, Survey) {
    defer { stop() }
    return try Surveyor.survey(storyboard, cores: cores, report: tell)
  }

  /// The storyboard with worlds between takes that do not join well; nil where there are none.
  func bridged(_ storyboard: Storyboard, _ survey: Survey, _ cores: Cores) throws -> Storyboard? {
    defer { stop() }
    return try Bridges(storyboard, survey, cores: cores).built { tell("a bridge to \($0)") }
  }

  /// The plan with its joins measured.
  func joined(_ plan: Plan, _ cores: Cores) throws -> Plan {
    defer { stop() }
    return plan.joined(
      by: try JoinSurveyor.survey(plan, cores: cores) { place in tell("join \(place + 1) of \(plan.links.count)") })
  }
}
