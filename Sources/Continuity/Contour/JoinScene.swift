import Geometry
import Imaging

/// What is known of a scene by itself before it is joined to another: its colours, and what stands out in it.
package struct JoinScene: Sendable {
  let colours: LabLadder
  /// 0 … 1: how surely each place belongs to what the picture is of.
  let salience: FloatImage
  /// Steps of Lab from pixel to pixel, on the same pixels.
  let slopes: FloatImage
  let aspect: Double

  /// Of what a canvas of this picture's shape shows when the scene fills it; 4:4:4.
  package init(_ picture: Picture) {
    aspect = picture.size.aspect
    colours = LabLadder(picture, mostHeight: 360)
    let small = LabImage(ColourImage(picture, mostWidth: Salience.mostWidth))
    slopes = FloatImage(width: small.width, height: small.height, pixels: small.slopes)
    salience = Salience(small, picture).image
  }

  /// The mean of its slopes; steep ones count as 8.
  var meanSlope: Float { slopes.pixels.reduce(0) { $0 + min($1, 8) } / Float(slopes.pixels.count) }
}

/// How surely each pixel belongs to what a picture is of: what does not hang together with the picture's border by smooth ways (geodesic
/// saliency, Wei and others 2012), or has colours that the border has not, or differs from its surroundings; and is in focus.
struct Salience {
  static let mostWidth = 160
  let image: FloatImage

  init(_ lab: LabImage, _ picture: Picture) {
    let (width, height) = (lab.width, lab.height)
    let rows = Double(height)
    let geodesic = Salience.distancesToBorder(lab)
    let rare = Salience.rarity(lab)
    let (near, far) = (lab.blurred(sigma: max(0.03 * rows, 0.5)), lab.blurred(sigma: 0.25 * rows))
    let focus = Traits.focus(picture, width: width, height: height).blurred(sigma: max(0.035 * rows, 0.5))
    let skin = Traits.skin(lab).blurred(sigma: max(0.04 * rows, 0.5))
    let structure = FloatImage(width: width, height: height, pixels: lab.slopes).blurred(sigma: max(0.05 * rows, 0.5))
    let salience = FloatImage(width: width, height: height) { out in
      for i in 0..<lab.count {
        var apart: Float = 0
        for (p, q) in zip(near.channels, far.channels) { apart += (p[i] - q[i]) * (p[i] - q[i]) }
        let stands = unit((apart.squareRoot() - 6) / 18)
        let base = unit(0.45 * geodesic[i] + 0.4 * unit(rare[i] / 25) + 0.3 * stands)
        let face = unit(1.5 * skin.pixels[i]) * unit((structure.pixels[i] - 0.5) / 2)
        out[i] = unit(base * (0.45 + 0.55 * unit(1.4 * focus.pixels[i])) * (1 + 0.5 * face))
      }
    }
    image = salience.blurred(sigma: max(0.012 * rows, 0.4))
  }

  /// The cheapest way to the picture's border through its slopes, over the 97th percentile.
  private static func distancesToBorder(_ lab: LabImage) -> [Float] {
    let flat = lab.flat(radius: 3)
    let cost = flat.slopes.map { max($0 - 0.7, 0) + 0.004 }
    let front = Front(width: lab.width, height: lab.height)
    let times = front.times(from: (0..<lab.count).filter { front.isBorder($0) }, cost: cost)
    let high = Field.value(ofRank: lab.count * 97 / 100, in: times)
    let scale = 1 / max(high, 12)
    return times.map { unit($0 * scale) }
  }

  /// The mean difference of each colour to the nearest fifth of those along the border.
  private static func rarity(_ lab: LabImage) -> [Float] {
    let (w, h) = (lab.width, lab.height)
    let soft = lab.blurred(sigma: 1)
    let border = (0..<lab.count).filter { i in
      let (x, y) = (i % w, i / w)
      return min(x, y, w - 1 - x, h - 1 - y) < max(1, h / 18)
    }
    let step = max(1, border.count / 90)
    let samples = stride(from: 0, to: border.count, by: step).map { border[$0] }
    let colours = samples.map { j in SIMD4(lab.channels[0][j], lab.channels[1][j], lab.channels[2][j], 0) }
    return NearestColours(colours, count: max(1, samples.count / 5)).meanDistances(of: soft)
  }
}

/// Distances of colours to those among some that are nearest to them.
private struct NearestColours {
  private let colours: [SIMD4<Float>]
  private let nearest: Int

  init(_ colours: [SIMD4<Float>], count: Int) { (self.colours, nearest) = (colours, count) }

  /// The mean of the distances of each pixel to its nearest.
  func meanDistances(of image: LabImage) -> [Float] {
    var means = [Float](repeating: 0, count: image.count)
    Scratch.withFloats(8 * nearest) { floats in
      for first in stride(from: 0, to: image.count, by: 8) {
        var (l, a, b) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
        for lane in 0..<8 {
          let i = min(first + lane, image.count - 1)
          (l[lane], a[lane], b[lane]) = (image.channels[0][i], image.channels[1][i], image.channels[2][i])
        }
        let sums = sumOfDistances(l, a, b, floats)
        for lane in 0..<min(8, image.count - first) { means[first + lane] = sums[lane] / Float(nearest) }
      }
    }
    return means
  }

  /// Of eight colours at once, the nearest first. The least squares so far stand in order, and each new one goes along them to its place.
  @inline(__always)
  private func sumOfDistances(
    _ l: SIMD8<Float>, _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ floats: UnsafeMutablePointer<Float>
  ) -> SIMD8<Float> {
    let least = UnsafeMutableRawPointer(floats).bindMemory(to: SIMD8<Float>.self, capacity: nearest)
    least.update(repeating: SIMD8(repeating: .infinity), count: nearest)
    for colour in colours {
      let (dl, da, db) = (l - colour.x, a - colour.y, b - colour.z)
      var square = dl * dl + da * da + db * db
      for k in 0..<nearest {
        let isLess = square .< least[k]
        let greater = square.replacing(with: least[k], where: isLess)
        least[k].replace(with: square, where: isLess)
        square = greater
      }
    }
    var sum = SIMD8<Float>.zero
    for k in 0..<nearest {
      for lane in 0..<8 { sum[lane] += least[k][lane].squareRoot() }
    }
    return sum
  }
}

/// Held in 0 … 1.
@inline(__always) func unit(_ x: Float) -> Float { x > 0 ? (x < 1 ? x : 1) : 0 }
