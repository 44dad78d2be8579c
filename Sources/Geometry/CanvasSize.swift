/// The size of a picture in pixels. The plane that scenes live in is 2 high, with its centre at (0, 0) and y down.
package struct CanvasSize: Hashable, Sendable {
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

  /// The canvas with its sides divided by a whole number, rounded up.
  package func reduced(by factor: Int) -> CanvasSize {
    CanvasSize((width + factor - 1) / factor, (height + factor - 1) / factor)
  }

  /// The same shape with its longer side at most so long, sides being multiples of `step`; what is small enough keeps its sides. None
  /// gets shorter than `least`.
  ///
  ///     CanvasSize(1920, 800).shrunk(to: 480)            // 480x200
  ///     CanvasSize(1920, 810).shrunk(to: 480, step: 2)   // 480x202
  package func shrunk(to longest: Int, least: Int = 1, step: Int = 1) -> CanvasSize {
    let scale = Double(longest) / Double(max(width, height))
    func side(_ pixels: Int) -> Int {
      guard scale < 1 else { return max(least, pixels) }
      return max(least, step, Int((Double(pixels) * scale / Double(step)).rounded()) * step)
    }
    return CanvasSize(side(width), side(height))
  }

  /// The plane as pixels: centres of pixels are at ½.
  package var pixelsFromPlane: Similarity {
    Similarity(scale: Point(x: Double(height) / 2, y: 0), offset: Point(x: Double(width) / 2, y: Double(height) / 2))
  }

  /// The corners in plane units.
  package var corners: [Point] {
    [Point(x: -aspect, y: -1), Point(x: aspect, y: -1), Point(x: aspect, y: 1), Point(x: -aspect, y: 1)]
  }
}

/// In files a size is `{"width": 1920, "height": 1080}`.
extension CanvasSize: Codable {
  private enum Key: String, CodingKey { case width, height }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    let (width, height) = (try box.decode(Int.self, forKey: .width), try box.decode(Int.self, forKey: .height))
    guard (1...65536).contains(width), (1...65536).contains(height) else {
      throw DecodingError.dataCorruptedError(
        forKey: .width, in: box, debugDescription: "\(width)x\(height) is not a size, expected 1 … 65536")
    }
    self.init(width, height)
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(width, forKey: .width)
    try box.encode(height, forKey: .height)
  }
}

extension CanvasSize: CustomStringConvertible {
  package var description: String { "\(width)x\(height)" }
}
