import Geometry
import Imaging
import Planning
import Worlds

/// Where unlike scenes lie in those around them: in stills, and in clips that do not zoom by themselves, takes and worlds alike.
struct ScenePlaces {
  private let storyboard: Storyboard
  private let survey: Survey
  private let alignments: [TakePair: TakeAlignment]

  /// Of the takes their facts, motions and parts are known, and which of them lie in which.
  init(_ storyboard: Storyboard, _ survey: Survey, _ alignments: [TakePair: TakeAlignment]) {
    (self.storyboard, self.survey, self.alignments) = (storyboard, survey, alignments)
  }

  /// By the number of the earlier scene of each pair. Before pictures are measured, `report` is told the name of the inner one.
  func all(_ cache: SurveyCache, _ cores: Cores, _ report: (_ scene: String) -> Void) throws -> [Int: [JoinPlace]] {
    guard storyboard.scenes.count > 1 else { return [:] }
    let octaves = try storyboard.outlinedOctaves()
    var places: [Int: [JoinPlace]] = [:]
    for first in storyboard.scenes.indices {
      guard let (outer, inner) = pair(first), let input = input(outer, inner, octaves[first]) else { continue }
      let found = try input.places(cache, cores) { report(name(inner)) }
      if !found.isEmpty { places[first] = found }
    }
    return places
  }

  /// The scenes between a number in order of appearance and the next; nil where nobody asks for a place.
  private func pair(_ first: Int) -> (outer: Int, inner: Int)? {
    let second = (first + 1) % storyboard.scenes.count
    guard second > first || storyboard.loop, storyboard.scenes[first].focus == nil else { return nil }
    return storyboard.direction == .in ? (first, second) : (second, first)
  }

  /// The pictures on which two takes meet: those of a scene in order of appearance and of the next.
  func takes(after first: Int) -> (outer: TakePicture, inner: TakePicture)? {
    guard let (outer, inner) = pair(first), let around = storyboard.scenes[outer].takeName,
      let within = storyboard.scenes[inner].takeName
    else { return nil }
    return (
      picture(outer, around, isFirst: storyboard.direction == .out),
      picture(inner, within, isFirst: storyboard.direction == .in)
    )
  }

  private func input(_ outer: Int, _ inner: Int, _ octaves: Double) -> PlaceInput? {
    guard case .take(let take) = storyboard.scenes[outer].content, storyboard.scenes[outer].crop == nil, stands(outer),
      let picture = placed(inner, isFirst: storyboard.direction == .in)
    else { return nil }
    if case .take(let other) = storyboard.scenes[inner].content {
      guard other != take, alignments[TakePair(outer: take, inner: other)] == nil else { return nil }
    }
    return PlaceInput(
      outer: self.picture(outer, take, isFirst: storyboard.direction == .out), inner: picture,
      canvas: storyboard.canvasSize, octaves: octaves)
  }

  /// Whether a take does not zoom by itself, so that its last picture lies where its first does.
  private func stands(_ scene: Int) -> Bool {
    guard case .take(let name) = storyboard.scenes[scene].content, let facts = survey.facts[name] else { return false }
    guard facts.kind == .clip, let track = survey.motions[name]?.track, track.octaves.count == facts.times.count else {
      return true
    }
    let frames = storyboard.scenes[scene].frames(facts, part: survey.parts[name]?.frames)
    let octaves = track.octaves[frames]
    return octaves.max()! - octaves.min()! < ScenePlaces.mostZoom
  }

  /// Octaves of a clip's own zoom.
  private static let mostZoom = 0.15

  private func placed(_ scene: Int, isFirst: Bool) -> PlacedPicture? {
    switch storyboard.scenes[scene].content {
    case .take(let name): .take(picture(scene, name, isFirst: isFirst))
    case .world: storyboard.recipe(scene: scene).map(PlacedPicture.world)
    case .prompt: nil
    }
  }

  /// The picture with which a scene begins or ends.
  private func picture(_ scene: Int, _ take: String, isFirst: Bool) -> TakePicture {
    isFirst
      ? TakePicture(beginningOf: storyboard.scenes[scene], take, survey)
      : TakePicture(endOf: storyboard.scenes[scene], take, survey)
  }

  private func name(_ scene: Int) -> String {
    switch storyboard.scenes[scene].content {
    case .take(let name), .world(let name), .prompt(let name): name
    }
  }
}
