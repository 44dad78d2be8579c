import Geometry
import Imaging
import Media
import Planning

/// The clips of a storyboard: their motion, and the takes between their cuts.
struct Films {
  private let parts: [String: [SurveyedPart]]
  private let facts: [String: TakeFacts]

  /// What is shorter than this between two cuts is no take, unless it is asked for.
  private static let shortestSeconds = 0.4

  init(
    _ storyboard: Storyboard, _ facts: [String: TakeFacts], _ cores: Cores, _ report: (_ take: String) -> Void
  ) throws {
    self.facts = facts
    var parts: [String: [SurveyedPart]] = [:]
    for case .take(let name) in storyboard.scenes.map(\.content) {
      let file = TakeName(name).file
      guard let known = facts[name], known.kind == .clip, parts[file] == nil else { continue }
      parts[file] = try SurveyCache.parts(known) {
        report(file)
        return try ClipSurvey.parts(of: file, facts: known, cores: cores)
      }
    }
    self.parts = parts
  }

  /// Adds motions and parts to the survey, and makes scenes of the takes between cuts.
  func split(_ storyboard: Storyboard, _ survey: inout Survey) throws -> Storyboard {
    var result = storyboard
    result.scenes = []
    for (index, scene) in storyboard.scenes.enumerated() {
      guard case .take(let name) = scene.content, let found = parts[TakeName(name).file] else {
        result.scenes.append(scene)
        continue
      }
      result.scenes += try scenes(index, scene, TakeName(name), found, storyboard, &survey)
    }
    return result
  }

  private func scenes(
    _ index: Int, _ scene: SceneWish, _ name: TakeName, _ found: [SurveyedPart], _ storyboard: Storyboard,
    _ survey: inout Survey
  ) throws -> [SceneWish] {
    let facts = survey.facts[name.part.map { TakeName.name(name.file, part: $0) } ?? name.file]!
    func add(_ part: Int) -> String {
      let own = TakeName.name(name.file, part: part + 1)
      survey.facts[own] = facts
      survey.parts[own] = TakePart(file: name.file, frames: found[part].frames)
      survey.motions[own] = found[part].wholeMotion(facts.frameCount)
      return own
    }
    if let part = name.part {
      guard part <= found.count else {
        throw Problems([
          Surveyor.problem(
            storyboard, scene: index,
            "\(name.file) has \(found.count == 1 ? "no cuts, so it is one take" : "\(found.count) takes between its cuts"), "
              + "and no take \(part)")
        ])
      }
      _ = add(part - 1)
      return [scene]
    }
    if found.count == 1 || scene.from != nil || scene.to != nil {
      survey.motions[name.file] = motion(scene, found, facts)
      note(name.file, survey.motions[name.file], facts, &survey)
      return [scene]
    }
    let long = found.indices.filter { found[$0].seconds(facts.times) >= Films.shortestSeconds }
    let note = "\(name.file) has \(found.count - 1) cuts, so it is \(long.count) takes, \(name.file)#1 and so on"
    if !survey.notes.contains(note) { survey.notes.append(note) }
    return long.map { part in
      var wish = scene
      wish.content = .take(add(part))
      if part != long.first { wish.at = nil }
      return wish
    }
  }

  /// Of a clip that is played from one second to another: the motion between the cuts around it, if no cut is in it.
  private func motion(_ scene: SceneWish, _ found: [SurveyedPart], _ facts: TakeFacts) -> ClipMotion? {
    let times = facts.times
    let from = times.index(at: scene.from ?? 0)
    let to = times.index(at: max(scene.from ?? 0, (scene.to ?? times.duration) - 1e-3))
    return found.first { $0.frames.contains(from) && $0.frames.contains(to) }?.wholeMotion(facts.frameCount)
  }

  private static let leastShake = 0.004

  private func note(_ file: String, _ motion: ClipMotion?, _ facts: TakeFacts, _ survey: inout Survey) {
    guard let motion, motion.shake > Films.leastShake else { return }
    let pixels = (motion.shake * Double(facts.size.height) / 2 * 10).rounded() / 10
    survey.notes.append("\(file) shakes by \(pixels) pixels from frame to frame; a stabilised clip joins better")
  }
}

/// A take between the cuts of a film, and its motion.
struct SurveyedPart: Codable, Equatable {
  var frames: Range<Int>
  var motion: ClipMotion

  func seconds(_ times: FrameTimes) -> Double {
    (frames.upperBound < times.count ? times.start(of: frames.upperBound) : times.duration)
      - times.start(of: frames.lowerBound)
  }

  /// Its motion with a track for all frames of the file, in which those outside the part stand still.
  func wholeMotion(_ count: Int) -> ClipMotion {
    var whole = motion
    whole.repeats = motion.repeats.map { $0 + frames.lowerBound }
    whole.track = motion.track.map { track in
      func extended(_ values: [Double]) -> [Double] {
        [Double](repeating: 0, count: frames.lowerBound) + values
          + [Double](repeating: values[values.count - 1], count: count - frames.upperBound)
      }
      return ZoomTrack(octaves: extended(track.octaves), turns: extended(track.turns), focus: track.focus)
    }
    return whole
  }
}
