import Continuity
import Geometry
import Imaging
import Planning

/// A picture in which the next scene is to open, and how it is seen.
struct PlaceInput: Encodable {
  private let picture: TakePicture
  /// Of the canvas.
  private let aspect: Double
  /// From the picture filling the canvas to the next scene.
  private let octaves: Double

  init(_ picture: TakePicture, aspect: Double, octaves: Double) {
    self.picture = picture
    self.aspect = aspect
    self.octaves = octaves
  }

  /// Where the next scene can open, in plane units of the picture (2 high); nil where no place is better than the middle.
  ///
  /// Throws `MediaError` when the file cannot be read.
  func place(_ cache: SurveyCache) throws -> Point? {
    try cache.value(CacheKey(.place, self)) { KeptPlace(point: try measured()) }.point
  }

  private func measured() throws -> Point? {
    let whole = try picture.read()
    let seen = whole.middle(aspect: aspect)
    guard min(seen.size.width, seen.size.height) >= TakePicture.leastSide else { return nil }
    let place = OpeningPlace.find(in: seen, octaves: octaves)
    return place.isFit ? place.point * (Double(seen.size.height) / Double(whole.size.height)) : nil
  }
}

/// A place in a file, or that there is none.
private struct KeptPlace: Codable {
  let point: Point?
}
