import Geometry
import Imaging
import Media
import Planning

/// Looks at the files that a storyboard names.
package enum Surveyor {
  /// What is known of each take, by its path as the storyboard writes it.
  ///
  /// Throws `Problems` with one problem for each scene whose take cannot be used, in the storyboard's own lines.
  package static func facts(of storyboard: Storyboard) throws -> [String: TakeFacts] {
    var facts: [String: TakeFacts] = [:]
    var problems: [Problem] = []
    for (index, scene) in storyboard.scenes.enumerated() {
      guard case .take(let name) = scene.content, facts[name] == nil else { continue }
      do {
        facts[name] = try Take.facts(of: TakeName(name).file)
      } catch let error as MediaError {
        problems.append(problem(storyboard, scene: index, error.description))
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return facts
  }

  /// Everything that is measured of a storyboard's takes, and the storyboard with the takes of films that have cuts.
  ///
  /// Before each take that is measured `report` is told its name. Throws what `facts` does.
  package static func survey(
    _ storyboard: Storyboard, cores: Cores, report: (_ take: String) -> Void = { _ in }
  ) throws -> (Storyboard, Survey) {
    var survey = Survey(facts: try facts(of: storyboard))
    let films = try Films(storyboard, survey.facts, cores, report)
    let storyboard = try films.split(storyboard, &survey)
    try Neighbours(storyboard, cores).measure(&survey, report)
    return (storyboard, survey)
  }

  /// The motion of one clip; nil if it has cuts.
  package static func motion(of path: String, _ facts: TakeFacts, cores: Cores) throws -> ClipMotion? {
    let parts = try SurveyCache.parts(facts) { try ClipSurvey.parts(of: path, facts: facts, cores: cores) }
    return parts.count == 1 ? parts[0].wholeMotion(facts.frameCount) : nil
  }

  static func problem(_ storyboard: Storyboard, scene: Int, _ sentence: String) -> Problem {
    guard let source = storyboard.source else { return Problem(sentence) }
    let path = JSONPath(["scenes", .index(scene), "take"])
    return source.problem(at: path, "\(path): \(sentence)")
  }
}
