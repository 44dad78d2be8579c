import Foundation
import Generation
import Geometry
import Imaging
import Planning
import Surveying

/// The plan for what is on the command line.
enum ShotInput {
  /// Scenes with prompts that are not made yet are pending in it.
  static func plan(_ arguments: Arguments) throws -> Plan { try plan(arguments) { try $0.outline() }! }

  /// Everything that is wrong is told before anything is made. `generate` makes scenes with prompts, and returns nil when it is interrupted.
  static func plan(_ arguments: Arguments, generate: (ChainMaker) throws -> Plan?) throws -> Plan? {
    let cores = try arguments.cores()
    switch try ShotSource.read(arguments.inputs) {
    case .plan(let plan):
      try ShotOptions.refuseDecisions(arguments)
      return try finished(plan, arguments)
    case .storyboard(let storyboard):
      guard let plan = try plan(try ordered(storyboard, arguments, cores), arguments, cores, generate) else {
        return nil
      }
      return try finished(try Measuring.joined(plan, cores), arguments)
    }
  }

  private enum SceneOrder: String, CaseIterable { case given, stack }

  /// The storyboard with what the options say, its scenes in the order that is asked for.
  private static func ordered(_ storyboard: Storyboard, _ arguments: Arguments, _ cores: Cores) throws -> Storyboard {
    var storyboard = storyboard
    try storyboard.obey(arguments)
    storyboard = try Surveyor.gathered(storyboard)
    guard try arguments.choice("order", SceneOrder.self) == .stack else { return storyboard }
    return try Surveyor.stacked(storyboard, cores: cores)
  }

  private static func plan(
    _ storyboard: Storyboard, _ arguments: Arguments, _ cores: Cores, _ generate: (ChainMaker) throws -> Plan?
  ) throws -> Plan? {
    if storyboard.hasPrompts { return try generate(try ChainInput.maker(storyboard, arguments)) }
    let (whole, survey) = try Measuring.survey(storyboard, cores)
    return try Planner.plan(whole, survey)
  }

  /// With the song and the size that only the command line knows.
  private static func finished(_ plan: Plan, _ arguments: Arguments) throws -> Plan {
    var plan = plan
    if let song = arguments.text("audio") { plan.song = PlannedSong(path: song, start: plan.song?.start ?? 0) }
    if let song = plan.song?.path { try checkSong(song) }
    if arguments.has("preview") { plan.size = plan.size.shrunk(to: 480, step: 2) }
    return plan
  }

  /// The song is opened when the film is; that it is there is told before.
  private static func checkSong(_ path: String) throws {
    guard !Folder.isFolder(path) else { throw Problem("the song is a folder, expected a file with sound", file: path) }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Problem("the song does not exist, or may not be read; check its name", file: path)
    }
  }
}
