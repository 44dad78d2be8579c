import Geometry

/// The disc of a low sun, far behind all. Where the world ends at a wall with a mouth, the light in the mouth takes its
/// place.
struct LowSun: Sendable {
  private let radius: Float
  /// How far above the vanishing point it stands.
  private let height: Float
  private let strength: Float

  /// - Parameter fades: how large the mouth is as it goes, as a part of its radius.
  init(radius: Float, height: Float, behind mouth: Mouth, fades: ClosedRange<Float>) {
    (self.radius, self.height) = (radius, height)
    strength = 1 - smoothstep(fades.lowerBound * radius, fades.upperBound * radius, mouth.radius)
  }

  /// How much of eight places lies in it, whose edge glows.
  @inline(__always) func inside(_ x: Lanes, _ y: Lanes) -> Lanes {
    let above = y + height
    let squared = radius * radius
    return smoothstep(squared, squared * 0.79, x * x + above * above) * strength
  }
}
