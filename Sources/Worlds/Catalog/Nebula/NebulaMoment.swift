import Geometry
import Imaging

/// Nebula at one moment.
struct NebulaMoment: WorldMoment {
  private let lens: Lens
  private let colours: NebulaColours
  private let mouth: Mouth
  private let stars: NebulaStars
  /// Gas and dust: their light and what they leave of the view; if there is an opening, before it, then the same behind it,
  /// and how far outside its rim places are.
  private let gas: HalfFields

  init(_ nebula: Nebula, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    self.lens = lens
    let mouth = DustWall.mouth(lens, nebula)
    self.mouth = mouth
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: 2.0, nearest: Double(DustCard.nearest), farthest: Double(DustCard.farthest))
    func cards(_ isIncluded: (DeepLayer) -> Bool) -> [DustCard] {
      layers.filter(isIncluded).map { DustCard($0, nebula, view, lens) }
    }
    let colours = nebula.colours.lit(by: mouth.light, mouth.isSeen ? 0.5 * smoothstep(0.05, 1, mouth.radius) : 0)
    self.colours = colours
    stars = NebulaStars(layers, nebula, view, lens)
    guard mouth.isSeen else {
      let cards = cards { _ in true }
      gas = HalfFields(4, lens, region, cores: cores, part: { tile in cards.filter { $0.reaches(tile) }[...] }) {
        cards, x, y, group in
        let light = NebulaLight(x, y, nebula, colours, mouth)
        var (sum, left) = (Light.black, Lanes.one)
        light.draw(cards, x, y, &sum, &left)
        group.set(0, sum + light.sky * left)
        group.set(3, left)
      }
      return
    }
    let wall = DustWall(mouth, nebula, lens)
    let (before, behind) = (cards { $0.ahead < mouth.ahead - DustWall.clearing }, cards { !mouth.isBehind($0) })
    gas = HalfFields(
      9, lens, region, cores: cores,
      part: { tile in
        (
          before: before.filter { $0.reaches(tile) }[...], behind: behind.filter { $0.reaches(tile) }[...],
          hasWall: wall.reaches(tile)
        )
      }
    ) { part, x, y, group in
      let light = NebulaLight(x, y, nebula, colours, mouth)
      var (sum, left) = (Light.black, Lanes.one)
      light.draw(part.before, x, y, &sum, &left)
      let outside = part.hasWall ? wall.outside(x, y) : select(x * x + y * y .< mouth.radius * mouth.radius, -1, 9)
      group.set(8, outside)
      if part.hasWall { light.draw(wall, x, y, outside: outside, &sum, &left) }
      group.set(0, sum)
      group.set(3, left)
      // Of what lies behind, nothing is seen where nothing is left.
      (sum, left) = (.black, only(left .> 0.01, .one))
      light.draw(part.behind, x, y, &sum, &left)
      group.set(4, sum + light.sky * left)
      group.set(7, left)
    }
  }

  struct Part {
    fileprivate let tile: Tile
    fileprivate let stars: [NebulaStars.Star]
  }

  func part(_ tile: Tile) -> Part { Part(tile: tile, stars: stars.part(tile)) }

  func isOpen(_ tile: Tile) -> Bool { mouth.holds(tile.distances.upperBound, least: DustWall.least) }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let footing = HalfFields.Footing(gas, column: part.tile.left + column, row: part.tile.top + row)
    let squared = x * x + y * y
    let starlight = NebulaStars.light(part.stars, x, y) + Light(colours.star) * (0.6 / (1 + 1600 * squared))
    let front = footing.light(gas, 0)
    var left = clamped(footing.value(gas, 3))
    guard mouth.isSeen else { return Sight(front + starlight * left, open: .zero) }
    var (own, open) = (front, Lanes.zero)
    let reach = mouth.radius * 1.15 + lens.pixel
    if anyTrue(squared .< reach * reach) {
      let outside = footing.value(gas, 8)
      let share = left * mouth.share(x, y, outside: outside, softer: .one) * mouth.presence
      // Gas glows where the light falls on the dust.
      own +=
        Light(colours.edge * 0.26 + mouth.light * 0.3) * (exp2(magnitude(outside + 0.02) * -26) * left * mouth.presence)
      open = share * mouth.clearness
      left -= share
      // The next scene is lost in the cluster's light while it is far.
      if mouth.clearness < 1 { own += (Light(colours.star * 0.42 + mouth.light * 0.5) + starlight) * (share - open) }
    }
    if anyTrue(left .> 0) { own += (footing.light(gas, 4) + starlight * clamped(footing.value(gas, 7))) * left }
    return Sight(own * (1 / larger(1 - open, 1e-3)), open: open)
  }
}
