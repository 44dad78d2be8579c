import Geometry

/// How a depth is reached: by flying on into the world, or, before its first picture, by that picture seen from further away.
///
/// `magnification · 2^flown = 2^depth` always. Well before the first picture nothing is flown and the picture shrinks as a
/// photograph would; well after it everything is flown. Between depth −1 and 1 one gives way to the other smoothly.
package struct Approach {
  /// Octaves that the camera has flown.
  package let flown: Double
  /// How large the world then appears: 1 after the start.
  package let magnification: Double

  package init(depth: Double) {
    flown = depth <= -1 ? 0 : depth >= 1 ? depth : (depth + 1) * (depth + 1) / 4
    magnification = PortableMath.exp2(depth - flown)
  }
}
