import Geometry
import Imaging
import TestSupport

/// Something to take pictures of: colours on an endless plane, with shapes of every size, smaller ones as strong as larger ones.
struct Scenery {
  let seed: UInt32
  /// The largest shapes, in plane units.
  var coarsest = 2.0
  /// The smallest shapes, in plane units.
  var finest = 0.01

  /// The picture that is seen through a similarity: what the picture shows at z is what lies at `place(z)`. Shapes that are hardly larger
  /// than a pixel fade away.
  func picture(_ size: CanvasSize, place: Similarity = .identity, bits: Int = 8) -> Picture {
    let toPlane = size.pixelsFromPlane.inverse.then(place)
    let pixel = 0.3 * size.pixel * place.scale.length
    let unit = Double(1 << (bits - 8))
    let colours = (0..<size.width * size.height).map { i in
      colour(toPlane(Point(x: Double(i % size.width) + 0.5, y: Double(i / size.width) + 0.5)), pixel: pixel)
    }
    return Picture(size, PictureFormat(.full, bits: bits)) { plane, x, y in
      let c = colours[y * size.width + x]
      let code = plane == 0 ? 16 + 219 * c.y : plane == 1 ? 128 + 224 * c.cb : 128 + 224 * c.cr
      return Int((code * unit).rounded())
    }
  }

  /// The same as luma alone, each pixel the mean of nine places in it.
  func grey(_ size: CanvasSize, place: Similarity = .identity, gain: Double = 1, bias: Double = 0) -> GreyImage {
    let toPlane = size.pixelsFromPlane.inverse.then(place)
    let pixel = 0.3 * size.pixel * place.scale.length
    var pixels: [Float] = []
    for y in 0..<size.height {
      for x in 0..<size.width {
        var sum = 0.0
        for k in 0..<9 {
          let within = Point(x: Double(2 * (k % 3) + 1) / 6, y: Double(2 * (k / 3) + 1) / 6)
          let n = noise(toPlane(Point(x: Double(x), y: Double(y)) + within), pixel, 0)
          sum += n / (1 + abs(n))
        }
        pixels.append(Float(gain * (0.5 + 0.3 * sum / 9) + bias))
      }
    }
    return GreyImage(width: size.width, height: size.height, pixels: pixels)
  }

  /// Y′ 0.2 … 0.8 and chroma −0.12 … 0.12, which no small change of colours cuts off.
  private func colour(_ z: Point, pixel: Double) -> (y: Double, cb: Double, cr: Double) {
    func held(_ v: Double, _ range: Double) -> Double { range * v / (1 + abs(v)) }
    return (
      0.5 + held(noise(z, pixel, 0), 0.3), held(noise(z * 0.7, pixel, 100), 0.12),
      held(noise(z * 0.6, pixel, 200), 0.12)
    )
  }

  private func noise(_ z: Point, _ pixel: Double, _ salt: Int) -> Double {
    var (sum, size, turn, octave) = (0.0, coarsest, Point.one, salt)
    while size > finest {
      let visible = min(max(size / pixel / 3 - 1, 0), 1)
      if visible > 0 { sum += visible * lattice(turn * z / size, octave) }
      size /= 2
      turn = turn * Point(x: 0.8, y: 0.6)
      octave += 1
    }
    return 1.4 * sum
  }

  /// Values −½ … ½ at whole numbers, and smooth steps between them.
  private func lattice(_ p: Point, _ octave: Int) -> Double {
    let (i, j) = (p.x.rounded(.down), p.y.rounded(.down))
    func smooth(_ t: Double) -> Double { t * t * (3 - 2 * t) }
    let (u, v) = (smooth(p.x - i), smooth(p.y - j))
    func value(_ di: Int, _ dj: Int) -> Double {
      var hash = UInt32(truncatingIfNeeded: Int(i) + di) &* 0x9E37_79B1
      hash ^= UInt32(truncatingIfNeeded: Int(j) + dj) &* 0x85EB_CA77
      hash = (hash ^ seed &* 64 &+ UInt32(octave)) &* 0xC2B2_AE3D
      hash = (hash ^ hash >> 15) &* 0x2C1B_3C6D
      return Double((hash ^ hash >> 13) >> 8) * 0x1p-24 - 0.5
    }
    let above = value(0, 0) * (1 - u) + value(1, 0) * u
    let below = value(0, 1) * (1 - u) + value(1, 1) * u
    return above * (1 - v) + below * v
  }
}

extension Picture {
  /// Its colours under a map, rounded and cut off where they leave the range of codes.
  func mapped(_ map: ColourMap) -> Picture {
    let unit = Double(1 << (format.bits - 8))
    func colour(_ x: Int, _ y: Int) -> (y: Double, cb: Double, cr: Double) {
      let c = planes.map { Double($0.sample(x, y)) / unit }
      return map((y: (c[0] - 16) / 219, cb: (c[1] - 128) / 224, cr: (c[2] - 128) / 224))
    }
    return Picture(size, format) { plane, x, y in
      let c = colour(x, y)
      let code = plane == 0 ? 16 + 219 * c.y : plane == 1 ? 128 + 224 * c.cb : 128 + 224 * c.cr
      return Int((min(max(code, 0), 255) * unit).rounded())
    }
  }

  /// One colour everywhere.
  static func flat(_ size: CanvasSize, y: Double, cb: Double = 0, cr: Double = 0) -> Picture {
    Picture(size, PictureFormat(.full, bits: 16)) { plane, _, _ in
      Int(((plane == 0 ? 16 + 219 * y : 128 + 224 * (plane == 1 ? cb : cr)) * 256).rounded())
    }
  }
}
