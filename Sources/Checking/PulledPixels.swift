import Geometry

/// A frame's pixels where the frame before it shows the same.
struct PulledPixels {
  /// In the first frame's order.
  private(set) var pixels: [SIMD4<Float>]
  /// Whether the second frame shows them, with some pixels to spare.
  private(set) var isSeen: [Bool]

  /// The map goes from the first frame to the second, in pixels from the middle. Pixels are read by Keys' cubic with a = −0.75, which
  /// keeps fine texture better than others. Beyond the edge it is as at the edge.
  init(_ pixels: [SIMD4<Float>], _ size: CanvasSize, _ map: Similarity) {
    let (width, height) = (size.width, size.height)
    var isSeen = [Bool](repeating: false, count: pixels.count)
    let middle = Point(x: Double(width - 1) / 2, y: Double(height - 1) / 2)
    let (stepX, stepY) = (Float(map.scale.x), Float(map.scale.y))
    self.pixels = [SIMD4<Float>](unsafeUninitializedCapacity: pixels.count) { out, count in
      pixels.withUnsafeBufferPointer { pixels in
        for y in 0..<height {
          let start = map(Point(x: -middle.x, y: Double(y) - middle.y)) + middle
          let (startX, startY) = (Float(start.x), Float(start.y))
          for x in 0..<width {
            let (u, v) = (startX + stepX * Float(x), startY + stepY * Float(x))
            let i = y &* width &+ x
            if u > 2, u < Float(width - 3), v > 2, v < Float(height - 3) {
              out[i] = cubic(pixels.baseAddress!, width, u, v)
              isSeen[i] = true
            } else {
              let column = Int(min(max(u, 0), Float(width - 1)))
              out[i] = pixels[Int(min(max(v, 0), Float(height - 1))) * width + column]
            }
          }
        }
      }
      count = pixels.count
    }
    self.isSeen = isSeen
  }
}

@inline(__always)
private func cubic(_ pixels: UnsafePointer<SIMD4<Float>>, _ width: Int, _ u: Float, _ v: Float) -> SIMD4<Float> {
  let (column, row) = (Int(u), Int(v))
  let across = weights(u - Float(column))
  let down = weights(v - Float(row))
  let first = pixels + ((row &- 1) &* width &+ column &- 1)
  var sum = SIMD4<Float>.zero
  for k in 0..<4 {
    let line = first + k &* width
    let value = line[0] * across[0] + line[1] * across[1] + (line[2] * across[2] + line[3] * across[3])
    sum += value * down[k]
  }
  return sum
}

/// Weights of the samples at −1, 0, 1 and 2 for a place 0 ..< 1 (Keys 1981, eq. 15).
@inline(__always)
private func weights(_ t: Float) -> SIMD4<Float> {
  let a: Float = -0.75
  let s = 1 - t
  let before = ((a * (t + 1) - 5 * a) * (t + 1) + 8 * a) * (t + 1) - 4 * a
  let here = ((a + 2) * t - (a + 3)) * t * t + 1
  let next = ((a + 2) * s - (a + 3)) * s * s + 1
  return SIMD4(before, here, next, 1 - before - here - next)
}
