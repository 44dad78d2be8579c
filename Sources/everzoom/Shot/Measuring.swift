import Imaging
import Planning
import Surveying

/// Has takes and joins measured; on a terminal it tells which take is at hand, because that may take as long as the takes do.
enum Measuring {
  static func survey(_ storyboard: Storyboard, _ cores: Cores) throws -> (Storyboard, Survey) {
    let isWatched = Terminal.isWatched
    func tell(_ words: String) {
      guard isWatched else { return }
      Terminal.show("\r\u{1B}[K" + String(words.prefix(max(0, Terminal.columns - 1))))
    }
    defer { tell("") }
    return try Surveyor.survey(storyboard, cores: cores) { tell("measuring \($0)") }
  }

  /// The plan with its joins measured.
  static func joined(_ plan: Plan, _ cores: Cores) throws -> Plan {
    plan.joined(by: try JoinSurveyor.survey(plan, cores: cores))
  }
}
