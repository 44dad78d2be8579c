import Geometry

/// Colours of a digest as painters write them, for palettes.
extension SeedDigest {
  /// A step of the ladder, 0 the darkest … 5 the lightest, with its hue made stronger by a factor.
  func paint(_ step: Int, chroma: Double = 1) -> UInt32 { SeedDigest.paint(oklab(step), chroma) }

  /// The accent.
  func accentPaint(chroma: Double = 1) -> UInt32 {
    SeedDigest.paint(Oklab(lightness: accent[0], a: accent[1], b: accent[2]), chroma)
  }

  private static func paint(_ colour: Oklab, _ chroma: Double) -> UInt32 {
    let light = Oklab(lightness: colour.lightness, a: colour.a * chroma, b: colour.b * chroma).colour
    return byte(light.red) << 16 | byte(light.green) << 8 | byte(light.blue)
  }

  /// The sRGB curve (IEC 61966-2-1).
  private static func byte(_ light: Float) -> UInt32 {
    let x = min(max(Double(light), 0), 1)
    let v = x <= 0.0031308 ? x * 12.92 : 1.055 * PortableMath.exp2(PortableMath.log2(x) / 2.4) - 0.055
    return UInt32((v * 255).rounded())
  }
}
