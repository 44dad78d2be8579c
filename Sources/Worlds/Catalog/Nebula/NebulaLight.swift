import Geometry

/// The light at eight places of the world's view, and what dust makes of it.
struct NebulaLight {
  private let colours: NebulaColours
  /// The gas behind all.
  let sky: Light
  /// How near the cluster is, 0 … 1.
  private let near: Lanes
  private let toLightX: Lanes
  private let toLightY: Lanes

  @inline(__always) init(_ x: Lanes, _ y: Lanes, _ nebula: Nebula, _ colours: NebulaColours, _ mouth: Mouth) {
    self.colours = colours
    let squared = x * x + y * y
    let inverse = 1 / (root(squared) + 0.08)
    (toLightX, toLightY) = (-x * inverse, -y * inverse)
    var near = 1 / (1 + 4.5 * squared)
    let hash = UInt32(truncatingIfNeeded: nebula.seed.at("gas").bits)
    let hue = Noise.value(x * 0.9 + 3.1, y * 0.9, seed: hash)
    let thick = Noise.value(x * 1.3 + hue * 0.4, y * 1.3 + 7.7, seed: hash &+ 1)
    let wide = 1 / (1 + 2.2 * squared)
    let fold = Noise.value(x * 2.3 + thick * 0.5, y * 2.3 + hue * 0.5, seed: hash &+ 2)
    let fine = Noise.value(x * 5.1 + fold * 0.4, y * 5.1 + thick, seed: hash &+ 3)
    let wisp = 0.3 - root(fold * fold + 0.004) * 0.9 + 0.5 * (0.3 - root(fine * fine + 0.004))
    let amount = clamped(wide * (0.50 + 1.1 * thick + 0.9 * wisp))
    var sky = mix(Light(colours.veil), Light(colours.gas), clamped(0.25 + 1.5 * hue + 0.4 * near))
    sky = mix(Light(colours.space), sky, amount)
    sky += Light(colours.star) * (near * near * near * 0.14)
    if mouth.isSeen {
      let close = mouth.nearness(x, y)
      sky += Light(mouth.light) * (close * close * 0.25)
      near = larger(near, close * close * 0.8)
    }
    (self.near, self.sky) = (near, sky)
  }

  /// Cards, nearest first, and the sky: their light, and what dust leaves of the view.
  @inline(__always)
  func draw(_ cards: ArraySlice<DustCard>, _ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    cards.withUnsafeBufferPointer { cards in
      for card in cards {
        if !anyTrue(left .> 0.01) { break }
        guard let shape = card.shape(x, y) else { continue }
        add(shape, haze: card.haze, glow: card.glow, &sum, &left)
      }
    }
  }

  /// The same for the wall in which the opening is, so far outside its rim.
  @inline(__always)
  func draw(_ wall: DustWall, _ x: Lanes, _ y: Lanes, outside: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    guard anyTrue(left .> 0.01), let shape = wall.shape(x, y, outside: outside) else { return }
    add(shape, haze: wall.haze, glow: 1.6 * wall.mouth.presence, &sum, &left)
  }

  @inline(__always)
  private func add(_ shape: DustShape, haze: Float, glow: Float, _ sum: inout Light, _ left: inout Lanes) {
    sum += vapour(shape, glow * (1 - 0.75 * haze)) * left
    let weight = left * shape.cover
    sum += mix(dust(shape), sky, Lanes(repeating: haze)) * weight
    left -= weight
  }

  /// Gas that boils off the dust toward the light.
  @inline(__always) private func vapour(_ shape: DustShape, _ glow: Float) -> Light {
    let thin = larger(exp2(magnitude(shape.height - 0.03) * -5) - 0.16, 0) * 1.15
    let threads = clamped(0.5 + 1.8 * shape.grain)
    let steep = reciprocalRoot(shape.dx * shape.dx + shape.dy * shape.dy + 0.3)
    let facing = clamped(0.45 - 0.75 * (shape.dx * toLightX + shape.dy * toLightY) * steep)
    let amount = thin * threads * facing * (0.04 + 0.5 * near) * glow
    return mix(Light(colours.vapour), Light(colours.gas), clamped(0.3 + shape.patch)) * amount
  }

  @inline(__always) private func dust(_ shape: DustShape) -> Light {
    let steep = reciprocalRoot(shape.dx * shape.dx + shape.dy * shape.dy + 0.3)
    let facing = clamped(0.15 - 0.85 * (shape.dx * toLightX + shape.dy * toLightY) * steep)
    let depth = larger(shape.height, 0)
    let edge = exp2(depth * -11)
    let skin = exp2(depth * -2.6)
    let strength = 0.06 + 1.25 * near
    let lanes = clamped(0.38 + 4.6 * shape.grain, 0.03, 1.5)
    var colour = Light(colours.dark) + Light(colours.body) * ((skin * 0.92 + 0.08) * (0.12 + facing) * strength * lanes)
    colour += Light(colours.vapour) * (skin * facing * strength * lanes * lanes * 0.35)
    colour += Light(colours.edge) * (edge * (0.04 + facing) * strength * (0.3 + 0.9 * lanes))
    colour += Light(colours.star) * (edge * edge * facing * near * 0.25)
    return colour
  }
}
