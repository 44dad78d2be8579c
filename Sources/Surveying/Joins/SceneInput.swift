import Geometry
import Planning

/// All that the picture of a scene alone depends on.
enum SceneInput: Encodable {
  /// A file's frame, and the maps by which the canvas shows it.
  case take(hash: String, frame: Int, takeFromScene: Similarity, canvasFromScene: Similarity)
  /// A recipe as it is written down, how far in it is seen, and when.
  case world(recipe: String, WorldSight)
}

/// A world's view and its time.
struct WorldSight: Encodable {
  let octaves: Double
  let canvasFromScene: Similarity
  let vanishingPoint: Point
  let moment: FrameTime
  let framesPerSecond: Rational
  let period: Int?
}
