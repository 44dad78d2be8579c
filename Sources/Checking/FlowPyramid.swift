import Geometry

/// A picture's lightness at a quarter, an eighth and a sixteenth of the size at which films are measured, to follow patches in.
struct FlowPyramid: Sendable {
  /// The first is the largest.
  let levels: [FlowImage]

  private static let shrink = 4

  init(_ pixels: [SIMD4<Float>], _ size: CanvasSize) {
    let (width, height) = (size.width / Self.shrink, size.height / Self.shrink)
    var first = FlowImage(width: width, height: height)
    // Lightness in steps of 8 bits.
    let scale = Float(2.55) / Float(Self.shrink * Self.shrink)
    for y in 0..<height * Self.shrink {
      for x in 0..<width * Self.shrink {
        first.pixels[y / Self.shrink * width + x / Self.shrink] += pixels[y * size.width + x].x * scale
      }
    }
    var levels = [first]
    while levels.count < 3, let last = levels.last, min(last.width, last.height) >= 4 * FlowImage.patch {
      levels.append(last.halved())
    }
    self.levels = levels
  }
}

/// Numbers of one level, row by row without gaps.
struct FlowImage: Sendable {
  let width: Int
  let height: Int
  var pixels: [Float]

  /// The side of the squares that are followed, and the distance from one to the next.
  static let patch = 8
  static let stride = 4

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    pixels = [Float](repeating: 0, count: width * height)
  }

  func halved() -> FlowImage {
    var half = FlowImage(width: width / 2, height: height / 2)
    for y in 0..<half.height {
      for x in 0..<half.width {
        let i = 2 * y * width + 2 * x
        half.pixels[y * half.width + x] = (pixels[i] + pixels[i + 1] + pixels[i + width] + pixels[i + width + 1]) / 4
      }
    }
    return half
  }
}
