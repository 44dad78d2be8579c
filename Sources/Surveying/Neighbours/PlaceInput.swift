import Continuity
import Geometry
import Imaging
import Planning

/// Two pictures of which one is to lie in the other, and how they are seen.
struct PlaceInput: Encodable {
  private let outer: TakePicture
  private let inner: TakePicture
  /// Of the canvas.
  private let aspect: Double
  /// From the outer picture filling the canvas to the inner one.
  private let octaves: Double

  init(outer: TakePicture, inner: TakePicture, aspect: Double, octaves: Double) {
    (self.outer, self.inner, self.aspect, self.octaves) = (outer, inner, aspect, octaves)
  }

  /// Where the inner picture lies best, in plane units of the outer one (2 high); nil where it has no choice.
  ///
  /// Throws `MediaError` when a file cannot be read. Before pictures are measured, `report` is told.
  func place(_ cache: SurveyCache, _ report: () -> Void) throws -> Point? {
    try cache.value(CacheKey(.place, self)) { KeptPlace(point: try measured(report)) }.point
  }

  private func measured(_ report: () -> Void) throws -> Point? {
    let whole = try outer.read()
    let (seen, other) = (whole.middle(aspect: aspect), try inner.read())
    let innerSeen = other.middle(aspect: aspect)
    let sides = [seen.size.width, seen.size.height, innerSeen.size.width, innerSeen.size.height]
    guard sides.min()! >= TakePicture.leastSide else { return nil }
    report()
    let extent = Point(
      x: aspect * Double(other.size.width) / Double(innerSeen.size.width),
      y: Double(other.size.height) / Double(innerSeen.size.height))
    let places = JoinPlaces(JoinScene(seen), JoinScene(innerSeen), octaves: octaves, roll: 0, extent: extent)
    return places.best.first.map { $0.middle * (Double(seen.size.height) / Double(whole.size.height)) }
  }
}

/// A place in a file, or that there is none.
private struct KeptPlace: Codable {
  let point: Point?
}
