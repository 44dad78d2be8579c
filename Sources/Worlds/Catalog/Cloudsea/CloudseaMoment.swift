import Geometry
import Imaging

/// Cloudsea at one moment.
struct CloudseaMoment: WorldMoment {
  private let weather: Weather
  private let mouth: Mouth
  private let sun: LowSun
  private let pixel: Float
  /// The clouds: their light and what they leave of the view; if there is an opening, before it, then the same behind it,
  /// and how far outside its rim places are.
  private let clouds: HalfFields

  init(_ sea: Cloudsea, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    let mouth = CloudWell.mouth(lens, sea)
    let weather = sea.weather.lit(through: mouth)
    (self.mouth, self.weather, pixel) = (mouth, weather, lens.pixel)
    sun = LowSun(radius: 0.1095, height: 0.05, behind: mouth, fades: 0.1...0.4)
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: 2.5, nearest: Double(CloudCard.nearest), farthest: Double(CloudCard.farthest))
    func cards(_ isIncluded: (DeepLayer) -> Bool) -> [CloudCard] {
      layers.filter(isIncluded).map { CloudCard($0, sea, view, lens) }
    }
    guard mouth.isSeen else {
      let cards = cards { _ in true }
      clouds = HalfFields(4, lens, region, cores: cores, part: { tile in cards.filter { $0.reaches(tile) }[...] }) {
        cards, x, y, group in
        let light = CloudLight(x, y, weather, mouth)
        var (sum, left) = (Light.black, Lanes.one)
        light.draw(cards, x, y, &sum, &left)
        light.drawSky(&sum, left)
        group.set(0, sum)
        group.set(3, left)
      }
      return
    }
    let well = CloudWell(mouth, sea, lens)
    let (before, behind) = (cards { $0.ahead < mouth.ahead - CloudWell.clearing }, cards { !mouth.isBehind($0) })
    clouds = HalfFields(
      9, lens, region, cores: cores,
      part: { tile in
        (
          before: before.filter { $0.reaches(tile) }[...], behind: behind.filter { $0.reaches(tile) }[...],
          hasWell: tile.distances.upperBound > mouth.radius * CloudWell.least * 0.8
        )
      }
    ) { part, x, y, group in
      let light = CloudLight(x, y, weather, mouth)
      var (sum, left) = (Light.black, Lanes.one)
      light.draw(part.before, x, y, &sum, &left)
      let isNeeded = part.hasWell && anyTrue(left .> 0.01)
      let outside = isNeeded ? well.outside(x, y) : Lanes(repeating: part.hasWell ? 9 : -1)
      group.set(8, outside)
      if isNeeded { light.draw(well, x, y, outside: outside, &sum, &left) }
      group.set(0, sum)
      group.set(3, left)
      // Of what lies behind, nothing is seen where nothing is left.
      (sum, left) = (.black, only(left .> 0.01, .one))
      light.draw(part.behind, x, y, &sum, &left)
      light.drawSky(&sum, left)
      group.set(4, sum)
      group.set(7, left)
    }
  }

  func part(_ tile: Tile) -> Tile { tile }

  func isOpen(_ tile: Tile) -> Bool { mouth.holds(tile.distances.upperBound, least: CloudWell.least) }

  func sight(_ x: Lanes, _ y: Lanes, _ tile: Tile, column: Int, row: Int) -> Sight {
    let footing = HalfFields.Footing(clouds, column: tile.left + column, row: tile.top + row)
    var own = footing.light(clouds, 0)
    guard mouth.isSeen else { return Sight(own + sun(x, y, footing, 3), open: .zero) }
    var (left, open) = (clamped(footing.value(clouds, 3)), Lanes.zero)
    let reach = mouth.radius * 1.2 + pixel
    if anyTrue(x * x + y * y .< reach * reach) {
      let outside = footing.value(clouds, 8)
      // The thinnest vapour is all light.
      let silver = exp2(magnitude(outside + 0.04) * -20) * left * mouth.presence
      own += Light(weather.sun * 0.14 + mouth.light * 0.25) * silver
      let share = left * mouth.share(x, y, outside: outside, softer: .one) * mouth.presence
      open = share * mouth.clearness
      left -= share
      // The next scene is lost in light while it is far.
      if mouth.clearness < 1 { own += Light(weather.sun * 0.62 + mouth.light * 0.4) * (share - open) }
    }
    if anyTrue(left .> 0) { own += (footing.light(clouds, 4) + sun(x, y, footing, 7)) * left }
    return Sight(own * (1 / larger(1 - open, 1e-3)), open: open)
  }

  /// The sun's disc, behind the clouds.
  @inline(__always)
  private func sun(_ x: Lanes, _ y: Lanes, _ footing: HalfFields.Footing, _ field: Int) -> Light {
    let inside = sun.inside(x, y)
    guard anyTrue(inside .> 0) else { return .black }
    return Light(weather.sun) * (inside * clamped(footing.value(clouds, field)) * 0.8)
  }
}
