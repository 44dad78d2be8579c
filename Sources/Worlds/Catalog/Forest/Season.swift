import Geometry

/// The colours of a wood at one time of the year and the day.
struct Season {
  enum Kind { case night, autumn, winter, spring, dusk }
  let kind: Kind
  /// The light at the end of the way.
  var light: Colour
  /// The air near the light, and far from it.
  let haze: Colour
  let shade: Colour
  /// Bark away from the light.
  let bark: Colour
  /// Leaves with the light behind them, and in the dark.
  let leaf: Colour
  let dark: Colour
  /// Ferns and the ground.
  let moss: Colour
  /// What glows by the way: mushrooms, fireflies; in winter it is snow.
  let spark: Colour
  let glow: Colour
  /// How much of the bark is white.
  let birch: Float
  /// How many flowers or fallen leaves lie on the ground.
  let litter: Float

  private init(
    _ kind: Kind, light: UInt32, haze: UInt32, shade: UInt32, bark: UInt32, leaf: UInt32, dark: UInt32, moss: UInt32,
    spark: UInt32, glow: UInt32, birch: Float = 0, litter: Float = 0
  ) {
    self.kind = kind
    self.light = Colour(light) * 1.7
    (self.haze, self.shade, self.bark) = (Colour(haze), Colour(shade), Colour(bark))
    (self.leaf, self.dark, self.moss) = (Colour(leaf), Colour(dark), Colour(moss))
    (self.spark, self.glow) = (Colour(spark) * 2, Colour(glow))
    (self.birch, self.litter) = (birch, litter)
  }

  /// From a seed frame: its lights at the end of the way, its darks on the trunks.
  init(_ digest: SeedDigest) {
    kind = .night
    light = digest.colour(5) * 1.7
    haze = Oklab.mix(digest.oklab(3), digest.oklab(4), 0.3).colour
    shade = Oklab.mix(digest.oklab(1), digest.oklab(2), 0.35).colour
    bark = digest.colour(0) * 0.7
    leaf = digest.colour(3)
    dark = digest.colour(0) * 0.7
    moss = digest.colour(1)
    spark = digest.colour(5) * 2
    glow = digest.accentColour
    (birch, litter) = (0, 0)
  }

  func lit(by next: Colour, _ amount: Float) -> Season {
    var season = self
    season.light = Colour.mix(light, next * 2.6 + light * 0.2, amount)
    return season
  }

  static let all = [
    Season(
      .night, light: 0xFFE09A, haze: 0xD8B464, shade: 0x22788A, bark: 0x123038, leaf: 0x4C8458, dark: 0x0A2226,
      moss: 0x1E5048, spark: 0xFFD878, glow: 0x4FE0D0),
    Season(
      .autumn, light: 0xFFF0CC, haze: 0xF0BC7C, shade: 0x6E6880, bark: 0x4A3A36, leaf: 0xF48C28, dark: 0x5C2414,
      moss: 0x7A3C1C, spark: 0xFFC060, glow: 0xE0702C, birch: 0.75, litter: 1),
    Season(
      .winter, light: 0xFFE0B4, haze: 0xF8C4A4, shade: 0x5C84C8, bark: 0x1E263C, leaf: 0xECEEFA, dark: 0x33487C,
      moss: 0xBCCDEE, spark: 0xFFFFFF, glow: 0xFFFFFF, birch: 0.3),
    Season(
      .spring, light: 0xFFFBDC, haze: 0xEEE49A, shade: 0x2C7070, bark: 0x1E2A22, leaf: 0x9CCB3C, dark: 0x163A22,
      moss: 0x3C6A2C, spark: 0xFFFAD0, glow: 0x7A6CF4, litter: 1),
    Season(
      .dusk, light: 0xFFC8A8, haze: 0xD87C94, shade: 0x3A2C6C, bark: 0x150F2C, leaf: 0x8A4A8C, dark: 0x120C28,
      moss: 0x2C2454, spark: 0xFFD0A0, glow: 0xFF8A5A),
  ]
}
