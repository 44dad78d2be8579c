import Geometry

/// What a layer's things look like at eight places of its own plane, and how much they cover.
extension Season {
  /// Mist over the ground.
  @inline(__always) static func mist(_ look: Grove.Look, _ y: Lanes) -> Lanes {
    smoothstep(-0.1, 0.45, y) * (0.22 * smoothstep(0.3, 2.5, look.haze * 5))
  }

  @inline(never) func trunk(_ trunk: Trunk, _ look: Grove.Look, _ air: Air, _ x: Lanes, _ y: Lanes) -> (Light, Lanes) {
    let half = trunk.half(y)
    var aside = x - trunk.middle(y)
    if look.fine > 0 { aside += Noise.value(y * 7, seed: trunk.seed &+ 1) * (trunk.width * 0.14 * look.fine) }
    let cover = clamped((half - magnitude(aside)) * (0.5 / look.blur) + 0.5)
    if !anyTrue(cover .> 0) { return (.black, cover) }
    let place = clamped(aside / half, -1, 1)
    var grain = Lanes(repeating: 0.5)
    if look.fine > 0 {
      let across = place * 2.6 + place * place * place * 1.6
      let ridges = Noise.value(across * 3.2 + 9, y * 7, seed: trunk.seed)
      grain += ridges * (0.6 * look.fine)
    }
    let facing = place * clamped(air.toLight, -1, 1)
    let rim = smoothstep(0.3, 0.95, facing)
    let round = 1 - place * place * 0.5
    var colour = Light(bark) * (0.2 + 0.7 * clamped(grain)) * (0.6 + 0.4 * round)
    if trunk.birch > 0 {
      let marks = Noise.value(place * 1.3 + 4, y * 31, seed: trunk.seed &+ 3)
      let scars = smoothstep(0.3, 0.5, marks) * look.fine + 0.12 * (1 - look.fine)
      let pale = Light(Colour.mix(haze, Colour(0.8, 0.78, 0.76), 0.6))
      let white = pale * ((0.22 + 0.4 * air.wide) * (0.45 + 0.55 * round + 0.25 * facing))
      colour = mix(white, Light(bark * 0.35), scars)
    }
    let grown = smoothstep(0.5, 0.0, trunk.ground - y) * 0.6
    colour = mix(colour, Light(moss) * (0.25 + 0.6 * clamped(grain)), grown * clamped(grain))
    colour += Light(light) * (rim * (0.2 + 0.8 * clamped(grain)) * (0.16 * air.wide * air.wide + 0.8 * air.near))
    return (colour, cover)
  }

  @inline(never) func bough(_ bough: Stroke, _ look: Grove.Look, _ air: Air, _ x: Lanes, _ y: Lanes) -> (Light, Lanes) {
    let (depth, _) = bough.inside(x, y)
    let cover = clamped(depth * (0.5 / look.blur) + 0.5)
    return (Light(bark) * 0.45 + Light(light) * (air.near * 0.1), cover)
  }

  @inline(never) func frond(_ frond: Stroke, _ look: Grove.Look, _ air: Air, _ x: Lanes, _ y: Lanes) -> (Light, Lanes) {
    let (depth, part) = frond.inside(x, y)
    let cover = clamped(depth * (0.5 / look.blur) + 0.5)
    if !anyTrue(cover .> 0) { return (.black, cover) }
    // The light comes through the tips.
    let through = part * (0.05 + 1.0 * air.wide)
    let colour =
      Light(moss) * (0.12 + 0.25 * part) + Light(leaf) * (through * 0.6)
      + Light(light) * (part * part * air.near * 0.35)
    return (colour, cover)
  }

  @inline(never) func leaves(_ look: Grove.Look, _ air: Air, _ x: Lanes, _ y: Lanes) -> (Light, Lanes) {
    guard let (depth, tone) = look.leafage(x, y) else { return (.black, .zero) }
    return leaves(depth, tone, softness: 0.025 + 4 * look.blur, air)
  }

  @inline(__always) func leaves(_ depth: Lanes, _ tone: Lanes, softness: Float, _ air: Air) -> (Light, Lanes) {
    let cover = clamped(depth * (1 / softness))
    if !anyTrue(cover .> 0) { return (.black, cover) }
    let thin = exp2(larger(depth, 0) * -4)
    let lit = clamped(0.34 + 1.1 * tone) * (0.3 + 0.7 * thin) * (0.08 + 1.3 * air.wide)
    let colour = mix(Light(dark) * 0.5, Light(leaf), clamped(lit)) + Light(light) * (lit * lit * air.near * 0.5)
    return (colour, cover)
  }

  @inline(never) func ground(
    _ below: Lanes, _ slope: Lanes, shafts: Lanes, _ look: Grove.Look, _ air: Air, _ x: Lanes, _ y: Lanes
  ) -> (Light, Lanes) {
    let cover = clamped(below * reciprocalRoot(1 + slope * slope) * (0.5 / look.blur) + 0.5)
    if !anyTrue(cover .> 0) { return (.black, cover) }
    let under = larger(below, 0)
    let away = x - look.path
    let path = exp2(away * away * -16)
    var (rough, strewn) = (Lanes.zero, Lanes.zero)
    if look.fine > 0 {
      if anyTrue(path .> 0.02) {
        rough += Noise.value((x + look.place) * 9, y * 27, seed: look.seed &+ 21) * path
      }
      let blades = Noise.value((x + look.place) * 53, under * 15, seed: look.seed &+ 23)
      rough = (rough + blades * ((1 - path) * (kind == .winter ? 0.25 : 1.1))) * look.fine
    }
    let patches = Noise.value((x + look.place) * 2.6, y * 6, seed: look.seed &+ 22)
    if litter > 0, look.fine > 0 {
      let spots = Noise.value((x + look.place) * 71, y * 97, seed: look.seed &+ 24)
      // Right before the camera they are lost in a wash of their colour.
      let single = smoothstep(0.2, 0.7, look.distance)
      let dots = smoothstep(0.12, 0.36, spots + patches * 0.5 + rough * 0.3)
      let wash = clamped(0.3 + 0.4 * patches)
      strewn = mix(wash, dots, Lanes(repeating: single)) * (look.fine * litter) * (1 - path)
    }
    let edge = exp2(under * -30)
    let soil = clamped(0.42 + 0.45 * rough + 0.5 * patches)
    let lit = (path * (0.25 + 0.6 * soil) + edge * 0.3 + 0.16 * soil * soil) * shafts
    var colour = Light(moss) * (soil * (0.22 + 0.75 * air.wide) + 0.3 * edge * air.wide)
    colour = mix(colour, Light(glow) * ((0.12 + 0.9 * air.wide) * (0.5 + soil)), strewn)
    colour += Light(light) * (lit * (0.22 * air.wide * air.wide + 0.75 * air.near))
    return (colour, cover)
  }

  @inline(never) func cap(_ cap: Grove.Cap, _ look: Grove.Look, _ air: Air, _ x: Lanes, _ y: Lanes) -> (
    colour: Light, cover: Lanes, glow: Light
  ) {
    let (dx, dy) = ((x - cap.x) * (1 / cap.width), (y - cap.y) * (1 / cap.width))
    let squared = dx * dx + dy * dy
    if !anyTrue(squared .< 54) { return (.black, .zero, .black) }
    let halo = larger(1 / (1 + squared * 0.6) - 0.03, 0) * (1 - look.haze) * look.presence
    let blur = look.blur / cap.width
    let dome = 1 - root(dx * dx + dy * dy * 1.5)
    let brim = 0.16 - 0.22 * dx * dx
    let top = smaller(dome, brim - dy)
    let stem = smaller(0.17 + 0.07 * dy * dy - magnitude(dx - 0.06 * dy), smaller(dy + 0.1, 1.55 - dy))
    let cover = clamped(larger(top, stem) * (0.5 / blur) + 0.5)
    let inner = clamped(dome * 1.6)
    let colour =
      Light(glow) * (0.25 + 1.0 * inner * clamped(dy + 0.8))
      + Light(Colour.mix(glow, Colour(1, 1, 1), 0.5)) * (clamped(stem * 5) * clamped(1.3 - 0.6 * dy) * 0.7)
    return (colour, cover, Light(glow) * (halo * 0.12))
  }
}
