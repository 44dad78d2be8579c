import Geometry
import Imaging

/// Leaf at one moment.
struct LeafMoment: WorldMoment {
  private let strip: StripView
  private let pixel: Float
  /// Where its light has wandered to, in turns.
  private let gleam: Float
  private let opening: LeafOpening?

  init(_ leaf: Leaf, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    pixel = lens.pixel
    let phase = view.time.cycles(perSecond: 0.03) - lens.depth * (0.36 * PortableMath.ln2)
    gleam = Float(phase - phase.rounded(.down))
    let opening = view.opening.map { LeafOpening($0, leaf, lens) }
    self.opening = opening
    strip = StripView(
      leaf.strip, LeafMatter(leaf: leaf), lens, view.size, region, slack: 0.001, variant: nil, cores: cores,
      isOpen: { opening?.covers($0, pixel: lens.pixel) ?? false })
  }

  func part(_ tile: Tile) -> StripView.Part { strip.part(tile) }

  func isOpen(_ tile: Tile) -> Bool { opening?.covers(tile, pixel: pixel) ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: StripView.Part, column: Int, row: Int) -> Sight {
    let squared = larger(x * x + y * y, 0.25 * pixel * pixel)
    let logarithm = log2(squared) * (0.5 * 0.6931472)
    let angle = turns(x, y)
    // The sun is behind the leaf, a little above the middle; patches of its light wander.
    let (dx, dy) = (x + 0.16, y + 0.2)
    let glow = 1 / (1 + 1.3 * (dx * dx + dy * dy))
    let wander = sine(turns: logarithm * 0.36 + angle + gleam)
    let light = strip.light(angle, logarithm, part) * ((0.18 + 1.55 * glow) * (1 + 0.10 * wander))
    guard let opening else { return Sight(light, open: .zero) }
    return opening.sight(light, angle, logarithm, footprint: pixel * reciprocalRoot(squared))
  }
}

/// A great drop of dew on the leaf, in which the next scene is seen.
struct LeafOpening {
  private let line: RimLine
  private let middle: Float
  private let presence: Float
  private let light: RimLight
  private let next: Colour

  /// How much nearer than its farthest point the rim's nearest can be, as a difference of logarithms.
  private static let spread: Float = 0.22
  /// How broad the drop's glass is round what is seen in it.
  private static let glass: Float = 0.16

  init(_ opening: Opening, _ leaf: Leaf, _ lens: Lens) {
    let hash = UInt32(truncatingIfNeeded: leaf.seed.at("drop").bits)
    line = RimLine(farthest: -0.005, spread: LeafOpening.spread) { turns in
      let wide = Noise.value(around: 2, turns: turns, .zero + 0.4, cell: 1, seed: hash)
      let fine = Noise.value(around: 5, turns: turns, .zero + 0.6, cell: 2, seed: hash &+ 1)
      return clamped(0.5 + 0.75 * wide + 0.3 * fine)
    }
    middle = Float(lens.logarithmOfOpening)
    presence = smoothstep(9, 8, Float(opening.ahead))
    light = RimLight(opening)
    next = opening.light
  }

  func covers(_ tile: Tile, pixel: Float) -> Bool {
    let farthest = Double(tile.distances.upperBound + 2 * pixel)
    return presence == 1
      && Float(PortableMath.log2(farthest) * PortableMath.ln2) < middle - LeafOpening.spread - 0.006
  }

  @inline(__always) func sight(_ own: Light, _ angle: Lanes, _ logarithm: Lanes, footprint: Lanes) -> Sight {
    let outside = logarithm - middle - line.logarithm(turns: angle)
    let open = clamped(0.5 - outside / footprint) * presence
    // Which way the rim looks: 1 to the light, above on the left.
    let facing = cosine(turns: angle - 0.656)
    let glass = smoothstep(LeafOpening.glass + 0.02, LeafOpening.glass - 0.02, outside)
    let place = clamped(outside * (1 / LeafOpening.glass))
    // The glass: dark toward the light, bright on the other side, where light gathers; a gleam above.
    let gathered = clamped(0.35 - facing) * (1 - place * 0.5)
    var drop = own * (0.30 + 0.75 * gathered) + Light(next) * (0.06 + 0.5 * gathered * (1 - place))
    let gleam = smoothstep(0.93, 0.985, facing) * smoothstep(0, 0.4, place) * smoothstep(1, 0.6, place)
    drop += Light(Colour(1, 1, 0.97)) * (gleam * 1.1 + 0.06 * exp2(place * -9))
    // Beside the drop lies its shadow, and in it the light that it gathers.
    let beyond = larger(outside - LeafOpening.glass, 0)
    let shadow = exp2(beyond * -9) * clamped(0.25 - 0.75 * facing)
    let caustic = exp2(beyond * -5) * smoothstep(-0.55, -1, facing)
    var around = light.lit(own * (1 - 0.7 * shadow), outside: beyond + 0.06)
    around += (own + Light(next) * 0.4) * (caustic * shadow * 1.6)
    return Sight(mix(own, mix(around, drop, glass), Lanes(repeating: presence)), open: open)
  }
}

extension Leaf {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.79...farthest
  }
}
