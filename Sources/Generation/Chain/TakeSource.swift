import Geometry
import Media
import Planning
import Worlds

/// Everything that decides about a take; its hash tells whether a take has to be made again.
struct TakeSource: Encodable {
  let generator: String
  /// The paths in it are left out.
  let request: GeneratorRequest
  let seed: ViewSource?
  /// How many of the last pictures go with the seed.
  let seedClipFrames: Int?
  let end: ViewSource?
  /// The world before, which a prompt that names none does not choose again.
  let previousWorld: String?

  /// 32 hexadecimal digits.
  var hash: String {
    get throws { Media.hash(of: try JSONFile.bytes(self)) }
  }
}

/// Everything that decides about a scene's picture alone: the same values give the same pixels.
struct ViewSource: Encodable {
  private let size: CanvasSize
  private let canvasFromScene: Similarity
  private let take: TakeView?
  private let world: WorldView?

  private struct TakeView: Encodable {
    let hash: String
    let takeFromScene: Similarity
    let frame: Int
  }

  private struct WorldView: Encodable {
    let recipe: WorldRecipe
    let octaves: Double
    let moment: FrameTime
    let framesPerSecond: Rational
    let period: Int?
  }

  /// Nil when the scene is still pending.
  init?(_ plan: Plan, _ seen: SceneMoment) {
    let scene = plan.scene(at: seen.camera.place)
    let view = plan.viewAlone(seen.camera, at: seen.moment)
    size = plan.size
    canvasFromScene = view.canvasFromScene
    switch scene.content {
    case .take(let number):
      let facts = plan.takes[number].facts
      world = nil
      let frame = view.seconds.map { facts.times.index(at: $0) } ?? 0
      take = TakeView(hash: facts.hash, takeFromScene: plan.takeFromScene(scene, frame: frame)!, frame: frame)
    case .world(let recipe):
      take = nil
      world = WorldView(
        recipe: recipe, octaves: view.octaves, moment: seen.moment, framesPerSecond: plan.framesPerSecond,
        period: plan.period)
    case .pending: return nil
    }
  }
}
