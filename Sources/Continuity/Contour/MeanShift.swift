/// Texture gone, borders of things kept: each pixel goes to the mean of the colours that are like its own within a square around it, which goes
/// along with their middle (mean shift, Comaniciu and Meer 2002), a few times.
///
/// Eight pixels go side by side. Each adds up its square row by row, so that its sums do not depend on those beside it.
package struct MeanShift {
  private let width: Int
  private let height: Int
  /// Of the squares, in pixels.
  private let radius: Int
  /// The square of how far apart like colours are at most.
  private let limit: Float
  /// L, a and b of each pixel, among `radius` pixels on every side that are infinitely light: like no others.
  private let colours: [SIMD4<Float>]
  private let stride: Int

  private static let rounds = 3
  /// A pixel that moves by less than this, L, a and b together, is there.
  private static let still: Float = 0.5

  /// - Parameters:
  ///   - channels: L, a and b of each pixel, row by row.
  ///   - radius: of the squares, in pixels.
  ///   - likeness: how far apart like colours are at most.
  package init(_ channels: [[Float]], width: Int, height: Int, radius: Int, likeness: Float) {
    (self.width, self.height, self.radius, limit) = (width, height, radius, likeness * likeness)
    let stride = width + 2 * radius
    self.stride = stride
    var colours = [SIMD4<Float>](repeating: SIMD4(.infinity, 0, 0, 0), count: stride * (height + 2 * radius))
    for y in 0..<height {
      for x in 0..<width {
        let i = y * width + x
        colours[(y + radius) * stride + x + radius] = SIMD4(channels[0][i], channels[1][i], channels[2][i], 0)
      }
    }
    self.colours = colours
  }

  /// L, a and b of each pixel when all have gone.
  package var channels: [[Float]] {
    var pixels = (0..<width * height).map { i in
      let corner = i / width * stride + i % width
      return Pixel(corner: corner, mean: colours[corner + radius * stride + radius])
    }
    var moving = Array(pixels.indices)
    for _ in 0..<MeanShift.rounds { moving = moved(moving, &pixels) }
    return (0..<3).map { k in pixels.map { $0.mean[k] } }
  }

  private struct Pixel {
    /// Where its square begins among the colours.
    var corner: Int
    /// Of the colours that were like its own.
    var mean: SIMD4<Float>
  }

  /// Those of some pixels that have not come to rest after another round.
  private func moved(_ moving: [Int], _ pixels: inout [Pixel]) -> [Int] {
    var rest: [Int] = []
    rest.reserveCapacity(moving.count)
    colours.withUnsafeBufferPointer { colours in
      for first in Swift.stride(from: 0, to: moving.count, by: 8) {
        let count = min(8, moving.count - first)
        var eight = Eight()
        // Where there are fewer than eight, the last one stands for more.
        for lane in 0..<8 { eight.set(lane, pixels[moving[first + min(lane, count - 1)]]) }
        let sums = sums(eight, colours.baseAddress!)
        for lane in 0..<count where move(&pixels[moving[first + lane]], sums, lane) {
          rest.append(moving[first + lane])
        }
      }
    }
    return rest
  }

  /// Moves a pixel to what was summed over its square; whether it may go on.
  private func move(_ pixel: inout Pixel, _ sums: Sums, _ lane: Int) -> Bool {
    let count = sums.count[lane]
    guard count > 0 else { return false }
    let mean = SIMD4(sums.l[lane] / count, sums.a[lane] / count, sums.b[lane] / count, 0)
    let way = mean - pixel.mean
    // Columns and rows are counted from the square's corner; sums of whole numbers are exact.
    let (top, left) = (pixel.corner / stride - radius, pixel.corner % stride - radius)
    let column = (sums.columns[lane] + Float(left) * count) / count
    let row = (sums.rows[lane] + Float(top) * count) / count
    pixel.mean = mean
    pixel.corner = Int(row + 0.5) * stride + Int(column + 0.5)
    return abs(way.x) + abs(way.y) + abs(way.z) >= MeanShift.still
  }

  /// Eight pixels on their way.
  private struct Eight {
    var corners = SIMD8<Int>.zero
    var l = SIMD8<Float>.zero
    var a = SIMD8<Float>.zero
    var b = SIMD8<Float>.zero

    @inline(__always) mutating func set(_ lane: Int, _ pixel: Pixel) {
      corners[lane] = pixel.corner
      (l[lane], a[lane], b[lane]) = (pixel.mean.x, pixel.mean.y, pixel.mean.z)
    }
  }

  /// Over the like colours of eight squares.
  private struct Sums {
    var l = SIMD8<Float>.zero
    var a = SIMD8<Float>.zero
    var b = SIMD8<Float>.zero
    var count = SIMD8<Float>.zero
    /// Columns and rows from each square's corner.
    var columns = SIMD8<Float>.zero
    var rows = SIMD8<Float>.zero
  }

  @inline(__always)
  private func sums(_ eight: Eight, _ colours: UnsafePointer<SIMD4<Float>>) -> Sums {
    var sums = Sums()
    let side = 2 * radius + 1
    let one = SIMD8<Float>(repeating: 1)
    for v in 0..<side {
      var inRow = SIMD8<Float>.zero
      for u in 0..<side {
        let (l, a, b) = MeanShift.eight(colours + v * stride + u, eight.corners)
        let (dl, da, db) = (l - eight.l, a - eight.a, b - eight.b)
        let isLike = dl * dl + da * da + db * db .<= limit
        sums.l += SIMD8.zero.replacing(with: l, where: isLike)
        sums.a += SIMD8.zero.replacing(with: a, where: isLike)
        sums.b += SIMD8.zero.replacing(with: b, where: isLike)
        inRow += SIMD8.zero.replacing(with: one, where: isLike)
        sums.columns += SIMD8.zero.replacing(with: Float(u), where: isLike)
      }
      sums.count += inRow
      sums.rows += inRow * Float(v)
    }
    return sums
  }

  /// The colours at eight places, channel by channel.
  @inline(__always)
  private static func eight(
    _ colours: UnsafePointer<SIMD4<Float>>, _ places: SIMD8<Int>
  ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
    func pair(_ lane: Int) -> SIMD8<Float> {
      SIMD8(lowHalf: colours[places[lane]], highHalf: colours[places[lane + 4]])
    }
    let (p, q, r, s) = (pair(0), pair(1), pair(2), pair(3))
    let (pq, rs) = (firsts(p, q), firsts(r, s))
    let (pqThird, rsThird) = (SIMD8(p[2], q[2], 0, 0, p[6], q[6], 0, 0), SIMD8(r[2], s[2], 0, 0, r[6], s[6], 0, 0))
    return (
      SIMD8(pq[0], pq[1], rs[0], rs[1], pq[4], pq[5], rs[4], rs[5]),
      SIMD8(pq[2], pq[3], rs[2], rs[3], pq[6], pq[7], rs[6], rs[7]),
      SIMD8(pqThird[0], pqThird[1], rsThird[0], rsThird[1], pqThird[4], pqThird[5], rsThird[4], rsThird[5])
    )
  }

  /// The first two channels of two pixels in either half.
  @inline(__always)
  private static func firsts(_ p: SIMD8<Float>, _ q: SIMD8<Float>) -> SIMD8<Float> {
    SIMD8(p[0], q[0], p[1], q[1], p[4], q[4], p[5], q[5])
  }
}
