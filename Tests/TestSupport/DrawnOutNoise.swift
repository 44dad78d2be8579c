import Geometry
import Imaging

/// Noise drawn out along one axis or the other: which of two scenes a pixel belongs to can be told from its neighbours, and where both show
/// through each other it cannot.
package enum DrawnOutNoise {
  /// The noise, of the same mean and variance along either; perhaps with a post and a disc before it.
  package static func picture(
    _ size: CanvasSize, across: Bool, hasShapes: Bool, seed: UInt64, grain: Int = 2
  ) -> Picture {
    let seed = Seed(seed)
    return Picture(size, .yuv444) { plane, x, y in
      guard plane == 0 else { return 128 }
      let (along, beside) = across ? (x, y) : (y, x)
      // Straight lines between values 12 grains apart along, single grains beside.
      func value(_ k: Int) -> Double { Double(seed.at("noise", k, beside / grain).pick(60..<196)) }
      let length = 12 * grain
      let part = Double(along % length) / Double(length)
      let noise = value(along / length) * (1 - part) + value(along / length + 1) * part
      let isPost = abs(x - size.width * 5 / 8) < size.width / 24 && y > size.height / 5
      let isDisc = Point(x: Double(x - size.width / 4), y: Double(y - size.height / 3)).length < Double(size.height) / 8
      return Int(noise) + (hasShapes && (isPost || isDisc) ? (across ? 50 : -50) : 0)
    }
  }

  /// The share of pixels whose structure is neither clearly across nor clearly down.
  package static func unclear(_ picture: Picture) -> Double {
    let (w, h) = (picture.size.width, picture.size.height)
    func at(_ x: Int, _ y: Int) -> Double {
      Double(picture.planes[0].sample(min(max(x, 0), w - 1), min(max(y, 0), h - 1)))
    }
    var (xx, yy) = ([Double](repeating: 0, count: w * h), [Double](repeating: 0, count: w * h))
    for y in 0..<h {
      for x in 0..<w {
        let (dx, dy) = (at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1))
        (xx[y * w + x], yy[y * w + x]) = (dx * dx, dy * dy)
      }
    }
    var unclear = 0
    let reach = 4
    for y in reach..<h - reach {
      for x in reach..<w - reach {
        var (a, b) = (0.0, 0.0)
        for v in y - reach...y + reach {
          for u in x - reach...x + reach {
            a += xx[v * w + u]
            b += yy[v * w + u]
          }
        }
        if abs(a - b) < 0.5 * (a + b) { unclear += 1 }
      }
    }
    return Double(unclear) / Double((w - 2 * reach) * (h - 2 * reach))
  }
}
