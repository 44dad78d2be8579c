import Geometry

/// The opening of a sea of clouds: a well of light through a towering cloud that stands across the way. Its walls are thick
/// vapour, thin and bright along the edge.
struct CloudWell {
  static let kind = Mouth.Kind(radius: 0.34, spread: 0.8, leaving: 0.5, softness: 0.13, bend: 0.22)
  /// No clouds stand so few octaves before it.
  static let clearing = 0.7
  /// No point of the rim, and nothing that stands before it, is nearer than this part of the rim's greatest distance.
  static let least: Float = 0.29

  let mouth: Mouth
  let haze: Float
  private let seed: UInt32
  private let billows: Billows
  private let softness: Float
  private let distance: Float
  private let lean: Float
  /// How much of the rings is seen: while the tower is small it is a cloud like others.
  private let rings: Float

  init(_ mouth: Mouth, _ sea: Cloudsea, _ lens: Lens) {
    self.mouth = mouth
    let seed = sea.seed.at("tower")
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    distance = min(mouth.distance, 1e9)
    haze = 0.85 * Float(1 - PortableMath.exp2(-sea.haze * PortableMath.log2(1 + Double(distance))))
    softness = 0.07 + 4 * lens.pixel * distance
    billows = Billows(self.seed, footprint: lens.pixel * distance * 2.4)
    rings = smoothstep(0.06, 0.24, mouth.radius)
    lean = Float(0.25 * seed.at("lean").signed)
  }

  /// Vapour bulges into it all round.
  static func mouth(_ lens: Lens, _ sea: Cloudsea) -> Mouth {
    let hash = UInt32(truncatingIfNeeded: sea.seed.at("well").bits)
    return Mouth(lens, kind) { turns in
      let down = sine(turns: turns)
      var inset =
        0.10 + 0.14 * down * down + 0.22 * Noise.value(around: 3, turns: turns, .zero + 0.4, cell: 1, seed: hash)
      for (cell, amplitude, around) in [(UInt32(2), Float(0.85), Float(5)), (3, 0.34, 11)] {
        let noise = Noise.value(around: around, turns: turns, .zero + 0.45, cell: cell, seed: hash &+ cell)
        inset += (root(noise * noise + 0.03) - 0.24) * amplitude
      }
      return clamped(inset)
    }
  }

  /// How far outside the rim eight places are, as natural logarithms. Puffs stand out of the rim, nowhere so far that a ray
  /// from the vanishing point would cross it twice.
  @inline(__always) func outside(_ x: Lanes, _ y: Lanes) -> Lanes {
    let outside = mouth.outside(x, y, bentBy: seed &+ 40)
    if !anyTrue(magnitude(outside) .< 0.6) { return outside }
    let (u, v) = (x * (distance * 9), y * (distance * 9))
    let puff = Noise.value(u, v, seed: seed &+ 50)
    let (p, q) = (u * 2.2 + puff, v * 2.2 - puff)
    let small = Noise.value(p, q, seed: seed &+ 51)
    let far = clamped(1.5 - 2.5 * magnitude(outside))
    return outside + ((root(puff * puff + 0.09) - 0.38) * 0.26 + (root(small * small + 0.08) - 0.36) * 0.06) * far
  }

  /// What it has at eight places of the world's view, so far outside the rim, and how much light falls there, 0 … 1; nil if
  /// that is nothing.
  @inline(__always) func shape(_ x: Lanes, _ y: Lanes, outside: Lanes) -> (cloud: CloudShape, lit: Lanes)? {
    let (x, y) = (x * distance, y * distance)
    let patch = Noise.value(x * 1.6 + 5.3, y * 1.6, seed: seed &+ 30)
    let fold = Noise.value(x * 4.1 + patch, y * 4.1, seed: seed &+ 31)
    // A tower that widens toward the sea, and the sea itself.
    let (low, high) = (larger(y, 0), smaller(y, 0) * 0.9)
    let aside = x + lean * y
    let width = 0.66 + 0.5 * low + 0.16 * patch + 0.10 * root(fold * fold + 0.02)
    let tower = width - root(aside * aside + high * high)
    let outer = larger(tower, y - 0.40 + 0.12 * patch)
    let inside = (outside .> -0.3) .& (outer .> -0.5)
    if !anyTrue(inside) { return nil }
    // The way through it: rings of cloud, one before the other, each with a bright edge of its own.
    var inner = outside
    let isNear = rings > 0 && anyTrue(outside .< 1.6)
    let seen = smoothstep(1.6, 1.1, outside) * rings
    for ring in 1...2 where isNear {
      let noise = Noise.value(x * 2.7, y * 2.7, seed: seed &+ 60 &+ UInt32(ring))
      let before =
        outside - 0.34 * Float(ring) + (root(noise * noise + 0.03) - 0.32) * 0.85 + patch * 0.16
        - root(fold * fold + 0.03) * 0.2
      inner = mix(inner, larger(before, 0) + 0.02, smoothstep(-0.01, 0.07, before) * seen)
    }
    // Each lies in the shade of the one before it, and the last ones are far from the light.
    let lit = (0.2 + 0.8 * exp2(larger(inner, 0) * -3.4)) * (0.66 + 0.34 * exp2(larger(outside, 0) * -1.6))
    let edge = smaller(outside * 1.1, outer)
    let base = smaller(inner * 0.8, outer)
    let free = smoothstep(-0.05, 0.5, outside)
    let place = (x * 2.4 + patch * 0.2 + 1.7, y * 2.4 - patch * 0.2)
    let smooth = base * 1.1 + smaller(base, 0) * 0.8 + 0.05 * smoothstep(0.3, 0, outside)
    let solid = edge * 1.1 + smaller(edge, 0) * 0.8 + 0.05 * smoothstep(0.3, 0, outside)
    guard let grown = billows.grown(smooth, place, inside: inside) else { return nil }
    // The rim is the mouth's own. The sea before the tower is smoother.
    let calm = 1 - 0.5 * smoothstep(0.3, 0.9, y)
    let depth = clamped((solid + (grown.height - smooth) * ((0.05 + 0.8 * free) * calm)) * (1 / softness))
    let cover = only(inside, depth * depth * (2 - depth) * mouth.presence)
    let share = (0.6 + 0.3 * free) * calm
    // The walls of the well look to its middle.
    let inverse = reciprocalRoot(larger(x * x + y * y, 1e-8))
    let inward = inverse * smoothstep(0.7, 0, outside) * 0.6
    let cloud = CloudShape(
      base: base, height: smooth + (grown.height - smooth) * share, form: smooth + (grown.form - smooth) * share,
      patch: patch, dx: grown.dx * share + x * inward, dy: grown.dy * share + y * inward, cover: cover)
    return (cloud, mix(.one, lit, smoothstep(1.6, 0.9, outside) * rings))
  }
}
