import Geometry

/// Cloudsea at one moment.
struct CloudseaMoment: WorldMoment {
  private let lens: Lens
  private let weather: Weather
  /// The colour that clouds sink into.
  private let mist: Colour
  private let cards: [CloudCard]
  private let window: SunWindow
  /// Where the window is seen between the clouds before it.
  private let sightLines: SightLines?

  /// How far the rim of its opening is from the vanishing point.
  static let rim = SunWindow.rim(free: Double(CloudCard.free), nearest: Double(CloudCard.nearest))

  init(_ sea: Cloudsea, _ view: WorldView, _ lens: Lens) {
    self.lens = lens
    let window = SunWindow(lens, sunRadius: 0.1095, sunHeight: 0.05)
    self.window = window
    weather = sea.weather.lit(through: window)
    mist = Colour.mix(weather.shade, weather.horizon, 0.55)
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: 2.8, nearest: Double(CloudCard.nearest), farthest: Double(CloudCard.farthest))
    cards = layers.map { CloudCard($0, sea, view, lens, isBeforeWindow: window.isBehind($0)) }
    sightLines = CloudseaMoment.sightLines(cards.filter(\.isBeforeWindow), window, lens)
  }

  private static func sightLines(_ cards: [CloudCard], _ window: SunWindow, _ lens: Lens) -> SightLines? {
    guard window.isSeen, let last = cards.last else { return nil }
    let farthest = min(1.1 * window.radius, lens.reach)
    return SightLines(from: CloudCard.free / last.distance, to: farthest, pixel: lens.pixel) { x, y in
      var left = Lanes.one
      for card in cards {
        guard card.mayReach(x, y), let shape = card.shape(x, y, left) else { continue }
        left -= left * shape.cover
        if !anyTrue(left .> SightLines.least) { break }
      }
      return left
    }
  }

  func part(_ tile: Tile) -> CloudTile { CloudTile(cards, tile, lens) }

  func isOpen(_ tile: Tile) -> Bool {
    guard window.contains(tile) else { return false }
    guard let last = cards.last(where: \.isBeforeWindow) else { return true }
    return tile.distances.upperBound < CloudCard.free / last.distance
  }

  func sight(_ x: Lanes, _ y: Lanes, _ part: CloudTile, column: Int, row: Int) -> Sight {
    let sight = seen(x, y, part, TileFields.Footing(column: column, row: row))
    guard anyTrue(sight.open .> 0) else { return sight }
    return Sight(sight.light * (1 / larger(1 - sight.open, 1e-3)), open: sight.open)
  }

  /// The world's light and the window. The light is what is left of it where the window is seen.
  @inline(__always)
  private func seen(_ x: Lanes, _ y: Lanes, _ part: CloudTile, _ footing: TileFields.Footing) -> Sight {
    let place = Place(x, y, weather, window)
    var open = Lanes.zero
    var isBefore = window.isSeen
    var left = Lanes.one
    var sum = Light.black
    part.patches.withUnsafeBufferPointer { patches in
      for patch in patches {
        if isBefore && !patch.card.isBeforeWindow {
          isBefore = false
          open = look(x, y, &sum, &left)
        }
        if !anyTrue(left .> 0.01) { break }
        guard let shape = patch.shape(x, y, footing, left) else { continue }
        let weight = left * shape.cover
        sum += colour(shape, patch.card, place) * weight
        left -= weight
        if !anyTrue(left .> 0.01) { break }
      }
    }
    if isBefore { open = look(x, y, &sum, &left) }
    guard anyTrue(left .> 0) else { return Sight(sum, open: open) }
    let sun = Light(weather.sun) * (window.insideSun(x, y) * 0.8 + 0.5 / (1 + 70 * place.squared))
    return Sight(sum + (place.sky + sun) * left, open: open)
  }

  /// Looks at the window and the light round it, behind the clouds before it.
  @inline(__always)
  private func look(_ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) -> Lanes {
    var open = left * window.inside(x, y)
    if let sightLines, anyTrue(open .> 0) { open *= sightLines.open(x, y) }
    left -= open
    let corona = left * window.corona(x, y)
    sum += Light(weather.sun) * corona
    left -= corona
    return open
  }

  /// Eight places, and the light there.
  private struct Place {
    let squared: Lanes
    let toSunX: Lanes
    let toSunY: Lanes
    let near: Lanes
    /// Without the sun's disc.
    let sky: Light

    @inline(__always) init(_ x: Lanes, _ y: Lanes, _ weather: Weather, _ window: SunWindow) {
      squared = x * x + y * y
      let inverse = 1 / (root(squared) + 0.401)
      (toSunX, toSunY) = (-x * inverse, -y * inverse - 0.75)
      var near = 1 / (1 + 7 * squared)
      let warmth = clamped(0.85 / (1 + 1.3 * squared) + 0.4 * y + 0.12)
      var sky = mix(Light(weather.zenith), Light(weather.horizon), warmth)
      sky += Light(weather.sun) * (near * near * 0.25)
      if window.isSeen {
        let close = window.nearness(x, y)
        sky += Light(window.light) * (close * close * 0.5)
        near = larger(near, close * close * 0.8)
      }
      (self.near, self.sky) = (near, sky)
    }
  }

  @inline(__always) private func colour(_ shape: CloudShape, _ card: CloudCard, _ place: Place) -> Light {
    let edge = exp2(larger(shape.billows.height, 0) * -10)
    // Fine billows are not lit from a side, they would look like fur: their tops are lighter than their folds.
    let fine = (shape.billows.height - shape.form) * CloudseaMoment.detail
    let facing = clamped(lit(shape.billows, place) + fine)
    let sunk = clamped(1 - shape.base * 0.75)
    let brightness = facing * (0.35 + 0.65 * sunk) + edge * 0.25
    var colour = mix(Light(weather.shade), Light(weather.lit), smoothstep(0.08, 0.95, brightness))
    colour += Light(weather.sun) * ((edge * 0.55 + facing * 0.15) * place.near)
    colour = mix(colour, Light(mist), smoothstep(0.2, 1.3, shape.base) * 0.6)
    return mix(colour, place.sky, Lanes(repeating: card.haze))
  }

  private static let detail: Float = 5

  /// How much a billow's face looks to the sun, 0 … 1.
  @inline(__always) private func lit(_ billows: Billows, _ place: Place) -> Lanes {
    let dy = billows.dy + 0.55
    let steepness = reciprocalRoot(billows.dx * billows.dx + dy * dy + 0.8)
    return clamped(0.42 - 0.62 * (billows.dx * place.toSunX + dy * place.toSunY) * steepness)
  }
}
