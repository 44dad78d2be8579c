import Geometry
import Imaging
import Planning
import Worlds

/// Puts a short world between takes that do not join well: in the colours of both, and such a one as stands best in the outer take. Out of it the
/// inner take comes by an opening of the world's own.
package struct Bridges {
  private let storyboard: Storyboard
  private let survey: Survey
  private let cores: Cores
  private let cache: SurveyCache

  /// Of a storyboard that has been surveyed.
  package init(_ storyboard: Storyboard, _ survey: Survey, cores: Cores, cache: SurveyCache = .usual) {
    (self.storyboard, self.survey, self.cores, self.cache) = (storyboard, survey, cores, cache)
  }

  /// Worlds that are calm enough to be passed quickly, unlike in colour and kind.
  private static let worlds = ["cloudsea", "agate", "dahlia", "rose"]
  /// From a bridge filling the canvas to the next scene.
  private static let octaves = 3.0
  /// By how much a join with a bridge has to be better.
  private static let gain = 0.15

  /// The storyboard with a world at each join that goes badly and would go better with one; nil where there is none.
  ///
  /// Throws `MediaError` when a file cannot be read. Before a pair of takes is looked at, `report` is told the name of the inner one.
  package func built(_ report: (_ take: String) -> Void = { _ in }) throws -> Storyboard? {
    var (bridged, count) = (pinned, 0)
    for first in storyboard.scenes.indices {
      guard let bridge = try bridge(after: first, report) else { continue }
      var wish = bridge.scene
      // What is wished for the way to the next scene holds for the way that is left.
      (wish.seconds, bridged.scenes[first + count].seconds) = (storyboard.scenes[first].seconds, nil)
      bridged.scenes.insert(wish, at: first + count + 1)
      bridged.remarks.append(bridge.remark)
      count += 1
    }
    guard count > 0 else { return nil }
    // Places in the file are those of other numbers now.
    bridged.source = nil
    return bridged
  }

  /// Worlds keep the seeds that they have by their numbers.
  private var pinned: Storyboard {
    var pinned = storyboard
    for index in pinned.scenes.indices where pinned.scenes[index].seed == nil {
      if let recipe = storyboard.recipe(scene: index) { pinned.scenes[index].seed = recipe.seed.bits }
    }
    return pinned
  }

  private func bridge(
    after first: Int, _ report: (_ take: String) -> Void
  ) throws -> (scene: SceneWish, remark: String)? {
    let second = (first + 1) % storyboard.scenes.count
    guard let score = survey.places[first]?.first?.score, let complaint = score.complaint,
      let (outer, inner) = ScenePlaces(storyboard, survey, survey.alignments).takes(after: first)
    else { return nil }
    report(storyboard.scenes[second].takeName!)
    let digest = SeedDigest(between: SeedDigest(of: try outer.read()), and: SeedDigest(of: try inner.read()))
    let seed = Seed(storyboard.seed).at("bridge", first)
    var best: (name: String, cost: Double)?
    for name in Bridges.worlds {
      let recipe = WorldRecipe(name, seed: seed, digest: digest)
      let places = try PlaceInput(
        outer: outer, inner: .world(recipe), canvas: storyboard.canvasSize,
        octaves: try storyboard.outlinedOctaves()[first]
      ).places(cache, cores) {}
      if let cost = places.first?.score.total, cost < best?.cost ?? .infinity { best = (name, cost) }
    }
    guard let best, best.cost < score.total - Bridges.gain else { return nil }
    var scene = SceneWish(.world(best.name))
    (scene.octaves, scene.seed, scene.digest) = (Bridges.octaves, seed.bits, digest)
    return (
      scene,
      "scenes \(first + 1) and \(second + 1) do not join well (\(complaint)); the world \(best.name) is put between them"
    )
  }
}

extension SeedDigest {
  /// The colours and light of two pictures together, and no shapes of either.
  fileprivate init(between a: SeedDigest, and b: SeedDigest) {
    func mean(_ x: [Double], _ y: [Double]) -> [Double] { zip(x, y).map { ($0 + $1) / 2 } }
    self.init(
      ladder: zip(a.ladder, b.ladder).map(mean), accent: b.accent, light: .zero, key: (a.key + b.key) / 2,
      contrast: (a.contrast + b.contrast) / 2, portal: .zero, columns: 0, rows: 0, thumbnail: [])
  }
}
