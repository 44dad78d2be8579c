import Geometry

/// The porthole of an orrery, through which the next scene is seen: a ring of brass, toothed inside, bolted on the plates.
struct OrreryOpening: Sendable {
  /// Log2 of the least radius of a plate that is still there, and how far from the vanishing point pieces must stand.
  let least: Double
  let clear: Float
  private let rim: RimLine
  private let farthest: Float
  private let light: RimLight
  private let visible: Float
  private let pixel: Float
  private let outer: Float

  private static let spread: Float = 0.075
  private static let collar: Float = 1.42

  init(_ opening: Opening, _ orrery: Orrery, _ lens: Lens) {
    let reach = max(lens.openingReach, 1e-30)
    let teeth = Float([24, 30, 36][orrery.seed.at("porthole").pick(0..<3)])
    farthest = Float(PortableMath.log2(Double(reach)) * PortableMath.ln2) - 0.004
    // Teeth point inward, rounded at their tips.
    rim = RimLine(farthest: farthest, spread: OrreryOpening.spread) { turns in
      let phase = magnitude(fraction(turns * teeth) - 0.5) * 2
      return smoothstep(0.30, 0.72, phase)
    }
    light = RimLight(opening)
    pixel = lens.pixel
    outer = reach * OrreryOpening.collar
    clear = outer * 0.96
    least = PortableMath.log2(Double(reach)) + 0.72
    visible = smoothstep(1.5, 4, reach / lens.pixel)
  }

  /// In plane units of the world's view.
  var nearest: Float { Float(PortableMath.exp2(Double(farthest - OrreryOpening.spread) / PortableMath.ln2)) }

  @inline(__always) func sight(_ own: Light, _ x: Lanes, _ y: Lanes, _ r2: Lanes, _ face: PlateFace) -> Sight {
    let squared = larger(r2, 0.25 * pixel * pixel)
    let inverse = reciprocalRoot(squared)
    let r = squared * inverse
    let lamp = face.light
    // The collar's shadow on the plates.
    let inverseOuter = 1 / outer
    let (sx, sy) = (x + lamp.x * outer * 0.06, y + lamp.y * outer * 0.06)
    let from = root(sx * sx + sy * sy) * inverseOuter
    var all = own * (1 - visible * 0.7 * smoothstep(1.07, 0.96, from))
    let logarithm = log2(squared) * (0.5 * 0.6931472)
    let angle = turns(x, y)
    let outside = logarithm - rim.logarithm(turns: angle)
    let blur = pixel * inverse
    let collar = clamped((outer - r) * (1 / pixel) + 0.5) * visible
    if anyTrue(collar .> 0) {
      let (p, q) = (x * inverse, y * inverse)
      let facing = lamp.facing(p, q)
      let s = (1 - r * inverseOuter) * (1 / (1 - 1 / OrreryOpening.collar))
      let fan = lamp.fan(p, q, streak: .zero)
      // Two mouldings with a flat ring of screws between.
      let low = (s - 0.10) * 10
      let high = (s - 0.74) * 10
      let round = larger(clamped(1 - low * low), clamped(1 - high * high))
      let slope = select(s .< 0.4, low, high)
      let isRound = clamped(round * 12)
      let gleam = clamped(0.62 * root(round) - 0.62 * facing * slope)
      let tone = mix(0.26 + 0.42 * fan, 0.14 + 0.44 * gleam + 0.42 * gleam * gleam * gleam, isRound)
      // Inside them the collar falls away to its teeth, which are bevelled.
      let funnel = clamped((s - 0.84) * 14)
      let bevel = clamped(1.15 - outside * 60)
      let fallen = 0.36 - 0.26 * facing + (0.16 - 0.42 * facing) * bevel
      var metal = face.brass.light(mix(tone, fallen, funnel))
      let part = (fraction(angle * 12) - 0.5) * (2 * Float.pi / 12)
      let middle: Float = 1 - 0.43 * (1 - 1 / OrreryOpening.collar)
      let (a, b) = (part * middle, r * inverseOuter - middle)
      let distance = root(a * a + b * b)
      let screw = clamped((0.036 - distance) * (outer / pixel) + 0.5)
      let slot = clamped(1 - (magnitude(a + b * 0.6) - 0.004) * (outer / pixel))
      let head =
        Light(face.materials.steel) * (0.4 + 9 * clamped(0.06 + a * (p * lamp.y - q * lamp.x) + b * facing))
        + Light(face.materials.air)
      metal = mix(metal * (1 - 0.6 * clamped((0.050 - distance) * 90)), head * (1 - 0.8 * slot), screw)
      all = mix(all, metal, collar)
    }
    let open = clamped(0.5 - outside / blur) * visible
    return Sight(light.lit(all, outside: larger(outside, 0) + 0.09), open: open)
  }
}

extension Orrery {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.92...farthest
  }
}
