import Geometry

/// The leaf itself, as a strip.
struct LeafMatter: Matter {
  let leaf: Leaf

  /// What of the leaf is about one place.
  struct Piece {
    fileprivate let bend: CylinderNoise
    fileprivate let hues: CylinderNoise
    fileprivate let grain: CylinderNoise
    fileprivate let net: LeafNet
    fileprivate let drops: DewDrops
    fileprivate let blade: Palette.Ladder
    fileprivate let patch: Palette.Ladder
    /// Where the piece begins, counted from the turn of the midrib before it, and that turn's first side vein.
    fileprivate let start: Float
    fileprivate let firstRib: UInt32
    /// Half of that, and the hash of what side veins are.
    fileprivate let firstPair: UInt32
    fileprivate let ribSeed: UInt32
  }

  func piece(_ patch: StripPatch) -> Piece {
    let (seed, form) = (leaf.seed, leaf.form)
    let turn = (patch.logarithm / form.pitch).rounded(.down)
    return Piece(
      bend: CylinderNoise(seed.at("bend"), depth: patch.depth, frequency: 0.7, gain: 0.4, octaves: 2),
      hues: CylinderNoise(seed.at("hues"), depth: patch.depth, frequency: 0.8, gain: 0.55, octaves: 3),
      grain: CylinderNoise(seed.at("grain"), depth: patch.depth, frequency: 34, gain: 1, octaves: 1),
      net: LeafNet(seed.at("net"), around: 118, logarithm: patch.logarithm),
      drops: DewDrops(seed.at("dew"), amount: form.dew, logarithm: patch.logarithm), blade: leaf.colours.blade.ladder,
      patch: leaf.colours.patch.ladder, start: Float(patch.logarithm - turn * form.pitch),
      firstRib: UInt32(truncatingIfNeeded: Int(turn) &* form.ribs),
      firstPair: UInt32(truncatingIfNeeded: Int(turn) &* (form.ribs / 2)),
      ribSeed: UInt32(truncatingIfNeeded: seed.at("ribs").bits))
  }

  func light(_ turns: Lanes, _ logarithm: Lanes, _ piece: Piece, texel: Float) -> Light {
    let drop = piece.drops.value(turns, logarithm)
    let own = blade(drop.turns, drop.logarithm, piece, texel: texel)
    return drop.lit(own, vein: leaf.colours.vein)
  }

  /// The leaf without drops.
  @inline(__always) private func blade(_ turns: Lanes, _ logarithm: Lanes, _ piece: Piece, texel: Float) -> Light {
    let form = leaf.form
    let footprint = Lanes(repeating: texel)
    let bent = piece.bend.value(turns, logarithm, footprint: footprint)
    let hue = piece.hues.value(turns, logarithm, footprint: footprint)
    let place = Place(turns, logarithm + bent * 0.26, piece, form, wobble: hue)
    let veins = Veins(place, piece, form, turns, logarithm + bent * 0.1, texel: texel)
    let grain = piece.grain.value(turns, logarithm, footprint: footprint)
    // Light comes through best between the veins; toward the margin the blade is thinner.
    let side = magnitude(place.across) * (2 / form.width)
    var tone = 0.50 + 0.14 * hue + 0.10 * side + 0.05 * grain + 0.10 * (veins.tint - 0.5)
    tone += 0.26 * veins.bulge - 0.22 * veins.crease
    tone *= 1 - 0.75 * exp2(larger(place.sunk, 0) * -8)
    let mottled = smoothstep(-0.2, 0.25, hue * 0.5 + leaf.colours.mottled - side * 0.9 + veins.near * 0.25)
    var light = mix(piece.blade.light(tone), piece.patch.light(tone), mottled)
    let shade = 1 - 0.6 * exp2(larger(place.sunk, 0) * -11)
    light = light * (shade * (0.80 + 0.32 * veins.relief + 0.45 * veins.bulge))
    let vein = Light(leaf.colours.vein) * ((0.46 + 0.55 * veins.round) * shade)
    light = mix(light, mix(light, vein, .zero + 0.82), veins.amount)
    // The margin lets light through.
    let margin = exp2(magnitude(place.margin - 0.012) * -90)
    return light + Light(leaf.colours.vein) * (margin * 0.25 * shade)
  }

  /// Where eight places are on the leaf.
  fileprivate struct Place {
    /// From the midrib, outward; and along it from the first turn's beginning, in side veins.
    let across: Lanes
    let ribs: Lanes
    /// How far inside the leaf's margin, and how far from the margin of the turn that lies on this one.
    let margin: Lanes
    let sunk: Lanes

    @inline(never)
    init(_ turns: Lanes, _ logarithm: Lanes, _ piece: Piece, _ form: LeafForm, wobble: Lanes) {
      let v = fraction(turns * form.hand)
      let u = logarithm + piece.start
      let arm = u * Float(1 / form.pitch) - v
      let angle = v * (2 * Float.pi)
      @inline(__always) func ribs(_ turn: Lanes) -> Lanes {
        let length = (u - turn * Float(form.pitch)) * form.along.u + angle * form.along.v
        return length * (1 / form.spacing) + turn * Float(form.ribs)
      }
      // Teeth point to the tip.
      let teeth = fraction(ribs(floor(arm)) * form.teeth + wobble * 0.5)
      let edge = form.toothed * (teeth - 0.5) + 0.10 * wobble
      let turn = floor(arm + 0.5 - edge * (1 / form.width))
      across = (arm - turn) * form.width
      self.ribs = ribs(turn)
      margin = form.width * 0.5 + edge - across
      sunk = across + form.width * 0.5 - edge
    }
  }

  /// The veins at eight places.
  fileprivate struct Veins {
    /// How much of a vein is seen, and how round it is there: 1 in its middle.
    let amount: Lanes
    let round: Lanes
    /// How near a large vein is, 0 … 1.
    let near: Lanes
    /// How far the blade bulges between veins, and is creased beside them.
    let bulge: Lanes
    let crease: Lanes
    /// A number 0 … 1 of the cell's own.
    let tint: Lanes
    /// How much faces look to the light, 0 … 1.
    let relief: Lanes

    @inline(never)
    init(
      _ place: Place, _ piece: Piece, _ form: LeafForm, _ turns: Lanes, _ logarithm: Lanes, texel: Float
    ) {
      let away = magnitude(place.across)
      let side = select(place.across .< 0, 1, 0)
      let reach = away * (2 / form.width)
      // Side veins run toward the tip and bend more and more.
      let forward = away * (form.lean + form.bend * away)
      let steep = form.lean + 2 * form.bend * away
      let number = place.ribs + forward * (1 / form.spacing) + side * 0.5
      // The midrib has an even number of them to the turn.
      let swing = Noise.value(
        side * 3.5 + 0.25, away * 1.3, number * 0.5, cell: piece.firstPair, seed: piece.ribSeed)
      let rib = number + swing * 0.3
      let whole = floor(rib)
      let part = rib - whole
      let ribAway = (0.5 - magnitude(part - 0.5)) * form.spacing * reciprocalRoot(1 + steep * steep)
      // Rungs between them, each ladder at its own height.
      let ladder = Noise.hash(wholeBits(whole) &+ piece.firstRib, wholeBits(side), piece.ribSeed)
      let climb = away * form.rungs + Noise.unit(ladder) + (part - 0.5) * (0.9 * Noise.first(ladder))
      let bow = Noise.value(climb * 0.9 + Noise.unit(ladder) * 40, part * 1.6, seed: piece.ribSeed &+ 9)
      let rung = climb + bow * 0.3
      let rungWhole = floor(rung)
      let rungAway = (0.5 - magnitude(rung - rungWhole - 0.5)) * (0.8 / form.rungs)
      let net = piece.net.value(turns, logarithm)
      let netAway = net.border * (1 / piece.net.perUnit)
      let fineAway = net.inner * (1 / piece.net.perUnit)

      @inline(__always) func line(_ away: Lanes, _ width: Lanes) -> Lanes {
        // What is finer than a texel is as wide as one, and fainter.
        let seen = larger(width, 0.6 * texel)
        return smoothstep(1.25, 0.55, away / seen) * clamped(width * (1 / (0.6 * texel)))
      }
      let middleWidth = Lanes(repeating: 0.048)
      let ribWidth = 0.021 * (1.1 - 0.8 * clamped(reach))
      let middle = line(away, middleWidth)
      let ribs = line(ribAway, ribWidth)
      let rungs = line(rungAway, .zero + 0.0068) * 0.75
      let nets = line(netAway, .zero + 0.0024) * 0.5
      let fines = line(fineAway, .zero + 0.0015) * 0.4
      amount = larger(larger(middle, ribs * 0.92), larger(rungs, larger(nets, fines)))
      round = larger(middle * clamped(1 - away * (1 / 0.06)) * 1.2, larger(ribs * 0.75, rungs * 0.35))
      near = larger(exp2(away * -14), larger(exp2(ribAway * -26), exp2(rungAway * -60) * 0.5))
      bulge =
        smoothstep(0, 0.10, ribAway) * 0.5 + smoothstep(0, 0.035, rungAway) * 0.35
        + smoothstep(0, 0.016, netAway) * 0.35 - 0.4
      crease = larger(exp2(away * -22), exp2(ribAway * -48) * 0.8)
      tint = net.tint * 0.7 + Noise.unit(ladder &* 0x85EB_CA77) * 0.3
      // The side of a panel that rises toward the light.
      relief = clamped(0.5 + (part - 0.5) * 0.9 * (1 - exp2(ribAway * -30)))
    }
  }
}
