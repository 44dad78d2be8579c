import Geometry

/// What a world takes over from a seed frame: no more than this, so that no file is read while drawing.
package struct SeedDigest: Equatable, Codable, Sendable {
  /// The seed frame's colours on a ladder of lightness, darkest first: six steps, each Oklab lightness, a and b.
  package var ladder: [[Double]]
  /// Its accent: a colour that stands out from the ladder, as Oklab lightness, a and b.
  package var accent: [Double]
  /// Where its light comes from, in plane units: the middle of its brightest parts.
  package var light: Point
  /// Its mean Oklab lightness, 0 … 1: a low or a high key.
  package var key: Double
  /// The standard deviation of its lightness.
  package var contrast: Double
  /// Where the eye goes, in plane units: there the next scene opens.
  package var portal: Point
  /// Its large shapes: a picture of `columns` × `rows` Oklab colours, 3 bytes each in row order (lightness 0 … 1 as 0 … 255, a and b
  /// −0.4 … 0.4 as 0 … 255), at most 32 × 18.
  package var columns: Int
  package var rows: Int
  package var thumbnail: [UInt8]

  package init(
    ladder: [[Double]], accent: [Double], light: Point, key: Double, contrast: Double, portal: Point, columns: Int,
    rows: Int, thumbnail: [UInt8]
  ) {
    self.ladder = ladder
    self.accent = accent
    self.light = light
    self.key = key
    self.contrast = contrast
    self.portal = portal
    self.columns = columns
    self.rows = rows
    self.thumbnail = thumbnail
  }
}
