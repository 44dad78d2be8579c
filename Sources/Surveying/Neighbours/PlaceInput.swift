import Continuity
import Geometry
import Imaging
import Planning
import Worlds

/// Two scenes of which one is to lie in the other, and how they are seen.
struct PlaceInput: Encodable {
  private let outer: TakePicture
  private let inner: PlacedPicture
  private let canvas: CanvasSize
  /// From the outer picture filling the canvas to the inner one.
  private let octaves: Double

  init(outer: TakePicture, inner: PlacedPicture, canvas: CanvasSize, octaves: Double) {
    (self.outer, self.inner, self.octaves) = (outer, inner, octaves)
    self.canvas = canvas.shrunk(to: PlacedPicture.longSide, least: 16)
  }

  /// So many of the best places are kept.
  private static let kept = 8

  /// Where the inner scene lies well, in plane units of the outer picture (2 high), the best place first; none where it has no choice.
  ///
  /// Throws `MediaError` when a file cannot be read. Before pictures are measured, `report` is told.
  func places(_ cache: SurveyCache, _ cores: Cores, _ report: () -> Void) throws -> [JoinPlace] {
    try cache.value(CacheKey(.place, self)) { try measured(cores, report) }
  }

  private func measured(_ cores: Cores, _ report: () -> Void) throws -> [JoinPlace] {
    let whole = try outer.read()
    let seen = whole.middle(aspect: canvas.aspect)
    let (innerSeen, extent) = try inner.seen(canvas)
    let sides = [seen.size.width, seen.size.height, innerSeen.size.width, innerSeen.size.height]
    guard sides.min()! >= TakePicture.leastSide else { return [] }
    report()
    let places = JoinPlaces(
      JoinScene(seen), JoinScene(innerSeen), octaves: octaves, roll: 0, extent: extent, cores: cores)
    let part = Double(seen.size.height) / Double(whole.size.height)
    return places.best.prefix(PlaceInput.kept).map { JoinPlace(middle: $0.middle * part, score: $0.score) }
  }
}

/// A scene as it is when it fills the canvas.
enum PlacedPicture: Encodable {
  case take(TakePicture)
  case world(WorldRecipe)

  /// Pixels of the longer side of the canvas on which a world is drawn.
  static let longSide = 480

  /// What the canvas shows of it, 4:4:4, and half the size of the picture in its scene's plane, nil for a world.
  ///
  /// Throws `MediaError` when a file cannot be read.
  func seen(_ canvas: CanvasSize) throws -> (Picture, extent: Point?) {
    switch self {
    case .take(let take):
      let whole = try take.read()
      let seen = whole.middle(aspect: canvas.aspect)
      return (
        seen,
        Point(
          x: canvas.aspect * Double(whole.size.width) / Double(seen.size.width),
          y: Double(whole.size.height) / Double(seen.size.height))
      )
    case .world(let recipe):
      guard let world = WorldCatalog.entry(recipe.name)?.make(recipe) else { preconditionFailure("worlds are checked") }
      let view = WorldView(
        size: canvas, depth: 0, focus: recipe.vanishingPoint,
        time: WorldTime(frame: 0, framesPerSecond: Rational(30)))
      return (WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(1)).picture, nil)
    }
  }
}
