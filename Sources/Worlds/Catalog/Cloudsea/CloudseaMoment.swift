import Geometry
import Imaging

/// Cloudsea at one moment.
struct CloudseaMoment: WorldMoment {
  private let lens: Lens
  private let weather: Weather
  private let window: SunWindow
  /// What of the window is seen over the clouds before it.
  private let skyline: Skyline?
  /// The clouds: before the window their light and what they leave of the view, then the same behind it.
  private let clouds: HalfFields
  private let cards: [CloudCard]

  /// How far the rim of its opening is from the vanishing point.
  static let rim = SunWindow.rim(free: Double(CloudCard.free), nearest: Double(CloudCard.nearest))

  init(_ sea: Cloudsea, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    self.lens = lens
    let window = SunWindow(lens, sunRadius: 0.1095, sunHeight: 0.05)
    let weather = sea.weather.lit(through: window)
    (self.window, self.weather) = (window, weather)
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: 2.5, nearest: Double(CloudCard.nearest), farthest: Double(CloudCard.farthest))
    let cards = layers.map { CloudCard($0, sea, view, lens, isBeforeWindow: window.isBehind($0)) }
    self.cards = cards
    skyline = CloudseaMoment.skyline(cards.filter(\.isBeforeWindow), window, lens)
    clouds = HalfFields(
      window.isSeen ? 8 : 4, lens, region, cores: cores, part: { tile in cards.filter { $0.reaches(tile) } }
    ) { cards, x, y, group in
      CloudLight(x, y, weather, window).draw(cards, x, y, group, isSplit: window.isSeen)
    }
  }

  private static func skyline(_ cards: [CloudCard], _ window: SunWindow, _ lens: Lens) -> Skyline? {
    guard window.isSeen, !cards.isEmpty else { return nil }
    return window.skyline(lens, softness: 0.06, smoothness: 6) { x, y in
      var left = Lanes.one
      for card in cards {
        guard let shape = card.shape(x, y, left) else { continue }
        left -= left * shape.cover
        if !anyTrue(left .> Skyline.least) { break }
      }
      return left
    }
  }

  func part(_ tile: Tile) -> Tile { tile }

  func isOpen(_ tile: Tile) -> Bool {
    guard window.contains(tile) else { return false }
    guard let last = cards.last(where: \.isBeforeWindow) else { return true }
    return tile.distances.upperBound < CloudCard.free / last.distance
  }

  func sight(_ x: Lanes, _ y: Lanes, _ tile: Tile, column: Int, row: Int) -> Sight {
    let footing = HalfFields.Footing(clouds, column: tile.left + column, row: tile.top + row)
    let light = footing.light(clouds, 0)
    guard window.isSeen else { return Sight(light + sun(x, y, footing, 3), open: .zero) }
    var left = clamped(footing.value(clouds, 3))
    var open = left * window.inside(x, y)
    if let skyline, anyTrue(open .> 0) { open *= skyline.open(x, y) }
    left -= open
    let behind = footing.light(clouds, 4) + sun(x, y, footing, 7) + Light(weather.sun) * window.glow(x, y)
    // The light is what is left of it where the window is seen.
    let own = light + behind * left
    return Sight(own * (1 / larger(1 - open, 1e-3)), open: open)
  }

  /// The sun's disc, behind the clouds.
  @inline(__always)
  private func sun(_ x: Lanes, _ y: Lanes, _ footing: HalfFields.Footing, _ field: Int) -> Light {
    let inside = window.insideSun(x, y)
    guard anyTrue(inside .> 0) else { return .black }
    return Light(weather.sun) * (inside * clamped(footing.value(clouds, field)) * 0.8)
  }
}
