import Geometry
import Imaging

/// Nebula at one moment.
struct NebulaMoment: WorldMoment {
  private let lens: Lens
  private let colours: NebulaColours
  private let bubble: Bubble
  private let stars: NebulaStars
  private let cards: [DustCard]
  /// Gas and dust: before the opening their light and what they leave of the view, then the same behind it.
  private let gas: HalfFields

  init(_ nebula: Nebula, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    self.lens = lens
    let plain = Bubble(lens, nebula.seed)
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: 2.0, nearest: Double(DustCard.nearest), farthest: Double(DustCard.farthest))
    let cards = layers.map { DustCard($0, nebula, view, lens, isBeforeOpening: plain.isBehind($0)) }
    self.cards = cards
    let bubble = plain.behind { x, y in
      var left = Lanes.one
      for card in cards where card.isBeforeOpening {
        guard let shape = card.shape(x, y) else { continue }
        left -= left * shape.cover
      }
      return left
    }
    self.bubble = bubble
    let colours = nebula.colours.lit(by: bubble.light, bubble.isSeen ? 0.5 * smoothstep(0.05, 1, bubble.radius) : 0)
    self.colours = colours
    stars = NebulaStars(layers, nebula, view, lens)
    gas = HalfFields(
      bubble.isSeen ? 8 : 4, lens, region, cores: cores, part: { tile in cards.filter { $0.reaches(tile) } }
    ) { cards, x, y, group in
      NebulaLight(x, y, nebula, colours, bubble).draw(cards, x, y, group, isSplit: bubble.isSeen)
    }
  }

  struct Part {
    fileprivate let tile: Tile
    fileprivate let stars: [NebulaStars.Star]
  }

  func part(_ tile: Tile) -> Part { Part(tile: tile, stars: stars.part(tile)) }

  func isOpen(_ tile: Tile) -> Bool {
    guard tile.distances.upperBound < bubble.clear else { return false }
    guard let last = cards.last(where: \.isBeforeOpening) else { return true }
    return tile.distances.upperBound < DustCard.free / last.distance
  }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let footing = HalfFields.Footing(gas, column: part.tile.left + column, row: part.tile.top + row)
    let squared = x * x + y * y
    let core = Light(colours.star) * (0.6 / (1 + 1600 * squared))
    var starlight = NebulaStars.light(part.stars, x, y)
    let front = footing.light(gas, 0)
    guard bubble.isSeen else {
      let left = clamped(footing.value(gas, 3))
      starlight += core
      return Sight(front + starlight * left, open: .zero)
    }
    let angles = turns(x, y)
    var left = clamped(footing.value(gas, 3))
    let outside = bubble.outside(angles, squared)
    let open = left * bubble.inside(outside, angles, squared)
    left -= open
    let shell = bubble.shell(outside)
    var behind = footing.light(gas, 4) + (starlight + core) * clamped(footing.value(gas, 7))
    behind += Light(bubble.light) * (shell.gas * 0.5 + shell.skin * 0.9) + Light(colours.edge) * (shell.skin * 0.5)
    let own = front + behind * left
    return Sight(own * (1 / larger(1 - open, 1e-3)), open: open)
  }
}
