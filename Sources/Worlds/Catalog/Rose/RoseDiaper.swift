/// The lattice of small diamonds between the panes.
struct RoseDiaper {
  private static let around: Float = 48
  private static let perOctave = 7.64
  /// Where the canvas's unit circle stands along the lattice.
  private let cell: UInt32
  private let fraction: Float

  init(depth: Double) {
    let place = -depth * RoseDiaper.perOctave
    cell = UInt32(truncatingIfNeeded: Int(place.rounded(.down)))
    fraction = Float(place - place.rounded(.down))
  }

  @inline(__always)
  func light(_ ring: RoseRing, _ place: RosePlace, _ grain: Lanes, _ blur: Lanes) -> Light {
    let along = place.octave * Float(RoseDiaper.perOctave) + fraction
    let round = place.turns * RoseDiaper.around
    let (p, q) = (round + along, round - along)
    let (i, j) = (floor(p), floor(q))
    // Round the whole circle both numbers grow by 48: their sum is taken so that it closes.
    let sum = i + j
    let closed = sum - floor(sum * (0.5 / RoseDiaper.around)) * (2 * RoseDiaper.around)
    let number = wholeBits(i - j) &+ cell &* 2
    let tint = Noise.unit(Noise.hash(number, wholeBits(closed), 0x51ED))
    let (u, v) = (magnitude(p - i - 0.5), magnitude(q - j - 0.5))
    // The lattice's lines as lengths, and how they fade where pixels are wider.
    let step = 2 * Float.pi / RoseDiaper.around * 0.75
    let line = (0.5 - larger(u, v)) * step - 0.0045
    let lead = clamped(0.5 + line * blur)
    let detail = smoothstep(0.06, 0.02, place.footprint)
    let lines = mix(Lanes(repeating: 0.82), lead, detail)
    let jewel = smoothstep(0.86, 0.88, tint) * clamped(0.5 + ((0.30 - larger(u, v)) * step) * blur) * detail
    let ground = Light(ring.ground) * (lines * (0.75 + 0.6 * (tint - 0.4)))
    return mix(ground, Light(ring.accent) * 0.8, jewel)
  }
}
