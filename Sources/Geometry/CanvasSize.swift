/// The size of a picture in pixels. The plane that scenes live in is 2 high, with its centre at (0, 0) and y down.
package struct CanvasSize: Hashable, Codable, Sendable {
  package let width: Int
  package let height: Int

  package init(_ width: Int, _ height: Int) {
    precondition(width > 0 && height > 0, "a canvas has at least one pixel")
    self.width = width
    self.height = height
  }

  /// Width over height.
  package var aspect: Double { Double(width) / Double(height) }

  /// The side of a pixel in plane units.
  package var pixel: Double { 2 / Double(height) }

  /// The plane as pixels: centres of pixels are at ½.
  package var pixelsFromPlane: Similarity {
    Similarity(scale: Point(x: Double(height) / 2, y: 0), offset: Point(x: Double(width) / 2, y: Double(height) / 2))
  }

  /// The corners in plane units.
  package var corners: [Point] {
    [Point(x: -aspect, y: -1), Point(x: aspect, y: -1), Point(x: aspect, y: 1), Point(x: -aspect, y: 1)]
  }
}

extension CanvasSize: CustomStringConvertible {
  package var description: String { "\(width)x\(height)" }
}
