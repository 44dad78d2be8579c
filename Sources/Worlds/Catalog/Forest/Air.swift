import Geometry

/// The light and the air at eight places of the world's view.
struct Air {
  /// How near the light is, 0 … 1, and a wider measure of it.
  let near: Lanes
  let wide: Lanes
  /// What the distance is lost in, and what is behind all.
  let haze: Light
  let sky: Light
  let toLight: Lanes

  @inline(__always) init(_ x: Lanes, _ y: Lanes, _ squared: Lanes, _ season: Season) {
    near = 1 / (1 + 9 * squared)
    let oval = x * x * 0.75 + y * y
    wide = 1 / (1 + 3 * oval)
    let far = 1 / (1 + 0.8 * oval)
    haze =
      mix(Light(season.shade) * (far * far), Light(season.haze), clamped(wide * wide * wide * 1.45 - 0.13))
      * (0.4 + 0.7 * wide)
      + Light(season.light) * (near * near * near * 0.55)
    sky = haze + Light(season.light) * (0.7 / (1 + 120 * squared))
    toLight = x * -6
  }
}
