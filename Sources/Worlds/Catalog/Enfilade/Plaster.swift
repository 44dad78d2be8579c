/// The unevenness of a painted wall: as rough when one stands before it as from afar.
enum Plaster {
  static let strength: Float = 0.24

  /// Noise, −1 … 1, at a place on the wall where a pixel has a side. Of all its octaves only the one or two with strokes about five to ten
  /// pixels wide are drawn, the finer one the more the closer one is.
  @inline(__always) static func relief(_ x: Lanes, _ y: Lanes, pixel: Lanes, seed: UInt32) -> Lanes {
    // Brushed on upright.
    let (x, y) = (x * 1.4, y * 0.45)
    let finest = (1.0 / 9) / larger(pixel, 1e-9)
    // The power of two below it, and the share of the next, 0 … 1.
    let frequency = lanes(bits(finest) & 0xFF80_0000)
    let share = clamped((finest / frequency - 1.3) * 2.5)
    if !anyTrue(share .> 0) { return Noise.value(x * frequency, y * frequency, seed: seed) }
    let fine = Noise.value(x * (frequency * 2), y * (frequency * 2), seed: seed)
    if !anyTrue(share .< 1) { return fine }
    let coarse = Noise.value(x * frequency, y * frequency, seed: seed)
    // Two unlike waves add up by their squares.
    return mix(coarse, fine, share) * (1 + 1.6 * share * (1 - share))
  }
}
