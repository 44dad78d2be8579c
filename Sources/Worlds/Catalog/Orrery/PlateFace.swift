/// The faces of plates.
struct PlateFace: Sendable {
  let materials: OrreryMaterials
  let light: WorkLight
  let brass: Palette.Ladder
  let silver: Palette.Ladder
  let numerals: RomanNumerals

  init(_ materials: OrreryMaterials, _ light: WorkLight) {
    self.materials = materials
    self.light = light
    brass = materials.brass.ladder
    silver = materials.silver.ladder
    numerals = RomanNumerals()
  }

  @inline(__always) func line(_ distance: Lanes, _ width: Float, _ blur: Float) -> Lanes {
    let reach = width + blur
    return clamped(1 - (magnitude(distance) - width * 0.5) * (1 / reach)) * (width / reach)
  }

  @inline(__always) func edge(_ distance: Lanes, _ blur: Float) -> Lanes {
    clamped(distance * (1 / blur) + 0.5)
  }

  /// What a plate shows, `beyond` the edge of the next one inward.
  func light(_ plate: Plate, _ spot: PlateSpot, beyond: Lanes) -> Light {
    let grooves =
      plate.pixel < 0.02 ? Noise.value(spot.distance * 150, seed: plate.seed) * max(0, 1 - plate.pixel * 90) : .zero
    let stain = Noise.value(spot.u * 3.1, spot.v * 3.1, seed: plate.seed &+ 1)
    let fan = light.fan(spot.across, spot.down, streak: 0.08 * grooves + 0.10 * stain)
    let face: Light
    switch plate.kind {
    case .bezel: face = bezel(plate, spot, fan)
    case .enamel: face = enamel(plate, spot, beyond)
    case .chapter: face = chapter(plate, spot, fan, stain)
    case .scale: face = scale(plate, spot, fan, grooves, stain)
    case .stripes: face = stripes(plate, spot, fan, stain)
    case .crown: face = crown(plate, spot, fan, grooves, stain)
    }
    return face
  }

  // A narrow round moulding, polished.
  @inline(__always) private func bezel(_ plate: Plate, _ spot: PlateSpot, _ fan: Lanes) -> Light {
    let across = (1 - spot.distance) * (2 / (1 - plate.inner)) - 1
    // A torus: its slope turns from outward to inward.
    let facing = light.facing(spot.across, spot.down) * across * -1
    let round = root(clamped(1 - across * across))
    let gleam = clamped(facing * 0.7 + round * 0.72)
    let hot = gleam * gleam * gleam * gleam
    return brass.light(0.10 + 0.42 * gleam + 0.42 * hot + 0.20 * fan * round)
  }

  @inline(__always) private func turned(_ fan: Lanes, _ grooves: Lanes, _ stain: Lanes) -> Lanes {
    0.16 + 0.56 * fan + 0.035 * grooves + 0.08 * stain
  }

  // Divisions engraved round a ring of brass.
  @inline(__always) private func scale(
    _ plate: Plate, _ spot: PlateSpot, _ fan: Lanes, _ grooves: Lanes, _ stain: Lanes
  ) -> Light {
    let s = (1 - spot.distance) * (1 / (1 - plate.inner))
    let angle = turns(spot.u, spot.v)
    let blur = plate.pixel
    var cut = line((s - 0.10) * (1 - plate.inner), 0.003, blur) + line((s - 0.90) * (1 - plate.inner), 0.003, blur)
    cut += line((s - 0.62) * (1 - plate.inner), 0.0025, blur)
    cut = larger(cut, ticks(plate, spot, angle, plate.count, 0.003, s, 0.10, 0.30))
    cut = larger(cut, ticks(plate, spot, angle, plate.count / 4, 0.004, s, 0.10, 0.46))
    cut = larger(cut, ticks(plate, spot, angle, plate.count / 12, 0.006, s, 0.10, 0.62))
    // Between the lower circles a chain of lozenges.
    let number = plate.count / 4
    let a = (fraction(angle * number) - 0.5) * (2 * Float.pi / number) * spot.distance
    let half = 0.09 * (1 - plate.inner)
    let lozenge = magnitude(a) * 0.8 + magnitude((s - 0.76) * (1 - plate.inner)) - half
    cut = larger(cut, line(lozenge, 0.003, blur))
    let tone = turned(fan, grooves, stain)
    return mix(brass.light(tone), brass.light(tone * 0.28), cut * 0.85)
  }

  @inline(__always)
  private func ticks(
    _ plate: Plate, _ spot: PlateSpot, _ angle: Lanes, _ count: Float, _ width: Float, _ s: Lanes, _ from: Float,
    _ to: Float
  ) -> Lanes {
    let aside = (fraction(angle * count + 0.5) - 0.5) * (2 * Float.pi / count) * spot.distance
    let blur = plate.pixel * (1 / (1 - plate.inner))
    return line(aside, width, plate.pixel) * edge(s - from, blur) * edge(to - s, blur)
  }

  // A silvered ring with hours and minutes.
  @inline(__always) private func chapter(_ plate: Plate, _ spot: PlateSpot, _ fan: Lanes, _ stain: Lanes) -> Light {
    let s = (1 - spot.distance) * (1 / (1 - plate.inner))
    let angle = turns(spot.u, spot.v)
    let blur = plate.pixel
    let width = 1 - plate.inner
    var ink = line((s - 0.07) * width, 0.004, blur) + line((s - 0.19) * width, 0.003, blur)
    ink += line((s - 0.92) * width, 0.005, blur) + line((s - 0.955) * width, 0.002, blur)
    ink = larger(ink, ticks(plate, spot, angle, 60, 0.004, s, 0.07, 0.19))
    ink = larger(ink, ticks(plate, spot, angle, 12, 0.012, s, 0.07, 0.19))
    // Numerals stand with their heads outward.
    let hour = fraction(angle + 0.25) * 12
    let number = floor(hour + 0.5)
    let along = (hour - number) * (2 * Float.pi / 12) * spot.distance
    let half = width * 0.29
    let (a, b) = (along * (1 / half), (0.555 - s) * (width / half))
    if anyTrue(magnitude(b) .< 1.2) { ink = larger(ink, numerals.ink(number, a, b, blur: blur / half)) }
    let tone = 0.30 + 0.50 * fan + 0.08 * stain
    return mix(silver.light(tone), Light(materials.ink) * 0.8, clamped(ink) * 0.92)
  }

  // Broad stripes, each brushed to a soft hollow, with rubies in gold.
  @inline(__always) private func stripes(_ plate: Plate, _ spot: PlateSpot, _ whole: Lanes, _ stain: Lanes) -> Light {
    let angle = turns(spot.u, spot.v)
    let place = spot.u * plate.count + 64
    let across = fraction(place) - 0.5
    // The lamp across the stripes, and the fine strokes along the brush's round.
    let side = plate.cosine * light.x + plate.sine * light.y
    let brush =
      Noise.value(spot.v * 3.0 + across * across * 5, place * 9, seed: plate.seed)
      * max(0, 1 - plate.pixel * plate.count * 12)
    let hollow = sine(turns: across) * ((side < 0 ? -0.9 : 0.9) * (0.45 + 0.55 * abs(side)))
    let blur = plate.pixel * plate.count
    let ridge = clamped(1 - (0.5 - magnitude(across)) * (1 / max(0.05, 1.5 * blur)))
    let fade = clamped(1.3 - blur * 3)
    let sweep = light.facing(spot.x, spot.y)
    let tone =
      0.30 + 0.20 * whole + 0.15 * sweep + (0.085 * hollow + 0.028 * brush - 0.06 * ridge) * fade + 0.05 * stain
    var face = brass.light(tone)
    // Rubies stand in a ring, each in its gold setting.
    let middle = 0.5 * (1 + plate.inner) + 0.18 * (1 - plate.inner)
    let count: Float = 8
    let part = (fraction(angle * count) - 0.5) * (2 * Float.pi / count)
    let (a, b) = (part * middle, spot.distance - middle)
    let size = 0.10 * (1 - plate.inner)
    face = jewel(face, a, b, size, spot, plate.pixel)
    return face
  }

  @inline(__always)
  private func jewel(_ face: Light, _ a: Lanes, _ b: Lanes, _ size: Float, _ spot: PlateSpot, _ blur: Float) -> Light {
    let distance = root(a * a + b * b)
    if !anyTrue(distance .< size * 1.7) { return face }
    let inverse = 1 / size
    let (p, q) = (a * inverse, b * inverse)
    let across = spot.across * q - spot.down * p
    let down = spot.down * q + spot.across * p
    let facing = light.facing(across, down)
    let setting = brass.light(0.50 + 0.38 * facing)
    let spark = across - light.x * 0.42
    let sparkDown = down - light.y * 0.42
    let hot = 1 / (1 + 40 * (spark * spark + sparkDown * sparkDown))
    let glow = clamped(0.35 - 0.55 * facing) + 0.12
    let stone = Light(materials.jewel) * (glow * 1.6) + Light(Colour(1, 1, 1)) * (hot * hot * 0.9)
    let dark = mix(
      face * mix(.one, Lanes(repeating: 0.35), clamped((size * 1.7 - distance) * (1.4 / size))), setting,
      edge(size * 1.35 - distance, blur))
    return mix(dark, stone, edge(size - distance, blur))
  }

  // A toothed ring with screws of blued steel.
  @inline(__always) private func crown(
    _ plate: Plate, _ spot: PlateSpot, _ fan: Lanes, _ grooves: Lanes, _ stain: Lanes
  ) -> Light {
    let s = (1 - spot.distance) * (1 / (1 - plate.inner))
    let blur = plate.pixel
    var face = brass.light(turned(fan, grooves, stain) + 0.04)
    let width = 1 - plate.inner
    let groove = line((s - 0.36) * width, 0.004, blur) + line((s - 0.93) * width, 0.004, blur)
    face = face * (1 - 0.6 * clamped(groove))
    let angle = turns(spot.u, spot.v)
    let count: Float = 12
    let middle = 1 - 0.645 * width
    let a = (fraction(angle * count) - 0.5) * (2 * Float.pi / count) * middle
    let b = spot.distance - middle
    let size = 0.15 * width
    let distance = root(a * a + b * b)
    if anyTrue(distance .< size * 1.4) {
      let turn = Noise.first(
        Noise.hash(wholeBits(floor(angle * count + 64)), wholeBits(Lanes(repeating: 3)), plate.seed))
      let (c, d) = (cosine(turns: turn), sine(turns: turn))
      let slot = line(a * c + b * d, size * 0.16, blur)
      let inverse = reciprocalRoot(distance * distance + 1e-8)
      let (p, q) = (a * inverse, b * inverse)
      let shine = light.fan(spot.across * q - spot.down * p, spot.down * q + spot.across * p, streak: .zero)
      let head = Light(materials.steel) * (0.30 + 1.3 * shine) + Light(materials.air) * 1.2
      let sunk = mix(face, face * 0.25, edge(size * 1.28 - distance, blur))
      face = mix(sunk, head * (1 - 0.85 * slot), edge(size - distance, blur))
    }
    return face
  }
}
