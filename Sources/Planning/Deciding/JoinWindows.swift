import Geometry

/// When scenes hand over: over which depth an inner one takes over.
extension Joins {
  /// Octaves over which a scene grows in an unrelated one, at most, and as a part of what lies between them: seen from when it is a small thing
  /// in it. Clips that play meanwhile have less time.
  private static let growth = 2.35
  private static let growthPart = 0.79
  static let growthOfClips = 1.1
  private static let growthPartOfClips = 0.5
  /// The part of a clip's length that it may grow for.
  private static let playedWhileGrowing = 0.3
  /// By when a scene stands alone at which the shot begins, ends or rests.
  private static let whole = -0.03
  /// Octaves over which a clip hands over to one that goes on from it: few where both show the same, because the first is magnified there.
  private static let successiveOctaves = 0.25
  private static let sameOctaves = 0.1
  private static let sameAgreement = 0.9

  /// Octaves beyond the inner scene filling the canvas between which it takes over.
  func window(_ index: Int) -> ClosedRange<Double> {
    let join = list[index]
    guard join.kind != .stack else { return join.window }
    let appearance = appearances[index]
    let inFrames = appearance.join.frames.map { Double($0) / wishes.framesPerSecond.value * appearance.speed }
    let wish = (appearance.join.octaves ?? inFrames).map { min($0, Limits.joinOctaves.upper) }
    if join.kind == .successive {
      let isSame = (join.agreement ?? 0) >= Joins.sameAgreement
      let width = wish ?? (isSame ? Joins.sameOctaves : Joins.successiveOctaves)
      return inward ? 0...width : -width...0
    }
    let octaves = max(appearance.octaves, 0.2)
    let part = appearances[outer(index)].clip != nil ? Joins.growthPartOfClips : Joins.growthPart
    let opening = min(wish ?? growth(index), part * octaves)
    let leaving = Leaving.octaves(octaves)
    let earliest = -room(index, octaves)
    // Nothing of the scene around is left where the camera rests.
    let alone = max(-opening - leaving, earliest)...Joins.whole
    if appearances[inner(index)].rests { return alone }
    guard isInnermost(inner(index)) else { return max(-opening, earliest)...leaving }
    let beyond = octavesOfInnermost(entering: opening)
    // Where the shot begins, or ends, as its innermost scene fills the canvas, that is alone by then.
    return beyond > 0 ? max(-opening, earliest)...min(leaving, beyond / 2) : alone
  }

  /// Octaves over which a scene grows in an unrelated one, if there is room.
  private func growth(_ index: Int) -> Double {
    guard appearances[outer(index)].clip == nil else { return Joins.growthOfClips }
    guard let clip = appearances[inner(index)].clip else { return Joins.growth }
    let played = Joins.playedWhileGrowing * clip.seconds * appearances[index].speed
    return min(max(played, Joins.growthOfClips), Joins.growth)
  }

  /// Octaves in which the outer scene is seen with nothing around it, but for a moment of them.
  private func room(_ index: Int, _ octaves: Double) -> Double {
    let outer = outer(index)
    let isOutermost = outer == (inward ? 0 : appearances.count - 1) && !wishes.storyboard.loop && !wishes.isSingleTake
    let taken = isOutermost ? 0 : max(0, list[entrance(outer)].window.upperBound)
    return max(octaves - taken - Joins.moment, 0.5 * octaves)
  }

  private static let moment = 0.1
}
