import Geometry

/// Drops of dew: lenses that lie here and there, each in a cell of its own on a lattice over the angle and the logarithm of
/// the distance.
struct DewDrops {
  private let start: Float
  private let row: UInt32
  private let seed: UInt32
  private let amount: Float

  private static let around: Float = 9
  private static let perUnit = around / (2 * Float.pi)

  init(_ seed: Seed, amount: Float, logarithm: Double) {
    let place = logarithm * Double(DewDrops.perUnit)
    row = UInt32(truncatingIfNeeded: Int(place.rounded(.down)))
    start = Float(place - place.rounded(.down))
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    self.amount = amount
  }

  /// Eight places as they are seen through drops, where there are any.
  struct Seen {
    let turns: Lanes
    let logarithm: Lanes
    /// The distance from the middle of a drop, 1 at its edge, and the direction to the light from there, −1 … 1.
    fileprivate let out: Lanes
    fileprivate let lightward: Lanes
    fileprivate let aside: Lanes

    /// The leaf's light through the drop, with its gleam; beside it its shadow and the light that it gathers.
    @inline(never) func lit(_ own: Light, vein: Colour) -> Light {
      let inside = smoothstep(1.0, 0.94, out)
      let shadow = smoothstep(1.7, 0.95, out) * clamped(0.35 - 0.9 * lightward) * (1 - inside)
      let rim = smoothstep(0.6, 1.0, out)
      // Light enters above and gathers below.
      let gathered = smoothstep(0.1, -0.85, lightward) * smoothstep(0.3, 0.85, out)
      let glass =
        own * (0.75 + 0.25 * out - 0.45 * rim * clamped(lightward + 0.3)) + (own * 1.1 + Light(vein) * 0.18) * gathered
      let (gx, gy) = (lightward - 0.52, aside + 0.12)
      let gleam = smoothstep(0.030, 0.008, gx * gx + gy * gy * 0.5)
      let light = mix(own * (1 - 0.65 * shadow), glass, inside)
      return light + Light(Colour(1, 1, 0.97)) * (gleam * inside * 1.4)
    }
  }

  @inline(never) func value(_ turns: Lanes, _ logarithm: Lanes) -> Seen {
    let around = fraction(turns)
    let (x, y) = (around * DewDrops.around, logarithm * DewDrops.perUnit + start)
    let (column, line) = (smaller(floor(x), DewDrops.around - 1), floor(y))
    let hash = Noise.hash(wholeBits(column), wholeBits(line) &+ row, seed)
    let other = Noise.mixed(hash ^ 0x68BC_21EB)
    let chance = Noise.unit(other)
    let size = Noise.unit(other &* 0x9E37_79B1)
    let radius: Lanes = select(chance .< 0.42 * amount, 0.05 + 0.19 * size * size, Lanes(repeating: 0.0001))
    let free = 0.5 - radius * 1.75
    let dx = (x - column - 0.5) - Noise.first(hash) * free
    let dy = (y - line - 0.5) - Noise.second(hash) * free
    let out = root(dx * dx + dy * dy) / radius
    // A drop is a lens: what is in it is drawn smaller and bent toward its middle.
    let inside = smoothstep(1.0, 0.9, out)
    let pull = inside * (0.35 - 0.6 * out * out)
    let (sine, cosine) = (Worlds.sine(turns: around), Worlds.cosine(turns: around))
    // On the picture x is across and y down; the light comes from the upper left.
    let (ax, ay) = (dy * cosine - dx * sine, dy * sine + dx * cosine)
    let lightward = (ax * -0.55 + ay * -0.83) / radius
    let aside = (ax * 0.83 + ay * -0.55) / radius
    return Seen(
      turns: turns - dx * pull * (1 / DewDrops.around), logarithm: logarithm - dy * pull * (1 / DewDrops.perUnit),
      out: out,
      lightward: lightward, aside: aside)
  }
}
