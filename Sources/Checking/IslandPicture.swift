import Geometry

/// A frame so small and soft that only edges which people see at a glance are left, for `IslandRim`.
package struct IslandPicture: Sendable {
  let size: CanvasSize
  /// Pixels of the film along a pixel's side.
  let factor: Int
  /// L, a and b, row by row.
  let pixels: [SIMD4<Float>]

  /// About the longer side, in pixels.
  private static let most = 240.0
  private static let soft = Blur(1.5, radius: 4)

  /// A frame's colours as means of squares, blurred; what fills no square at the right and below is left out.
  init(_ frame: CheckedFrame) {
    self.init(frame.pixels, frame.size, filmPixels: frame.factor)
  }

  /// L, a and b of each pixel, which is so many pixels of the film wide.
  package init(_ frame: [SIMD4<Float>], _ full: CanvasSize, filmPixels: Int = 1) {
    let longest = Double(max(full.width, full.height))
    let factor = max(1, min(Int((longest / Self.most).rounded()), full.width, full.height))
    let size = CanvasSize(full.width / factor, full.height / factor)
    let means = Self.means(frame, full.width, size, factor)
    let planes = (0..<3).map { channel in
      Self.soft(means.map { $0[channel] }, width: size.width, height: size.height)
    }
    pixels = means.indices.map { SIMD4(planes[0][$0], planes[1][$0], planes[2][$0], 0) }
    (self.size, self.factor) = (size, factor * filmPixels)
  }

  private static func means(_ frame: [SIMD4<Float>], _ stride: Int, _ size: CanvasSize, _ factor: Int) -> [SIMD4<Float>]
  {
    var means = [SIMD4<Float>](repeating: .zero, count: size.width * size.height)
    frame.withUnsafeBufferPointer { frame in
      for y in 0..<size.height * factor {
        for x in 0..<size.width * factor {
          means[y / factor * size.width + x / factor] += frame[y * stride + x]
        }
      }
    }
    let share = 1 / Float(factor * factor)
    return means.map { $0 * share }
  }

  /// How steep each pixel's surroundings are: the colour difference (dE 1976) across 4 pixels, both ways together. 0 near the border.
  var steps: [Float] {
    let (width, height, gap) = (size.width, size.height, 2)
    var steps = [Float](repeating: 0, count: pixels.count)
    guard width > 2 * gap, height > 2 * gap else { return steps }
    for y in gap..<height - gap {
      for x in gap..<width - gap {
        let i = y * width + x
        let across = pixels[i + gap] - pixels[i - gap]
        let down = pixels[i + gap * width] - pixels[i - gap * width]
        steps[i] = ((across * across).sum() + (down * down).sum()).squareRoot()
      }
    }
    return steps
  }

  /// This picture where another shows the same, and which of the other's pixels it shows at all. The map goes from the other to this one, in
  /// pixels from the middle; in between it goes in straight lines, and beyond its edge it is as at the edge.
  func pulled(_ map: Similarity) -> (picture: IslandPicture, isSeen: [Bool]) {
    let (width, height) = (size.width, size.height)
    let middle = Point(x: Double(width - 1) / 2, y: Double(height - 1) / 2)
    var pulled = pixels
    var isSeen = [Bool](repeating: false, count: pixels.count)
    for y in 0..<height {
      let start = map(Point(x: -middle.x, y: Double(y) - middle.y)) + middle
      for x in 0..<width {
        let (u, v) = (start.x + map.scale.x * Double(x), start.y + map.scale.y * Double(x))
        let i = y * width + x
        isSeen[i] = u >= 0 && v >= 0 && u <= Double(width - 1) && v <= Double(height - 1)
        pulled[i] = sample(u, v)
      }
    }
    return (IslandPicture(size, factor, pulled), isSeen)
  }

  private init(_ size: CanvasSize, _ factor: Int, _ pixels: [SIMD4<Float>]) {
    (self.size, self.factor, self.pixels) = (size, factor, pixels)
  }

  private func sample(_ u: Double, _ v: Double) -> SIMD4<Float> {
    let (x, y) = (min(max(u, 0), Double(size.width - 1)), min(max(v, 0), Double(size.height - 1)))
    let (column, row) = (Int(x), Int(y))
    let (right, under) = (column + 1 < size.width ? 1 : 0, row + 1 < size.height ? size.width : 0)
    let (s, t) = (Float(x - Double(column)), Float(y - Double(row)))
    let i = row * size.width + column
    let top = pixels[i] + (pixels[i + right] - pixels[i]) * s
    let bottom = pixels[i + under] + (pixels[i + under + right] - pixels[i + under]) * s
    return top + (bottom - top) * t
  }
}
