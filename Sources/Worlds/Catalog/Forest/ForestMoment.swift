import Geometry
import Imaging

/// Forest at one moment.
struct ForestMoment: WorldMoment {
  private let lens: Lens
  private let season: Season
  private let groves: [Grove]
  private let looks: [Grove.Look]
  private let memory: CrestMemory
  private let gate: Gate
  private let sparks: Sparks
  private let rays: UInt32
  private let drift: Float

  init(_ forest: Forest, _ view: WorldView, _ lens: Lens) {
    self.lens = lens
    let gate = Gate(lens, forest)
    self.gate = gate
    season = forest.season.lit(by: gate.light, gate.isSeen ? 0.6 * smoothstep(5, 0.8, Float(lens.opening!.ahead)) : 0)
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: Grove.perOctave, nearest: Grove.nearest, farthest: Grove.farthest)
    let memory = CrestMemory()
    self.memory = memory
    groves = layers.map { Grove($0, forest, view, lens, isBeforeGate: gate.isBehind($0), in: memory) }
    looks = groves.map(\.look)
    sparks = Sparks(layers, forest, view, lens)
    rays = UInt32(truncatingIfNeeded: forest.seed.at("rays").bits)
    drift = Float(PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.02)).sine)
  }

  struct Part {
    fileprivate let tile: ForestTile
    fileprivate let shafts: TileField
  }

  func part(_ tile: Tile) -> Part {
    let bounds = Bounds(tile, lens)
    return Part(
      tile: ForestTile(groves, hasGate: gate.isSeen, sparks.part(bounds), bounds),
      shafts: TileField(tile, lens) { x, y in shafts(x, y) })
  }

  func isOpen(_ tile: Tile) -> Bool { gate.isOpen(upTo: tile.distances.upperBound) }

  /// Shafts of light: above, those that come down through the leaves; below, those that reach between the trunks over the
  /// ground.
  @inline(__always) private func shafts(_ x: Lanes, _ y: Lanes) -> Lanes {
    let isHigh = y .< 0
    let (dx, dy) = (x, y + select(isHigh, 0.42, 0))
    let angle = turns(dx, dy)
    let spread = Noise.value(around: 17, turns: angle, .zero + 0.4 + drift * 0.2, cell: 7, seed: rays)
    let thin = Noise.value(around: 47, turns: angle, .zero + 0.6 - drift * 0.3, cell: 8, seed: rays &+ 1)
    let far = dx * dx + dy * dy
    // Not where they are narrower than the field's samples.
    let pixels = root(far) * (1 / lens.pixel)
    let wide = spread * smoothstep(14, 40, pixels)
    let narrow = thin * smoothstep(40, 110, pixels)
    let fall = smoothstep(-0.42, -0.05, y) * smoothstep(0, -0.12, y)
    let shaft = larger(0.05 + wide * 0.9 + narrow * 0.6, 0) * fall * exp2(far * -1.8)
    return select(isHigh, shaft, clamped(0.5 + wide * 1.3 + narrow * 0.9) * smoothstep(0, 0.05, y))
  }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let squared = x * x + y * y
    let air = Air(x, y, squared, season)
    let shafts = larger(part.shafts.value(column: column, row: row), 0)
    var (sum, left, hazy, open) = (Light.black, Lanes.one, Lanes.zero, Lanes.zero)
    part.tile.pieces.withUnsafeBufferPointer { pieces in
      looks.withUnsafeBufferPointer { looks in
        for piece in pieces {
          if piece.kind == .gate {
            open = pass(x, y, air, shafts, &sum, &left)
          } else {
            add(piece, part.tile, looks[Int(piece.grove)], x, y, air, shafts, &sum, &left, &hazy)
          }
          if !anyTrue(left .> 0.004) { break }
        }
      }
    }
    sum += air.sky * left
    hazy += left
    sum += Light(season.light) * (only(y .< 0, shafts * hazy) * 0.6)
    sum += Light(season.spark) * Sparks.amount(part.tile.sparks, x, y) * (1 - open)
    return Sight(sum * (1 / larger(1 - open, 1e-3)), open: open)
  }

  /// Looks at the gate: the next scene in it, and what stands round it.
  @inline(__always)
  private func pass(_ x: Lanes, _ y: Lanes, _ air: Air, _ shafts: Lanes, _ sum: inout Light, _ left: inout Lanes)
    -> Lanes
  {
    let (share, outside) = gate.sight(x, y)
    let open = left * share
    left -= open
    if anyTrue(left .> 0) { gate.add(season, air, x, y, shafts, outside: outside, &sum, &left) }
    return open
  }

  @inline(__always)
  private func add(
    _ piece: ForestTile.Piece, _ tile: ForestTile, _ look: Grove.Look, _ x: Lanes, _ y: Lanes, _ air: Air,
    _ shafts: Lanes, _ sum: inout Light, _ left: inout Lanes, _ hazy: inout Lanes
  ) {
    let index = Int(piece.index)
    let (px, py) = (x * look.distance, y * look.distance)
    let (colour, cover): (Light, Lanes)
    switch piece.kind {
    case .cap:
      let cap = season.cap(tile.caps[index], look, air, px, py)
      sum += cap.glow * left
      (colour, cover) = (cap.colour, cap.cover)
    case .frond: (colour, cover) = season.frond(tile.strokes[index], look, air, px, py)
    case .bough: (colour, cover) = season.bough(tile.strokes[index], look, air, px, py)
    case .trunk: (colour, cover) = season.trunk(tile.trunks[index], look, air, px, py)
    case .leaves: (colour, cover) = season.leaves(look, air, px, py)
    default:
      guard let crest = look.crest else { return }
      let line = crest.at(x)
      (colour, cover) = season.ground(
        (y - line.height) * look.distance, line.slope, shafts: shafts, look, air, px, py)
    }
    let weight = left * cover * look.presence
    if !anyTrue(weight .> 0) { return }
    let mist = clamped(look.haze + Season.mist(look, py))
    sum += mix(colour, air.haze, mist) * weight
    hazy += weight * mist
    left -= weight
  }
}
