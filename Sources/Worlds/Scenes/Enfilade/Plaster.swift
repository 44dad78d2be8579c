/// The unevenness of a painted wall: as rough when one stands before it as from afar.
enum Plaster {
  static let strength: Float = 0.27

  /// Noise, −1 … 1, at a place on the wall where a pixel has a side. Of all its octaves the two with bumps of about five to ten pixels are
  /// drawn, the finer one the more the closer one is.
  @inline(__always) static func relief(_ x: Lanes, _ y: Lanes, pixel: Lanes, seed: UInt32) -> Lanes {
    let finest = (1.0 / 9) / larger(pixel, 1e-9)
    // The power of two below it, and how far it is above that, 0 … 1.
    let frequency = lanes(bits(finest) & 0xFF80_0000)
    let share = finest / frequency - 1
    let coarse = Noise.value(x * frequency, y * frequency, seed: seed)
    let fine = Noise.value(x * (frequency * 2), y * (frequency * 2), seed: seed)
    // Two unlike waves add up by their squares.
    return mix(coarse, fine, share) * (1 + 1.6 * share * (1 - share))
  }
}
