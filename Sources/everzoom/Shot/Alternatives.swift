import Imaging
import Planning
import Surveying

/// What a shot would be like with other places for its scenes.
enum Alternatives {
  static let mostPlaces = 8

  /// The plan as it is made by itself, and others in which every join has its next best place, as far as it has one.
  ///
  /// Throws `UsageError` where nothing is left to choose: of a plan, and of scenes that are not made yet.
  static func plans(_ arguments: Arguments, count: Int) throws -> [Plan] {
    guard case .storyboard(let storyboard) = try ShotSource.read(arguments) else {
      throw UsageError("--alternatives: a plan has decided its places; give the storyboard that it was made from")
    }
    guard !storyboard.hasPrompts else {
      throw UsageError("--alternatives is for stills, clips and worlds; here are scenes with prompts, to be made first")
    }
    let cores = try arguments.cores()
    let measuring = Measuring(try arguments.choice("progress", Progress.Style.self))
    let (whole, survey) = try measuring.survey(try ShotInput.ordered(storyboard, arguments, cores), cores)
    let most = survey.places.values.map(\.count).max() ?? 1
    return try (0..<min(count, most)).map { rank in
      var other = survey
      other.places = survey.places.mapValues { Array($0[min(rank, $0.count - 1)...]) }
      return try ShotInput.finished(try measuring.joined(try Planner.plan(whole, other), cores), arguments)
    }
  }
}
