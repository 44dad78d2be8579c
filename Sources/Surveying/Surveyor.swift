import Geometry
import Imaging
import Media
import Planning

/// Looks at the files that a storyboard names.
package enum Surveyor {
  /// What is known of each take, by its path as the storyboard writes it.
  ///
  ///     try Surveyor.facts(of: Storyboard(files: ["a.png"]))["a.png"]?.size      // 30x20
  ///
  /// Throws `Problems` with one problem for each scene whose take cannot be used, in the storyboard's own lines.
  package static func facts(of storyboard: Storyboard) throws -> [String: TakeFacts] {
    let (facts, problems, _) = look(at: storyboard)
    guard problems.isEmpty else { throw Problems(problems) }
    return facts
  }

  /// What is known of each take, a problem for each scene whose take cannot be used, and what people should know of the files.
  package static func look(
    at storyboard: Storyboard
  ) -> (facts: [String: TakeFacts], problems: [Problem], notes: [String]) {
    var (facts, files): ([String: TakeFacts], [String: TakeFacts]) = ([:], [:])
    var notes: [String] = []
    var problems: [Problem] = []
    for (index, scene) in storyboard.scenes.enumerated() {
      guard case .take(let name) = scene.content, facts[name] == nil else { continue }
      let file = TakeName(name).file
      do {
        var found: TakeFacts
        if let known = files[file] {
          found = known
        } else {
          let look = try Take.look(at: file)
          notes += look.notes
          found = look.facts
        }
        if Take.numberedPictures(file) != nil {
          found.times = FrameTimes(rate: storyboard.framesPerSecond, count: found.frameCount)
        }
        (facts[name], files[file]) = (found, found)
      } catch let error as MediaError {
        problems.append(problem(storyboard, scene: index, error.description))
      } catch {
        problems.append(problem(storyboard, scene: index, "\(error)"))
      }
    }
    return (facts, problems, notes)
  }

  /// Everything that is measured of a storyboard's takes, each by itself and with its neighbours, and the storyboard with the takes of
  /// films that have cuts.
  ///
  ///     let (whole, survey) = try Surveyor.survey(Storyboard(files: ["whole.png", "half.png"]), cores: cores)
  ///     survey.alignments[TakePair(outer: "whole.png", inner: "half.png")]?.octaves      // 1.00
  ///
  /// Before each take that is measured `report` is told its name. Throws what `facts` does.
  package static func survey(
    _ storyboard: Storyboard, cores: Cores, cache: SurveyCache = .usual, report: (_ take: String) -> Void = { _ in }
  ) throws -> (Storyboard, Survey) {
    let (facts, problems, notes) = look(at: storyboard)
    guard problems.isEmpty else { throw Problems(problems) }
    var survey = Survey(facts: facts)
    survey.notes = notes
    let takes = try takes(survey.facts, storyboard, cores, cache, report)
    let storyboard = try FilmScenes(takes).split(storyboard, &survey)
    let neighbours = try Neighbours(storyboard, survey, cores: cores, cache: cache).survey(report)
    survey.alignments = neighbours.alignments
    survey.places = neighbours.places
    survey.openings = neighbours.openings
    survey.notes += storyboard.remarks + numberedNotes(survey.facts) + neighbours.notes
    return (storyboard, survey)
  }

  /// The takes of a storyboard by their files.
  private static func takes(
    _ facts: [String: TakeFacts], _ storyboard: Storyboard, _ cores: Cores, _ cache: SurveyCache,
    _ report: (_ take: String) -> Void
  ) throws -> [String: SurveyedTake] {
    var takes: [String: SurveyedTake] = [:]
    for case .take(let name) in storyboard.scenes.map(\.content) {
      let file = TakeName(name).file
      guard takes[file] == nil, let known = facts[name] else { continue }
      takes[file] = try SurveyedTake(file, known, cores: cores, cache: cache) { report(file) }
    }
    return takes
  }

  /// The motion of one clip; nil if it has cuts.
  package static func motion(
    of path: String, _ facts: TakeFacts, cores: Cores, cache: SurveyCache = .usual
  ) throws -> ClipMotion? {
    try SurveyedTake(path, facts, cores: cores, cache: cache).motion
  }

  static func problem(_ storyboard: Storyboard, scene: Int, _ sentence: String) -> Problem {
    guard let source = storyboard.source else { return Problem(sentence) }
    let path = JSONPath(["scenes", .index(scene), "take"])
    return source.problem(at: path, "\(path): \(sentence)")
  }
}
