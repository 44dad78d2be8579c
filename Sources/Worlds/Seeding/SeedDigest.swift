import Geometry

/// What a world takes over from a seed frame: no more than this, so that no file is read while drawing.
package struct SeedDigest: Equatable, Sendable {
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
  /// −0.4 … 0.4 as 0 … 255), at most 32 × 18, that is stretched over the canvas. Both are 0 where there are none.
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

extension SeedDigest {
  /// The lightness of the ladder's steps.
  static let lightnesses = [0.15, 0.31, 0.48, 0.66, 0.82, 0.95]

  package static let largestThumbnail = (columns: 32, rows: 18)

  /// What is wrong with a digest that was not made here, as a sentence; nil if nothing is.
  package var mistake: String? {
    if ladder.count != SeedDigest.lightnesses.count {
      return "a digest's ladder has \(ladder.count) colours, expected \(SeedDigest.lightnesses.count)"
    }
    for (name, colour) in ladder.map({ ("ladder", $0) }) + [("accent", accent)] {
      if let mistake = SeedDigest.mistake(name, colour) { return mistake }
    }
    for (name, place) in [("light", light), ("portal", portal)] where !(place.isFinite && place.length <= 100) {
      return "a digest's \(name) is at [\(place.x), \(place.y)], expected a place on or near the canvas"
    }
    for (name, value) in [("key", key), ("contrast", contrast)] where !(0...1).contains(value) {
      return "a digest's \(name) is \(value), expected 0 … 1"
    }
    return thumbnailMistake
  }

  private static func mistake(_ name: String, _ colour: [Double]) -> String? {
    if colour.count != 3 { return "a colour of a digest's \(name) has \(colour.count) numbers, expected 3" }
    if !(0...1).contains(colour[0]) { return "a lightness of a digest's \(name) is \(colour[0]), expected 0 … 1" }
    if let odd = colour.dropFirst().first(where: { !(-0.4...0.4).contains($0) }) {
      return "a chroma of a digest's \(name) is \(odd), expected −0.4 … 0.4"
    }
    return nil
  }

  private var thumbnailMistake: String? {
    let (mostColumns, mostRows) = SeedDigest.largestThumbnail
    guard (0...mostColumns).contains(columns), (0...mostRows).contains(rows), (columns == 0) == (rows == 0) else {
      return "a digest's thumbnail has the size \(columns)x\(rows), expected at most \(mostColumns)x\(mostRows)"
    }
    guard thumbnail.count == 3 * columns * rows else {
      return "a digest's thumbnail has \(thumbnail.count) bytes, expected \(3 * columns * rows)"
    }
    return nil
  }
}

/// In files the thumbnail is a string of hexadecimal digits. A digest with a mistake is refused.
extension SeedDigest: Codable {
  private enum Key: String, CodingKey {
    case ladder, accent, light, key, contrast, portal, columns, rows, thumbnail
  }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    let digits = try box.decode(String.self, forKey: .thumbnail)
    guard let bytes = SeedDigest.bytes(digits) else {
      throw DecodingError.dataCorruptedError(
        forKey: .thumbnail, in: box, debugDescription: "a digest's thumbnail is not in hexadecimal digits")
    }
    self.init(
      ladder: try box.decode([[Double]].self, forKey: .ladder), accent: try box.decode([Double].self, forKey: .accent),
      light: try box.decode(Point.self, forKey: .light), key: try box.decode(Double.self, forKey: .key),
      contrast: try box.decode(Double.self, forKey: .contrast), portal: try box.decode(Point.self, forKey: .portal),
      columns: try box.decode(Int.self, forKey: .columns), rows: try box.decode(Int.self, forKey: .rows),
      thumbnail: bytes)
    if let mistake {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: mistake))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(ladder, forKey: .ladder)
    try box.encode(accent, forKey: .accent)
    try box.encode(light, forKey: .light)
    try box.encode(key, forKey: .key)
    try box.encode(contrast, forKey: .contrast)
    try box.encode(portal, forKey: .portal)
    try box.encode(columns, forKey: .columns)
    try box.encode(rows, forKey: .rows)
    try box.encode(SeedDigest.digits(thumbnail), forKey: .thumbnail)
  }

  /// Drops the large shapes: a world then takes over colours and light alone.
  package mutating func forgetShapes() { (columns, rows, thumbnail) = (0, 0, []) }

  /// A thumbnail as files have it: hexadecimal digits.
  package static func digits(_ bytes: [UInt8]) -> String {
    String(
      decoding: bytes.flatMap { [hexadecimal[Int($0 >> 4)], hexadecimal[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Nil for what is not hexadecimal digits.
  package static func bytes(_ digits: String) -> [UInt8]? {
    let values = digits.utf8.map { hexadecimal.firstIndex(of: $0) }
    guard values.count % 2 == 0, !values.contains(nil) else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0]! * 16 + values[$0 + 1]!) }
  }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
}
