/// The octaves of a noise that can be seen, each with its weight: those that are larger than a few pixels.
struct SeenOctaves: Sendable {
  let count: Int
  let weights: SIMD8<Float>

  /// `footprint` is the size of a pixel in the noise's own plane, `frequency` the first octave's and `step` how much finer each is than
  /// the one before; there are 8 at most.
  init(footprint: Float, frequency: Float, step: Float, most: Int) {
    var weights = SIMD8<Float>.zero
    var (count, frequency) = (0, frequency)
    while count < most {
      let weight = 1 - clamped((footprint * frequency - 0.07) / 0.14)
      if weight <= 0 { break }
      weights[count] = weight
      count += 1
      frequency *= step
    }
    (self.count, self.weights) = (count, weights)
  }
}
