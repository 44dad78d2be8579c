import Geometry
import Planning

extension Plan {
  /// Whether two links join the same pictures in the same way: scenes come again in a shot that is longer than they are.
  func joinsAlike(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (links[first], links[second])
    return a.kind == b.kind && a.window == b.window && a.octaves == b.octaves
      && isSame(scene: first, second) && isSame(scene: first + 1, second + 1)
  }

  /// A scene's vanishing point depends a little on how many scenes follow.
  private static let nearlySame = 1e-3

  private func isSame(scene first: Int, _ second: Int) -> Bool {
    let (a, b) = (scene(at: first), scene(at: second))
    return isSame(content: a.content, b.content) && a.crop == b.crop && a.playback?.track == b.playback?.track
      && a.playback?.anchor == b.playback?.anchor && a.provenance == b.provenance
      && (a.vanishingPoint - b.vanishingPoint).length < Plan.nearlySame
  }

  private func isSame(content a: PlannedScene.Content, _ b: PlannedScene.Content) -> Bool {
    if case (.take(let a), .take(let b)) = (a, b) { return takes[a].facts == takes[b].facts }
    return a == b
  }
}
