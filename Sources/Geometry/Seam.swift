/// Where an outer scene hands over to the inner one, in the inner scene's own plane, about a pole.
///
/// In each direction θ from the pole the border of the scene lies at some distance R(θ): a superellipse that touches the four sides of
/// the canvas. The scene arrives log2(R(θ) / ρ) octaves inside that border; its opacity rises from 0 at the border to 1 `octaves`
/// further in. In log-polar coordinates the seam is a band of constant height, so it keeps its look while the camera zooms.
package struct Seam: Hashable, Codable, Sendable {
  /// Height of the band: how far one goes in, in octaves, from all outer to all inner.
  package var octaves: Double
  /// The exponent of the superellipse, a power of two: 2 is an ellipse, 4 a soft rectangle, 32 nearly the canvas itself.
  package var shape: Int

  package init(octaves: Double, shape: Int) {
    precondition(
      octaves > 0 && shape >= 2 && shape & (shape - 1) == 0, "a seam has a height and a power of two for its shape")
    self.octaves = octaves
    self.shape = shape
  }

  /// The superellipse norm of an offset from the pole: 1 on the border, in a canvas of this aspect.
  package func norm(_ offset: Point, pole: Point, aspect: Double) -> Double {
    let x = abs(offset.x) / (offset.x > 0 ? aspect - pole.x : aspect + pole.x)
    let y = abs(offset.y) / (offset.y > 0 ? 1 - pole.y : 1 + pole.y)
    let large = max(x, y)
    guard large > 0 else { return 0 }
    let ratio = min(x, y) / large
    var power = ratio
    var n = 1
    while n < shape {
      power *= power
      n *= 2
    }
    return large * PortableMath.exp2(PortableMath.log2(1 + power) / Double(shape))
  }

  /// How much of the inner scene is seen at an offset from the pole, 0 … 1.
  package func opacity(_ offset: Point, pole: Point, aspect: Double) -> Double {
    smoothStep(-PortableMath.log2(norm(offset, pole: pole, aspect: aspect)) / octaves)
  }

  /// The norm up to which the inner scene is all there is.
  package var solidNorm: Double { PortableMath.exp2(-octaves) }

  /// Octaves beyond filling the canvas after which nothing of the seam is left on a canvas whose pole and focus agree.
  package var octavesToLeave: Double { octaves + 1 / Double(shape) }
}
