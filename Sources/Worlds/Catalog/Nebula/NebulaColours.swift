import Geometry

/// The colours of a nebula.
struct NebulaColours {
  /// The cluster's light.
  var star: Colour
  /// Dust where the light falls on it, and the gas that boils off there.
  let edge: Colour
  let vapour: Colour
  /// Dust a little behind its edge, and in the dark.
  let body: Colour
  let dark: Colour
  /// The two hues of the gas behind all, and what is left where there is none.
  let gas: Colour
  let veil: Colour
  let space: Colour

  private init(
    star: UInt32, edge: UInt32, vapour: UInt32, body: UInt32, dark: UInt32, gas: UInt32, veil: UInt32, space: UInt32
  ) {
    self.star = Colour(star) * 1.8
    self.edge = Colour(edge) * 1.3
    self.vapour = Colour(vapour)
    (self.body, self.dark) = (Colour(body), Colour(dark))
    (self.gas, self.veil, self.space) = (Colour(gas), Colour(veil), Colour(space))
  }

  /// From a seed frame: its lights on the dust, its darks between the stars, its accent in the gas.
  init(_ digest: SeedDigest) {
    star = digest.colour(5) * 1.8
    edge = Oklab.mix(digest.oklab(4), digest.oklab(5), 0.3).colour * 1.3
    vapour = digest.colour(3)
    body = digest.colour(1)
    dark = digest.colour(0) * 0.4
    gas = digest.colour(3)
    veil = Oklab.mix(digest.oklab(2), digest.oklab(3), 0.5).colour
    space = digest.colour(0) * 0.35
  }

  func lit(by light: Colour, _ amount: Float) -> NebulaColours {
    var colours = self
    colours.star = Colour.mix(star, light * 2.6 + star * 0.15, amount)
    return colours
  }

  static let all = [
    // Gold and teal, amber and blue, rose and blue, crimson and violet, copper and emerald.
    NebulaColours(
      star: 0xFFF2D8, edge: 0xF2B25C, vapour: 0xC07A38, body: 0x5A3018, dark: 0x0A0605, gas: 0x4FA8A4, veil: 0x1F5C74,
      space: 0x030A10),
    NebulaColours(
      star: 0xF4F6FF, edge: 0xF0A060, vapour: 0xB4603C, body: 0x6A3220, dark: 0x0C0608, gas: 0x5C8CD8, veil: 0x24408C,
      space: 0x04081A),
    NebulaColours(
      star: 0xFFEDE6, edge: 0xFFA8A0, vapour: 0xD0587C, body: 0x5E2038, dark: 0x0C050C, gas: 0xC06A9C, veil: 0x3A4C9C,
      space: 0x070616),
    NebulaColours(
      star: 0xFFE8D0, edge: 0xFF9070, vapour: 0xC83C48, body: 0x541420, dark: 0x0A0408, gas: 0xB04060, veil: 0x54286C,
      space: 0x080410),
    NebulaColours(
      star: 0xF2FFF6, edge: 0xFFB894, vapour: 0xB85C68, body: 0x4C2228, dark: 0x070506, gas: 0x35A88E, veil: 0x1C4A80,
      space: 0x030B10),
  ]
}
