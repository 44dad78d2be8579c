import Geometry
import Imaging

/// Lab of each pixel, row by row.
struct LabImage: Sendable {
  let width: Int
  let height: Int
  /// L, a and b.
  let channels: [[Float]]

  init(width: Int, height: Int, channels: [[Float]]) {
    self.width = width
    self.height = height
    self.channels = channels
  }

  init(_ image: ColourImage) {
    self.init(width: image.width, height: image.height, channels: [image.lightness, image.a, image.b])
  }

  var count: Int { width * height }

  func halved() -> LabImage {
    let halves = channels.map { FloatImage(width: width, height: height, pixels: $0).halved() }
    return LabImage(width: halves[0].width, height: halves[0].height, channels: halves.map(\.pixels))
  }

  func blurred(sigma: Double) -> LabImage {
    LabImage(
      width: width, height: height,
      channels: channels.map { FloatImage(width: width, height: height, pixels: $0).blurred(sigma: sigma).pixels })
  }

  func seen(on grid: JoinGrid, _ map: Similarity) -> LabImage {
    LabImage(
      width: grid.columns, height: grid.rows,
      channels: channels.map { FloatImage(width: width, height: height, pixels: $0).seen(on: grid, map) })
  }

  /// How far apart two pixels' colours are.
  @inline(__always) func difference(_ i: Int, _ j: Int) -> Float {
    let (l, a, b) = (
      channels[0][i] - channels[0][j], channels[1][i] - channels[1][j], channels[2][i] - channels[2][j]
    )
    return (l * l + a * a + b * b).squareRoot()
  }

  /// The lengths of the gradients of L, a and b together, for each pixel.
  var slopes: [Float] {
    var slopes = [Float](repeating: 0, count: count)
    for y in 0..<height {
      let (above, below) = (max(y - 1, 0) * width, min(y + 1, height - 1) * width)
      for x in 0..<width {
        let (left, right) = (max(x - 1, 0), min(x + 1, width - 1))
        var sum: Float = 0
        for channel in channels {
          let across = channel[y * width + right] - channel[y * width + left]
          let down = channel[below + x] - channel[above + x]
          sum += across * across + down * down
        }
        slopes[y * width + x] = 0.5 * sum.squareRoot()
      }
    }
    return slopes
  }

  /// Texture gone, borders of things kept: each pixel goes to the mean of the colours that are like its own within a square (mean shift,
  /// Comaniciu and Meer 2002), a few times.
  ///
  /// - Parameters:
  ///   - radius: of the square, in pixels.
  ///   - likeness: how far apart like colours are at most.
  func flat(radius: Int, likeness: Float = 6.5) -> LabImage {
    var out = channels
    let limit = likeness * likeness
    channels[0].withUnsafeBufferPointer { lights in
      channels[1].withUnsafeBufferPointer { reds in
        channels[2].withUnsafeBufferPointer { blues in
          for y in 0..<height {
            for x in 0..<width {
              var mean = (lights[y * width + x], reds[y * width + x], blues[y * width + x])
              var (cx, cy) = (Float(x), Float(y))
              for _ in 0..<3 {
                var sums = (SIMD4<Float>.zero, Float(0), Float(0))
                let (column, row) = (Int(cx + 0.5), Int(cy + 0.5))
                let (left, right) = (max(0, column - radius), min(width - 1, column + radius))
                for v in max(0, row - radius)...min(height - 1, row + radius) {
                  var count: Float = 0
                  for u in left...right {
                    let i = v * width + u
                    let (l, a, b) = (lights[i], reds[i], blues[i])
                    let (dl, da, db) = (l - mean.0, a - mean.1, b - mean.2)
                    if dl * dl + da * da + db * db <= limit {
                      sums.0 += SIMD4(l, a, b, 1)
                      sums.1 += Float(u)
                      count += 1
                    }
                  }
                  sums.2 += Float(v) * count
                }
                guard sums.0.w > 0 else { break }
                let next = (sums.0.x / sums.0.w, sums.0.y / sums.0.w, sums.0.z / sums.0.w)
                let moved = abs(next.0 - mean.0) + abs(next.1 - mean.1) + abs(next.2 - mean.2)
                mean = next
                (cx, cy) = (sums.1 / sums.0.w, sums.2 / sums.0.w)
                if moved < 0.5 { break }
              }
              (out[0][y * width + x], out[1][y * width + x], out[2][y * width + x]) = mean
            }
          }
        }
      }
    }
    return LabImage(width: width, height: height, channels: out)
  }
}
