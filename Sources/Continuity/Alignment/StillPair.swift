import Geometry
import Imaging

/// Two stills, of which one may lie in the other, compared on a grid over the inner one.
struct StillPair {
  private let outer: GreyLadder
  private let grid: (width: Int, height: Int, place: Similarity)
  private let image: FloatImage

  init(_ inner: GreyLadder, _ outer: GreyLadder, rows: Int) {
    self.outer = outer
    grid = GreyLadder.grid(of: inner.size, rows: rows)
    image = inner.drawn(width: grid.width, height: grid.height, place: grid.place)
  }

  /// What the outer still shows where the inner one should be.
  private func seen(_ portal: Similarity) -> FloatImage {
    outer.drawn(width: grid.width, height: grid.height, place: grid.place.then(portal))
  }

  /// The portal after a step of direct alignment; the same if the stills part.
  func bettered(_ portal: Similarity) -> Similarity {
    let motion = MotionEstimator.motion(from: MotionFrame(image.grey), to: MotionFrame(seen(portal).grey))
    guard motion.residual < 1, motion.map.scale.length > 0.5, motion.map.scale.length < 2 else { return portal }
    let moved = Similarity(scale: motion.map.scale, offset: motion.map.offset * grid.place.scale.x)
    return moved.then(portal)
  }

  /// How well the stills' structure agrees, 0 … 1: the correlation of their finest detail in blocks. All blocks with more in them than noise
  /// count alike, so that one bright thing that lies over another says little.
  func agreement(_ portal: Similarity) -> Double {
    let (p, q) = (StillPair.detail(image), StillPair.detail(seen(portal)))
    let (columns, rows) = (max(3, Int((6 * Double(grid.width) / Double(grid.height)).rounded())), 6)
    let margin = 2
    var (sum, weights) = (0.0, 0.0)
    for row in 0..<rows {
      for column in 0..<columns {
        let xs = StillPair.part(column, of: columns, grid.width, margin)
        let ys = StillPair.part(row, of: rows, grid.height, margin)
        let (correlation, weight) = StillPair.correlation(p, q, xs, ys)
        sum += correlation * weight
        weights += weight
      }
    }
    // Where only few blocks have anything in them, agreement may be chance.
    return max(0, sum / max(weights, 0.15 * Double(columns * rows)))
  }

  private static func detail(_ image: FloatImage) -> FloatImage {
    image.blurred(sigma: 0.6).minus(image.blurred(sigma: 2.4))
  }

  private static func part(_ number: Int, of parts: Int, _ count: Int, _ margin: Int) -> Range<Int> {
    let inside = count - 2 * margin
    return margin + number * inside / parts..<margin + (number + 1) * inside / parts
  }

  private static func correlation(
    _ p: FloatImage, _ q: FloatImage, _ xs: Range<Int>, _ ys: Range<Int>
  ) -> (correlation: Double, weight: Double) {
    var (s, t, ss, tt, st) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for y in ys {
      for x in xs {
        let (a, b) = (Double(p.pixels[y * p.width + x]), Double(q.pixels[y * q.width + x]))
        s += a
        t += b
        ss += a * a
        tt += b * b
        st += a * b
      }
    }
    let count = Double(xs.count * ys.count)
    let (vp, vq) = (max(ss / count - s * s / (count * count), 0), max(tt / count - t * t / (count * count), 0))
    let covariance = st / count - s * t / (count * count)
    // Less than this is noise: a step of eight bits.
    let noise = 0.004 * 0.004
    let structure = (vp * vq).squareRoot() / ((vp + noise) * (vq + noise)).squareRoot()
    return (covariance / max((vp * vq).squareRoot(), 1e-12), structure * structure)
  }
}

extension FloatImage {
  var grey: GreyImage { GreyImage(width: width, height: height, pixels: pixels) }
}
