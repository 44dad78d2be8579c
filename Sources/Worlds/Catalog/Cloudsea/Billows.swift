import Geometry

/// What makes clouds of a smooth shape: sums of |noise|, round above and creased below, each bent by the coarser ones.
struct Billows {
  private let seed: UInt32
  private let octaves: SeenOctaves

  /// Those that are not smaller than a few pixels. Near the camera they are out of focus: that looks like a lens, and hides
  /// that clouds fade.
  init(_ seed: UInt32, footprint: Float) {
    self.seed = seed
    octaves = SeenOctaves(footprint: footprint, frequency: Billows.frequency, step: Billows.step, most: 8)
  }

  /// The first octave's billows to the unit, half their height, and how much finer each octave is than the one before.
  private static let frequency: Float = 1.3
  private static let amplitude: Float = 0.40
  private static let step: Float = 2.12
  /// Octaves that are lit by their slope, and those that bend what is finer.
  private static let litOctaves = 2
  private static let bendingOctaves = 4

  /// Clouds of such a height at eight places of their plane, the same without fine billows, and the slope; nil if there are
  /// none inside.
  @inline(__always)
  func grown(_ height: Lanes, _ place: (x: Lanes, y: Lanes), inside: LaneMask) -> (
    height: Lanes, form: Lanes, dx: Lanes, dy: Lanes
  )? {
    var (height, wx, wy) = (height, place.x, place.y)
    var (form, dx, dy) = (height, Lanes.zero, Lanes.zero)
    var (amplitude, frequency) = (Billows.amplitude, Billows.frequency)
    for octave in 0..<octaves.count {
      let weighted = octaves.weights[octave] * amplitude
      let (u, v) = (wx * frequency, wy * frequency + Float(octave) * 5.1)
      let noise: Lanes
      if octave < Billows.litOctaves {
        let slope = Noise.slope(u, v, seed: seed &+ UInt32(octave))
        noise = slope.value
        let rounded = noise * noise + 0.045
        let inverse = roughReciprocalRoot(rounded)
        height += (rounded * inverse * 2.1 - 0.62) * weighted
        let bend = noise * inverse * (weighted * frequency * 2.1)
        dx += bend * slope.dx
        dy += bend * slope.dy
      } else {
        noise = Noise.value(u, v, seed: seed &+ UInt32(octave))
        let rounded = noise * noise + 0.015
        height += (rounded * roughReciprocalRoot(rounded) * 1.7 - 0.44 + noise * 0.4) * weighted
      }
      if octave < Billows.bendingOctaves {
        wx += noise * (0.08 / frequency)
        wy += noise * (0.11 / frequency)
        // What is still to come cannot be higher than this.
        if !anyTrue(inside .& (height .> -1.2 * amplitude)) { return nil }
      }
      if octave < 2 { form = height }
      amplitude *= 0.5
      frequency *= Billows.step
    }
    return (height, form, dx, dy)
  }
}

/// What a card has at eight places.
struct CloudShape {
  /// How far below the ridge they are.
  let base: Lanes
  /// How deep in the cloud.
  let height: Lanes
  /// The same without fine billows.
  let form: Lanes
  /// −1 … 1, the same over wide patches.
  let patch: Lanes
  let dx: Lanes
  let dy: Lanes
  let cover: Lanes
}

/// 1/√x for x > 0, to 0.0018 of itself: of billows nobody sees that.
@inline(__always) private func roughReciprocalRoot(_ x: Lanes) -> Lanes {
  let guess = lanes(0x5F37_59DF &- (bits(x) &>> 1))
  return guess * (1.5 - 0.5 * x * guess * guess)
}
