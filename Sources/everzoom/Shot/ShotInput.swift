import Foundation
import Generation
import Geometry
import Imaging
import Media
import Planning
import Surveying

/// The plan for what is on the command line.
enum ShotInput {
  /// Scenes with prompts that are not made yet are pending in it.
  static func plan(
    _ arguments: Arguments, check: (CanvasSize, Int?) throws -> Void = { _, _ in }
  ) throws -> Plan { try plan(arguments, check: check) { try $0.outline() }! }

  /// Everything that is wrong is told before anything is made. `generate` makes scenes with prompts, and returns nil when it is interrupted.
  /// Before takes are measured `check` is told the size of the canvas, and how many frames the shot has, if that is known.
  static func plan(
    _ arguments: Arguments, check: (CanvasSize, Int?) throws -> Void = { _, _ in },
    generate: (ChainMaker) throws -> Plan?
  ) throws -> Plan? {
    let cores = try arguments.cores()
    switch try ShotSource.read(arguments) {
    case .plan(let plan):
      try ShotOptions.refuseDecisions(arguments)
      var plan = plan
      if let path = arguments.text("audio") {
        plan.song = PlannedSong(path: path, start: plan.song?.start ?? 0)
        try SongBeats.check(path, start: plan.song!.start)
      }
      try check(plan.size, plan.frameCount)
      return try finished(plan, arguments)
    case .storyboard(let storyboard):
      let isPlain = !storyboard.loop && storyboard.scenes.allSatisfy { $0.at == nil && !isClip($0) }
      let frames = storyboard.seconds.map { max(1, Int(($0 * storyboard.framesPerSecond.value).rounded())) }
      try check(previewed(storyboard.canvasSize, arguments), isPlain ? frames : nil)
      let measuring = Measuring(try arguments.choice("progress", Progress.Style.self))
      guard let plan = try plan(try ordered(storyboard, arguments, cores), arguments, cores, measuring, generate) else {
        return nil
      }
      return try finished(try measuring.joined(plan, cores), arguments)
    }
  }

  private enum SceneOrder: String, CaseIterable { case given, stack }

  /// The storyboard with what the options say, its scenes in the order that is asked for.
  static func ordered(_ storyboard: Storyboard, _ arguments: Arguments, _ cores: Cores) throws -> Storyboard {
    let storyboard = try Surveyor.gathered(storyboard)
    guard try arguments.choice("order", SceneOrder.self) == .stack else { return storyboard }
    return try Surveyor.stacked(storyboard, cores: cores)
  }

  private static func plan(
    _ storyboard: Storyboard, _ arguments: Arguments, _ cores: Cores, _ measuring: Measuring,
    _ generate: (ChainMaker) throws -> Plan?
  ) throws -> Plan? {
    if storyboard.hasPrompts { return try generate(try ChainInput.maker(storyboard, arguments)) }
    let (whole, survey) = try measuring.survey(storyboard, cores)
    let plan = try Planner.plan(whole, survey)
    guard whole.bridge == .auto, let bridged = try measuring.bridged(whole, survey, cores) else { return plan }
    let (all, found) = try measuring.survey(bridged, cores)
    return try Planner.plan(all, found)
  }

  /// With the size that only the command line knows, and a note on a song that is too short.
  static func finished(_ plan: Plan, _ arguments: Arguments) throws -> Plan {
    var plan = plan
    if let song = plan.song {
      let left = try Song(path: song.path, start: song.start).secondsLeft
      if let left, left < plan.seconds - 0.05, !plan.loops {
        let end = brief(max(0, left))
        plan.notes.append(
          "the song ends after \(end) s, and the shot lasts \(brief(plan.seconds)) s: the rest is silent")
      }
    }
    plan.size = previewed(plan.size, arguments)
    return plan
  }

  private static func brief(_ seconds: Double) -> String { plain((seconds * 10).rounded() / 10) }

  private static func previewed(_ size: CanvasSize, _ arguments: Arguments) -> CanvasSize {
    arguments.has("preview") ? size.shrunk(to: 480, step: 2) : size
  }

  /// Whether the scene may be a clip, by its file's name: the shot then may take longer than asked for to arrive in it.
  private static func isClip(_ scene: SceneWish) -> Bool {
    guard case .take(let name) = scene.content else { return false }
    return !Folder.stills.contains((name as NSString).pathExtension.lowercased())
  }
}
