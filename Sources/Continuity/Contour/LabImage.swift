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

  /// Texture gone, borders of things kept, by mean shift.
  ///
  /// - Parameters:
  ///   - radius: of the square, in pixels.
  ///   - likeness: how far apart like colours are at most.
  func flat(radius: Int, likeness: Float = 6.5) -> LabImage {
    let shift = MeanShift(channels, width: width, height: height, radius: radius, likeness: likeness)
    return LabImage(width: width, height: height, channels: shift.channels)
  }
}
