import Geometry

/// What makes dust of a smooth shape: folds, and threads on them, each bent by the coarser ones.
struct DustThreads {
  private let seed: UInt32
  private let octaves: SeenOctaves

  /// Those that are larger than a few pixels, of such a size in the dust's own plane.
  init(_ seed: UInt32, footprint: Float) {
    self.seed = seed
    octaves = SeenOctaves(footprint: footprint, frequency: DustThreads.frequency, step: DustThreads.step, most: 7)
  }

  private static let frequency: Float = 1.15
  private static let amplitude: Float = 0.42
  private static let step: Float = 2.07
  /// Octaves that are lit by their slope.
  private static let litOctaves = 2

  /// Dust of such a height at eight places of its plane, and how much of its slope its folds make; nil if there is none
  /// inside.
  @inline(__always)
  func grown(_ height: Lanes, _ place: (x: Lanes, y: Lanes), inside: LaneMask) -> (
    height: Lanes, grain: Lanes, dx: Lanes, dy: Lanes
  )? {
    var (height, wx, wy) = (height, place.x, place.y)
    var (grain, dx, dy) = (Lanes.zero, Lanes.zero, Lanes.zero)
    var (amplitude, frequency) = (DustThreads.amplitude, DustThreads.frequency)
    var rough: Float = 0.2
    for octave in 0..<octaves.count {
      let weighted = octaves.weights[octave] * amplitude
      let (u, v) = (wx * frequency, wy * frequency + Float(octave) * 5.1)
      let noise: Lanes
      if octave < DustThreads.litOctaves {
        let slope = Noise.slope(u, v, seed: seed &+ UInt32(octave))
        noise = slope.value
        height += noise * weighted
        dx += slope.dx * (weighted * frequency)
        dy += slope.dy * (weighted * frequency)
      } else {
        noise = Noise.value(u, v, seed: seed &+ UInt32(octave))
        // Sharp above: threads.
        let ridge = 0.34 - root(noise * noise + 0.004) * 1.15
        height += ridge * weighted
        grain += ridge * (octaves.weights[octave] * rough)
        rough *= 0.62
      }
      wx += noise * (0.28 / frequency)
      wy -= noise * (0.22 / frequency)
      if octave == 1 && !anyTrue(inside .& (height .> -0.5)) { return nil }
      amplitude *= 0.58
      frequency *= DustThreads.step
    }
    return (height, grain, dx, dy)
  }
}

/// What dust there is at eight places.
struct DustShape {
  /// How deep in the dust they are; above it, less than nothing.
  let height: Lanes
  let grain: Lanes
  /// −1 … 1, the same over wide patches.
  let patch: Lanes
  /// Which way the dust grows deeper.
  let dx: Lanes
  let dy: Lanes
  let cover: Lanes
}
