import Planning

/// Two scenes of takes that follow one another and may be joined as is best.
struct NeighbourPair: Equatable {
  /// Numbers of scenes in order of appearance.
  let first: Int
  let second: Int
  /// The names of their takes.
  let firstTake: String
  let secondTake: String
  let isInward: Bool
  /// Whether the storyboard says that they have nothing to do with one another.
  let isUnlike: Bool

  var outer: String { isInward ? firstTake : secondTake }
  var inner: String { isInward ? secondTake : firstTake }
  var outerScene: Int { isInward ? first : second }
  var takes: TakePair { TakePair(outer: outer, inner: inner) }

  /// In order of appearance, in a loop the last scene with the first one. Where a storyboard says where one lies in the
  /// other there is nothing to look for.
  static func all(in storyboard: Storyboard) -> [NeighbourPair] {
    storyboard.scenes.indices.compactMap { pair(storyboard, from: $0) }
  }

  private static func pair(_ storyboard: Storyboard, from index: Int) -> NeighbourPair? {
    let next = (index + 1) % storyboard.scenes.count
    let (scene, following) = (storyboard.scenes[index], storyboard.scenes[next])
    guard next != index, next > index || storyboard.loop, case .take(let first) = scene.content,
      case .take(let second) = following.content, first != second, scene.focus == nil,
      scene.crop == nil || scene.crop == following.crop
    else { return nil }
    return NeighbourPair(
      first: index, second: next, firstTake: first, secondTake: second, isInward: storyboard.direction == .in,
      isUnlike: scene.join?.kind == .nested)
  }
}
