import Geometry

/// The light of a time of day.
struct Weather {
  var sun: Colour
  let horizon: Colour
  /// The sky half way up.
  let middle: Colour
  let zenith: Colour
  let lit: Colour
  let shade: Colour
  /// What clouds sink into.
  let mist: Colour

  private init(sun: Colour, horizon: Colour, middle: Colour, zenith: Colour, lit: Colour, shade: Colour) {
    (self.sun, self.horizon, self.middle, self.zenith) = (sun, horizon, middle, zenith)
    (self.lit, self.shade) = (lit, shade)
    mist = Colour.mix(Colour.mix(shade, middle, 0.5), horizon, 0.3)
  }

  private init(sun: UInt32, horizon: UInt32, middle: UInt32, zenith: UInt32, lit: UInt32, shade: UInt32) {
    self.init(
      sun: Colour(sun) * 2, horizon: Colour(horizon), middle: Colour(middle), zenith: Colour(zenith),
      lit: Colour(lit) * 1.45, shade: Colour(shade) * 0.6)
  }

  /// From a seed frame: its lights on the clouds, its darks in the sky above and in the shade.
  init(_ digest: SeedDigest) {
    self.init(
      sun: digest.colour(5) * Colour(2.1, 1.95, 1.6),
      horizon: Oklab.mix(digest.oklab(3), digest.oklab(4), 0.5).colour, middle: digest.colour(2),
      zenith: digest.colour(1), lit: Oklab.mix(digest.oklab(4), digest.oklab(5), 0.5).colour * 1.4,
      shade: Oklab.mix(digest.oklab(1), digest.oklab(2), 0.4).colour * 0.7)
  }

  func lit(through mouth: Mouth) -> Weather {
    var weather = self
    weather.sun = mouth.tinted(sun)
    return weather
  }

  /// Late afternoon, noon, dusk, dawn.
  static let all = [
    Weather(sun: 0xFFDCA0, horizon: 0xFFC07E, middle: 0xC79AA6, zenith: 0x3C5CA8, lit: 0xFFD6A4, shade: 0x5A548E),
    Weather(sun: 0xFFF4DC, horizon: 0xDDEEF4, middle: 0x7FB8E6, zenith: 0x1A58AC, lit: 0xFFFBF2, shade: 0x5C86C4),
    Weather(sun: 0xFFC088, horizon: 0xFF8A5C, middle: 0xB84878, zenith: 0x2A1F66, lit: 0xFF9A74, shade: 0x4C2A74),
    Weather(sun: 0xFFE6C0, horizon: 0xFFC298, middle: 0xC6A8D4, zenith: 0x4468B4, lit: 0xFFD8C2, shade: 0x5868B4),
  ]
}
