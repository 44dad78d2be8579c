import Geometry

/// Sums of noise over the angle and the logarithm of the distance.
///
/// That map keeps shapes, so the noise looks the same in all directions; it has no seam, is alike at every depth, never
/// repeats, and zooming shifts it. Its finest visible octave depends on the place on the screen alone, so sharpness does not change
/// with time.
package struct CylinderNoise {
  /// Lattice points to the turn, for each octave.
  private let around: SIMD8<Float>
  /// Where the canvas's unit circle stands in the lattice of each octave: whole and fractional part.
  private let cells: SIMD8<UInt32>
  private let fractions: SIMD8<Float>
  /// Each octave is turned, and sheared to a spiral, its own way, so that lattices never agree.
  private let angles: SIMD8<Float>
  private let amplitudes: SIMD8<Float>
  let octaves: Int
  private let seed: UInt32

  /// Noise whose features have 1 / `frequency` of their distance from the centre.
  package init(_ seed: Seed, depth: Double, frequency: Double, gain: Float, octaves: Int) {
    precondition(octaves <= 8, "noise on a cylinder has at most eight octaves")
    var (around, fractions, amplitudes) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (cells, angles) = (SIMD8<UInt32>.zero, SIMD8<Float>.zero)
    var (frequency, amplitude) = (frequency, Float(1))
    for octave in 0..<octaves {
      let points = (2 * Double.pi * frequency).rounded()
      let place = -depth * PortableMath.ln2 * points / (2 * Double.pi) + seed.at("place", octave).unit * 64
      around[octave] = Float(points)
      cells[octave] = UInt32(truncatingIfNeeded: Int(place.rounded(.down)))
      fractions[octave] = Float(place - place.rounded(.down))
      let angle = seed.at("angle", octave).unit - depth * PortableMath.ln2 * Double(CylinderNoise.slant(octave))
      angles[octave] = Float(angle - angle.rounded(.down))
      amplitudes[octave] = amplitude
      frequency *= 2.03
      amplitude *= gain
    }
    (self.around, self.cells, self.fractions, self.amplitudes) = (around, cells, fractions, amplitudes)
    self.angles = angles
    self.octaves = octaves
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
  }

  /// How many octaves have features of at least this many pixels, where a pixel covers this angle in radians.
  func octaves(largerThan pixels: Float, footprint: Float) -> Int {
    (0..<octaves).prefix { 2 * Float.pi >= around[$0] * footprint * pixels }.count
  }

  /// The noise at angles in turns and natural logarithms of the distance on the canvas. The footprint is the angle, in radians, that
  /// a pixel covers; octaves that it blurs are left out.
  @inline(__always) package func value(_ turns: Lanes, _ logarithm: Lanes, footprint: Lanes) -> Lanes {
    value(turns, logarithm, footprint: footprint, octaves: 0..<octaves)
  }

  /// Some of its octaves.
  @inline(__always)
  func value(_ turns: Lanes, _ logarithm: Lanes, footprint: Lanes, octaves: Range<Int>) -> Lanes {
    var sum = Lanes.zero
    for octave in octaves {
      let points = around[octave]
      let weight = smoothstep(0.6, 0.25, footprint * (points / (2 * Float.pi)))
      if !anyTrue(weight .> 0) { break }
      let y = logarithm * (points / (2 * Float.pi))
      let x = turns + (logarithm * CylinderNoise.slant(octave) + angles[octave])
      let noise = Noise.value(
        around: points, turns: x, y + fractions[octave], cell: cells[octave], seed: seed &+ UInt32(octave))
      sum += noise * (weight * amplitudes[octave])
    }
    return sum
  }

  /// How an octave's lattice leans, in turns per unit of the logarithm.
  @inline(__always) private static func slant(_ octave: Int) -> Float { octave & 1 == 0 ? 0.059 : -0.046 }
}
