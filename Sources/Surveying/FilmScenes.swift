import Geometry
import Planning

/// Makes scenes of the takes between the cuts of films, and tells of clips what the planner needs.
struct FilmScenes {
  private let takes: [String: SurveyedTake]

  /// What is shorter than this between two cuts is no take, unless it is asked for.
  private static let shortestSeconds = 0.4
  /// Plane units from frame to frame; a clip that shakes more is told of.
  private static let leastShake = 0.004

  /// The takes by their files.
  init(_ takes: [String: SurveyedTake]) { self.takes = takes }

  /// Adds motions and parts to the survey, and makes scenes of the takes between cuts.
  func split(_ storyboard: Storyboard, _ survey: inout Survey) throws -> Storyboard {
    var result = storyboard
    result.scenes = []
    for (index, scene) in storyboard.scenes.enumerated() {
      guard case .take(let written) = scene.content, case let name = TakeName(written), let take = takes[name.file],
        !take.parts.isEmpty
      else {
        result.scenes.append(scene)
        continue
      }
      if let part = name.part {
        guard part <= take.parts.count else { throw missing(part, of: name, take, storyboard, scene: index) }
        _ = add(part - 1, of: name, take, &survey)
        result.scenes.append(scene)
      } else {
        result.scenes += scenes(scene, name, take, &survey)
        if storyboard.steadiness(of: scene) == 0 { tellShake(name.file, take.facts, &survey) }
      }
    }
    return result
  }

  /// The name of a part of a film, of which the survey knows from now on.
  private func add(_ part: Int, of name: TakeName, _ take: SurveyedTake, _ survey: inout Survey) -> String {
    let own = TakeName.name(name.file, part: part + 1)
    survey.facts[own] = take.facts
    survey.parts[own] = TakePart(file: name.file, frames: take.parts[part].frames)
    survey.motions[own] = take.parts[part].wholeMotion(take.facts.frameCount)
    return own
  }

  private func missing(
    _ part: Int, of name: TakeName, _ take: SurveyedTake, _ storyboard: Storyboard, scene: Int
  ) -> Problems {
    let count = take.parts.count
    let found = count == 1 ? "no cuts, so it is one take" : "\(count) takes between its cuts"
    return Problems([
      Surveyor.problem(storyboard, scene: scene, "\(name.file) has \(found), and no take \(part)")
    ])
  }

  /// The scenes that a whole file makes.
  private func scenes(
    _ scene: SceneWish, _ name: TakeName, _ take: SurveyedTake, _ survey: inout Survey
  ) -> [SceneWish] {
    if take.parts.count == 1 || scene.from != nil || scene.to != nil {
      survey.motions[name.file] = motion(scene, take)
      return [scene]
    }
    let long = take.parts.indices.filter {
      take.parts[$0].seconds(take.facts.times) >= FilmScenes.shortestSeconds
    }
    let note =
      "\(name.file) has \(take.parts.count - 1) cuts, so it is \(long.count) takes, \(name.file)#1 and so on"
    if !survey.notes.contains(note) { survey.notes.append(note) }
    return long.map { part in
      var wish = scene
      wish.content = .take(add(part, of: name, take, &survey))
      if part != long.first { wish.at = nil }
      return wish
    }
  }

  /// Of a clip that is played from one second to another: the motion between the cuts around it, if no cut is in it.
  private func motion(_ scene: SceneWish, _ take: SurveyedTake) -> ClipMotion? {
    let times = take.facts.times
    let from = times.index(at: scene.from ?? 0)
    let to = times.index(at: max(scene.from ?? 0, (scene.to ?? times.duration) - 1e-3))
    return take.parts.first { $0.frames.contains(from) && $0.frames.contains(to) }?
      .wholeMotion(take.facts.frameCount)
  }

  private func tellShake(_ file: String, _ facts: TakeFacts, _ survey: inout Survey) {
    guard let motion = survey.motions[file], motion.shake > FilmScenes.leastShake else { return }
    let pixels = (motion.shake * Double(facts.size.height) / 2 * 10).rounded() / 10
    survey.notes.append("\(file) shakes by \(pixels) pixels from frame to frame; `steady: 1` makes up for it")
  }
}
