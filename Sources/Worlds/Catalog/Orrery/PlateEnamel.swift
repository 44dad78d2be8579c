extension PlateFace {
  // Translucent enamel over engraved rays, with stars of gold leaf.
  @inline(__always) func enamel(_ plate: Plate, _ spot: PlateSpot, _ beyond: Lanes) -> Light {
    let angle = turns(spot.u, spot.v)
    let blur = plate.pixel
    // Rays that swing as they run inward, cut by rings.
    let swing = sine(turns: spot.distance * 5.5) * 0.22
    let ray = sine(turns: angle * plate.count + swing) * clamped(1.2 - plate.count * blur * 0.5)
    // Radial grooves shine where they run toward the light.
    let facing = light.facing(spot.across, spot.down) + 0.10 * ray
    let sheen = 1 / (1 + facing * facing * 9)
    let rim = clamped((1 - spot.distance) * 3.2 + 0.15) * clamped(beyond * 5 + 0.25)
    let depth = 0.10 + 0.90 * sheen * rim
    var face = mix(Light(materials.enamel), Light(materials.sheen), depth * (0.55 + 0.16 * ray) * 0.9)
    // A polished surface, in which the lamp is seen as a soft patch.
    let (px, py) = (spot.x - light.x * 0.62, spot.y - light.y * 0.62)
    let gloss = 1 / (1 + 14 * (px * px + py * py))
    face += Light(materials.sheen) * (gloss * gloss * 0.30)
    let star = stars(plate, spot, size: 7.5, share: 0.55, blur) + dust(plate, spot, blur)
    let leaf = brass.light(0.62 + 0.30 * sheen)
    return mix(face, leaf, clamped(star) * clamped((0.985 - spot.distance) * 60))
  }

  @inline(__always) private func stars(_ plate: Plate, _ spot: PlateSpot, size: Float, share: Float, _ blur: Float)
    -> Lanes
  {
    let (u, v) = (spot.u * size, spot.v * size)
    let (i, j) = (floor(u), floor(v))
    let hash = Noise.hash(wholeBits(i), wholeBits(j), plate.seed &+ UInt32(size))
    let (p, q) = (Noise.first(hash), Noise.second(hash))
    let third = Noise.unit(Noise.mixed(hash))
    let rare = third * (1 / share)
    let a = u - i - 0.5 - 0.26 * p
    let b = v - j - 0.5 - 0.26 * q
    // A spark of four rays, and four short ones between.
    let (ax, ay) = (magnitude(a), magnitude(b))
    let long = root(ax) + root(ay)
    let short = (root(magnitude(a + b)) + root(magnitude(a - b))) * 1.25
    let reach = 0.14 + 0.26 * rare * rare
    let inside = root(Lanes(repeating: 1) * reach) - smaller(long, short)
    let soft = blur * size * 2.2
    let disc = 0.02 + 0.045 * rare - root(a * a + b * b)
    let shape = larger(clamped(inside * (1 / (soft + 0.02)) + 0.35), clamped(disc * (1 / (soft + 0.005)) + 0.5))
    let seen = clamped(1.4 - 3.5 * blur * size)
    return only(third .< share, shape) * seen
  }

  // Small stars, in drifts.
  @inline(__always) private func dust(_ plate: Plate, _ spot: PlateSpot, _ blur: Float) -> Lanes {
    let size: Float = 26
    let (u, v) = (spot.u * size, spot.v * size)
    let (i, j) = (floor(u), floor(v))
    let hash = Noise.hash(wholeBits(i), wholeBits(j), plate.seed &+ 9)
    let third = Noise.unit(Noise.mixed(hash))
    let a = u - i - 0.5 - 0.36 * Noise.first(hash)
    let b = v - j - 0.5 - 0.36 * Noise.second(hash)
    let drift = 0.42 + 0.6 * Noise.value(spot.u * 2.3, spot.v * 2.3, seed: plate.seed &+ 4)
    let disc = 0.035 + 0.085 * third * third - root(a * a + b * b)
    return only(third .< drift, clamped(disc * (1 / (blur * size + 0.01)) + 0.5)) * clamped(1.4 - 2.5 * blur * size)
      * 0.85
  }
}
