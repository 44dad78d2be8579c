import Geometry

/// A rose window from where and when it is looked at.
struct RoseMoment: WorldMoment {
  private let rings: [RoseRing]
  private let lens: Lens
  private let pixel: Float
  private let texture: CylinderNoise
  private let diaper: RoseDiaper
  private let materials = Materials()
  /// The sweep of light, in turns.
  private let sweep: Float
  private let opening: RoseOpening?

  private struct Materials {
    let stone = Colour(0x4A4238)
    let lead = Colour(0x14110E)
    let pearl = Colour(0xF2E4C0)
    let eye = Colour(0xFFD9A0) * 1.2
    let halo = Colour(0xFFCF90) * 0.28
  }

  init(_ rose: RoseWindow, _ view: WorldView, _ lens: Lens) {
    self.lens = lens
    pixel = lens.pixel
    texture = CylinderNoise(rose.seed.at("texture"), depth: lens.depth, frequency: 7, gain: 0.66, octaves: 3)
    diaper = RoseDiaper(depth: lens.depth)
    sweep = Float(view.time.cycles(perSecond: 0.04))
    let innermost = PortableMath.log2(Double(lens.pixel)) + 2.5 - lens.depth
    let outermost = PortableMath.log2(Double(lens.reach)) + 0.1 - lens.depth
    opening = view.opening.map { RoseOpening($0, rose, lens) }
    let smallest = Int((innermost / rose.length).rounded(.down))
    let first = max(smallest, opening?.innermost ?? smallest)
    let last = max(first, Int((outermost / rose.length).rounded(.down)))
    let opening = opening
    rings = (first...last).map { RoseRing($0, rose, view, lens, opening) }
  }

  /// What of the window is in a tile.
  struct Part {
    let rings: [RoseRing]
    /// The slow part of the glass's texture, where it can be interpolated, and how many octaves that is.
    let slow: TileField?
    let slowOctaves: Int
  }

  func part(_ tile: Tile) -> Part {
    let footprint = pixel / max(tile.distances.lowerBound, pixel)
    let octaves = texture.octaves(largerThan: 30, footprint: footprint)
    guard octaves > 0 else { return Part(rings: rings(in: tile), slow: nil, slowOctaves: 0) }
    let field = TileField(tile, lens) { x, y in
      let squared = x * x + y * y + 1e-12
      return texture.value(
        turns(x, y), log2(squared) * (0.5 * 0.6931472), footprint: pixel * reciprocalRoot(squared), octaves: 0..<octaves
      )
    }
    return Part(rings: rings(in: tile), slow: field, slowOctaves: octaves)
  }

  private func rings(in tile: Tile) -> [RoseRing] {
    let distances = tile.distances
    return rings.filter { ring in
      let inner = Float(PortableMath.exp2(Double(ring.start)))
      let outer = Float(PortableMath.exp2(Double(ring.start + ring.length)))
      return outer > distances.lowerBound * 0.999 && inner < distances.upperBound * 1.001
    }
  }

  func isOpen(_ tile: Tile) -> Bool { opening.map { tile.distances.upperBound + 2 * pixel < $0.nearest } ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let light = light(x, y, part, column: column, row: row)
    guard let opening else { return Sight(light, open: .zero) }
    let r2 = larger(x * x + y * y, 0.25 * pixel * pixel)
    let inverse = reciprocalRoot(r2)
    let place = RosePlace(
      octave: log2(r2) * 0.5, turns: turns(x, y), across: x * inverse, down: y * inverse, footprint: pixel * inverse,
      glow: 1 / (1 + 1.1 * r2))
    return opening.sight(light, place, stone: materials.stone)
  }

  private func light(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Light {
    let r2 = larger(x * x + y * y, 0.25 * pixel * pixel)
    let inverse = reciprocalRoot(r2)
    let octave = log2(r2) * 0.5
    let place = RosePlace(
      octave: octave, turns: turns(x, y), across: x * inverse, down: y * inverse, footprint: pixel * inverse,
      glow: 1 / (1 + 1.1 * r2))
    var grain = texture.value(
      place.turns, octave * 0.6931472, footprint: place.footprint, octaves: part.slowOctaves..<texture.octaves)
    if let slow = part.slow { grain += slow.value(column: column, row: row) }
    var light = Light.black
    part.rings.withUnsafeBufferPointer { rings in
      for ring in rings {
        let along = (octave - ring.start) * (1 / ring.length)
        let inside = .!(along .< 0) .& (along .< 1)
        if anyTrue(inside) {
          let share = only(inside, .one)
          light += ringLight(ring, along, place, grain) * share
        }
      }
    }
    // The eye of the window, where rings are smaller than can be seen.
    let eye = smoothstep(0.035, 0.13, place.footprint)
    light = mix(light, Light(materials.eye), eye)
    return light + Light(materials.halo) * (1 / (1 + 60 * r2))
  }

  @inline(__always)
  private func ringLight(_ ring: RoseRing, _ along: Lanes, _ place: RosePlace, _ grain: Lanes) -> Light {
    let cell = RoseCell(ring, along, place.turns)
    let blur = 1 / place.footprint
    let pane = cell.pane(ring, height: ring.height / ring.rows)
    let number = wholeBits(cell.number)
    let piece = Noise.unit(Noise.hash(number, wholeBits(pane.piece), ring.seed))
    let brightness = (1.0 + 0.42 * grain) * (0.85 + 1.7 * place.glow)
    let shine = brightness * (0.82 + 0.5 * (piece - 0.5))
    let sway = 0.80 + 0.20 * sine(turns: place.turns + sweep)

    // Glass in its stone.
    let isOuter = only(pane.part .< 0.5, .one)
    let isHeart = only(pane.part .> 1.5, .one)
    var glass = mix(Light(ring.inner), Light(ring.outer), isOuter)
    glass = mix(glass, Light(ring.heart), isHeart)
    let rim = 0.55 + 0.45 * clamped(pane.distance * -22)
    let clear = clamped(0.5 - pane.distance * blur)
    let ground = diaper.light(ring, place, grain, blur)
    var light = ground * (brightness * sway * 0.8)

    // A moulding of stone around the panes and at both edges of the ring.
    let toEdge = smaller(along, 1 - along) * ring.height
    let moulding = smaller(magnitude(pane.rim - 0.011) - 0.011, toEdge - 0.013)
    let outward = select(along .< 0.5, 1, -1)
    let slopeX = select(pane.rim .< toEdge - 0.02, pane.slopeX, .zero)
    let slopeY = select(pane.rim .< toEdge - 0.02, pane.slopeY, outward)
    let side = select(pane.rim .< toEdge - 0.02, pane.rim - 0.011, toEdge - 0.006) * 70
    // Up on the canvas, from the directions outward and round.
    let upward = -(slopeY * place.down + slopeX * place.across)
    let stone =
      Light(materials.stone)
      * ((0.32 + 0.55 * clamped(0.5 + upward * clamped(side, -1, 1) * 0.6)) * (0.35 + 0.8 * place.glow)
        * (1 + 0.5 * grain))
    let cover = clamped(0.5 - moulding * blur)
    // Beside stone the glass lies in shadow.
    let contact = 0.45 + 0.55 * clamped(moulding * 30)
    light = mix(light * contact, Light(materials.lead) * place.glow, clamped(0.5 - pane.rim * blur))
    light = mix(light, stone, cover)

    // A string of pearls along both edges.
    let bead = cell.pearl(ring, toEdge, place.turns)
    let beadCover = clamped(0.5 - bead * blur)
    let pearl =
      Light(Colour.mix(materials.pearl, ring.outer, 0.35))
      * ((0.25 + 0.9 * clamped(bead * -55)) * (0.35 + 0.8 * place.glow) * sway)
    let strip = clamped(0.5 - (magnitude(toEdge - 0.030) - 0.017) * blur)
    light = mix(light, Light(materials.lead) * place.glow, strip * 0.85)
    light = mix(light, pearl, beadCover)

    light = mix(light, glass * (shine * rim * sway * 1.25), clear)
    return light
  }
}
