import Geometry
import Imaging

/// A flight between banks of cumulus toward a low sun.
///
/// The clouds are layers across the way. Each is a ridge that is low in the middle and rises to both sides in towers, overgrown with
/// billows: sums of |noise|, which are round above and sharply creased below.
struct Cloudsea: SceneWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let weather: Weather

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    weather = Cloudsea.weathers[seed.at("weather").pick(0..<Cloudsea.weathers.count)]
    var grade = Grade()
    grade.bloom = 0.2
    grade.streaks = 0.08
    grade.exposure = 1.15
    grade.contrast = 1.06
    grade.vignette = 0.28
    self.grade = grade
  }

  /// The light of a time of day.
  fileprivate struct Weather {
    var sun: Colour
    let horizon: Colour
    let zenith: Colour
    let lit: Colour
    let shade: Colour

    init(sun: UInt32, horizon: UInt32, zenith: UInt32, lit: UInt32, shade: UInt32) {
      self.sun = Colour(sun) * 2
      self.horizon = Colour(horizon)
      self.zenith = Colour(zenith)
      self.lit = Colour(lit) * 1.45
      self.shade = Colour(shade) * 0.75
    }

    func lit(through window: SunWindow) -> Weather {
      var weather = self
      weather.sun = window.tinted(sun)
      return weather
    }
  }

  private static let weathers = [
    // Late afternoon, noon, dusk, dawn.
    Weather(sun: 0xFFE9C0, horizon: 0xF8B48C, zenith: 0x39558F, lit: 0xFFDCB8, shade: 0x5A5480),
    Weather(sun: 0xFFF6E4, horizon: 0xC4E0EC, zenith: 0x2568B0, lit: 0xFFFFFF, shade: 0x6F94BC),
    Weather(sun: 0xFFC890, horizon: 0xE0607A, zenith: 0x221F58, lit: 0xFF9A78, shade: 0x3A2A5C),
    Weather(sun: 0xFFEFD2, horizon: 0xF0C8B0, zenith: 0x5C7C98, lit: 0xFFEBD6, shade: 0x6A7288),
  ]

  func scene(_ view: WorldView, _ lens: Lens) -> CloudseaScene { CloudseaScene(self, view, lens) }
}

struct CloudseaScene: Scene {
  private let weather: Cloudsea.Weather
  private let cards: [Card]
  private let window: SunWindow
  /// Where the window is seen between the clouds before it.
  private let sightLines: SightLines?

  /// How far the rim of its opening is from the vanishing point.
  static let rim = SunWindow.rim(free: Double(free), nearest: Double(nearest))

  /// A layer of cloud as this frame sees it. Its own plane is two high where it fills the canvas.
  struct Card {
    /// One over its scale on the canvas.
    let distance: Float
    /// Whether the window is behind it.
    let isBeforeWindow: Bool
    let shiftX: Float
    /// Where in the noise it is cut from.
    let place: Float
    let seed: UInt32
    /// 0 … 1: cards fade in before the camera and at the far end.
    let presence: Float
    let haze: Float
    /// Added to the edge's softness, near the camera.
    let blur: Float
    /// How many octaves of billows are seen, and their weights.
    let octaves: Int
    let weights: SIMD8<Float>
  }

  init(_ cloudsea: Cloudsea, _ view: WorldView, _ lens: Lens) {
    let window = SunWindow(lens, sunRadius: 0.1095, sunHeight: 0.05)
    self.window = window
    weather = cloudsea.weather.lit(through: window)
    let layers = Layer.visible(
      from: lens.depth, perOctave: 1.9, nearest: Double(CloudseaScene.nearest), farthest: 6.9)
    cards = layers.map {
      Card($0, cloudsea.seed, view, pixel: lens.pixel, isBeforeWindow: window.isBehind($0))
    }
    sightLines = CloudseaScene.sightLines(cards.filter(\.isBeforeWindow), window, lens)
  }

  /// Octaves ahead at which a card is gone.
  private static let nearest: Float = 0.03
  /// No card has a cloud so near to the way, in its own plane.
  private static let free: Float = 0.19

  private static func sightLines(_ cards: [Card], _ window: SunWindow, _ lens: Lens) -> SightLines? {
    guard window.isSeen, let last = cards.last else { return nil }
    let farthest = min(1.1 * window.radius, lens.reach)
    return SightLines(from: free / last.distance, to: farthest, pixel: lens.pixel) { x, y in
      var left = Lanes.one
      for card in cards {
        guard let shape = shape(card, x, y, left) else { continue }
        left -= left * shape.cover
      }
      return left
    }
  }

  /// The cards that may be seen in a tile, nearest first.
  func part(_ tile: Tile) -> [Card] {
    cards.filter { card in
      let farthest = (abs(tile.centre.x) + tile.radius) * card.distance + abs(card.shiftX)
      let lowest = (tile.centre.y + tile.radius) * card.distance
      let ridge = CloudseaScene.ridge(farthest) - CloudseaScene.tower * min(1, 1.6 * farthest)
      return lowest - ridge > CloudseaScene.margin
    }
  }

  /// No cloud is higher than this above its ridge.
  private static let margin: Float = -0.62
  private static let tower: Float = 0.9
  /// The way is kept free by so much.
  private static let gap: Float = 1.2

  @inline(__always) private static func ridge(_ x: Float) -> Float { 0.62 - 0.62 * min(1.2 * x, 2.1) }

  func isOpen(_ tile: Tile) -> Bool {
    guard window.contains(tile) else { return false }
    guard let last = cards.last(where: \.isBeforeWindow) else { return true }
    return tile.distances.upperBound < CloudseaScene.free / last.distance
  }

  func light(_ x: Lanes, _ y: Lanes, _ part: [Card], column: Int, row: Int) -> Light { seen(x, y, part).light }

  func sight(_ x: Lanes, _ y: Lanes, _ part: [Card], column: Int, row: Int) -> Sight {
    let sight = seen(x, y, part)
    return Sight(sight.light * (1 / larger(1 - sight.open, 1e-3)), open: sight.open)
  }

  /// The world's light and the window. The light is what is left of it where the window is seen.
  @inline(__always) private func seen(_ x: Lanes, _ y: Lanes, _ part: [Card]) -> Sight {
    let r2 = x * x + y * y
    let r = root(r2) + 1e-3
    var near = 1 / (1 + 7 * r2)
    let wide = 1 / (1 + 1.3 * r2)
    let sun = Light(weather.sun)
    var sky = mix(Light(weather.zenith), Light(weather.horizon), clamped(0.85 * wide + 0.4 * y + 0.12))
    sky += sun * (near * near * 0.25)
    if window.isSeen {
      let close = window.nearness(x, y)
      sky += Light(window.light) * (close * close * 0.5)
      near = larger(near, close * close * 0.8)
    }
    let place = Place(x: x, y: y, toSunX: -x / (r + 0.4), toSunY: -y / (r + 0.4) - 0.75, near: near)
    var open = Lanes.zero
    var isBefore = window.isSeen
    var left = Lanes.one
    var sum = Light.black
    part.withUnsafeBufferPointer { cards in
      for card in cards {
        if isBefore && !card.isBeforeWindow {
          isBefore = false
          open = look(x, y, &sum, &left)
        }
        if !anyTrue(left .> 0.01) { break }
        add(card, place, sky, &sum, &left)
        if !anyTrue(left .> 0.01) { break }
      }
    }
    if isBefore { open = look(x, y, &sum, &left) }
    sky += sun * (window.insideSun(x, y) * 0.8 + 0.5 / (1 + 70 * r2))
    return Sight(sum + sky * left, open: open)
  }

  /// Looks at the window and the light round it, behind the clouds before it.
  @inline(__always)
  private func look(_ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) -> Lanes {
    var open = left * window.inside(x, y)
    if let sightLines { open *= sightLines.open(x, y) }
    left -= open
    let corona = left * window.corona(x, y)
    sum += Light(weather.sun) * corona
    left -= corona
    return open
  }

  /// Eight pixels and the light there.
  private struct Place {
    let x: Lanes
    let y: Lanes
    let toSunX: Lanes
    let toSunY: Lanes
    let near: Lanes
  }

  @inline(__always)
  private func add(_ card: Card, _ place: Place, _ sky: Light, _ sum: inout Light, _ left: inout Lanes) {
    guard let shape = CloudseaScene.shape(card, place.x, place.y, left) else { return }
    let (base, billows, cover) = (shape.base, shape.billows, shape.cover)
    let edge = exp2(larger(billows.height, 0) * -10)
    // Fine billows are not lit from a side, they would look like fur: their tops are lighter than their folds.
    let facing = clamped(lit(billows, place) + (billows.height - shape.form) * CloudseaScene.detail)
    let sunk = clamped(1 - base * 0.75)
    let brightness = facing * (0.35 + 0.65 * sunk) + edge * 0.25
    var colour = mix(Light(weather.shade), Light(weather.lit), smoothstep(0.08, 0.95, brightness))
    colour += Light(weather.sun) * ((edge * 0.55 + facing * 0.15) * place.near)
    let mist = Light(Colour.mix(weather.shade, weather.horizon, 0.55))
    colour = mix(colour, mist, smoothstep(0.2, 1.3, base) * 0.6)
    colour = mix(colour, sky, Lanes(repeating: card.haze))
    let weight = left * cover
    sum += colour * weight
    left -= weight
  }

  /// What a card has at eight places.
  private struct Shape {
    /// How far below the ridge they are.
    let base: Lanes
    let billows: Billows
    /// The height of the low billows alone.
    let form: Lanes
    let cover: Lanes
  }

  /// Nil if the card has nothing there, or nothing is left of the view.
  @inline(__always) private static func shape(_ card: Card, _ x: Lanes, _ y: Lanes, _ left: Lanes) -> Shape? {
    let away = x * card.distance
    let x = away - card.shiftX
    let y = y * card.distance
    let aside = magnitude(x)
    let height = Noise.value(x * 0.9 + card.place, seed: card.seed &+ 9)
    let ridge =
      0.62 - 0.62 * smaller(aside * 1.2, 2.1) - clamped(height + 0.12) * clamped(aside * 1.6) * CloudseaScene.tower
    let base = y - ridge - CloudseaScene.gap * clamped(1 - 4 * (away * away + y * y))
    let inside = (base .> CloudseaScene.margin) .& (left .> 0.01)
    if !anyTrue(inside) { return nil }

    let (wx, wy) = warped(card, x, y)
    var billows = Billows(height: base * 1.25, dx: .zero, dy: .zero)
    var amplitude: Float = 0.36
    var frequency: Float = 1.6
    for octave in 0..<min(formOctaves, card.octaves) {
      billows.add(card, octave, wx, wy, amplitude: amplitude, frequency: frequency)
      // What is still to come cannot be higher than this.
      if !anyTrue(inside .& (billows.height .> -1.2 * amplitude)) { return nil }
      amplitude *= 0.5
      frequency *= 2.03
    }
    let form = billows.height
    for octave in min(formOctaves, card.octaves)..<card.octaves {
      billows.addDetail(card, octave, wx, wy, amplitude: amplitude, frequency: frequency)
      amplitude *= 0.5
      frequency *= 2.03
    }
    let soft = 0.05 + card.blur + 0.25 * clamped(base * 0.6)
    let rise = clamped(billows.height / soft)
    let cover = only(inside, rise * rise * (3 - 2 * rise) * card.presence)
    if !anyTrue(cover .> 0) { return nil }
    return Shape(base: base, billows: billows, form: form, cover: cover)
  }

  /// Octaves that make the form and are lit by their slope.
  private static let formOctaves = 3
  private static let detail: Float = 5

  @inline(__always) private static func warped(_ card: Card, _ x: Lanes, _ y: Lanes) -> (Lanes, Lanes) {
    let warp = Noise.value(x * 1.3 + card.place, y * 1.3, seed: card.seed &+ 30) * 0.12
    return (x + warp, y - warp)
  }

  /// How much a billow's face looks to the sun, 0 … 1.
  @inline(__always)
  private func lit(_ billows: Billows, _ place: Place) -> Lanes {
    let dy = billows.dy + 0.55
    let steepness = reciprocalRoot(billows.dx * billows.dx + dy * dy + 0.8)
    return clamped(0.42 - 0.62 * (billows.dx * place.toSunX + dy * place.toSunY) * steepness)
  }

  private struct Billows {
    var height: Lanes
    var dx: Lanes
    var dy: Lanes

    /// An octave of |noise|, rounded at the bottom of its creases, with its slope.
    @inline(__always)
    mutating func add(
      _ card: Card, _ octave: Int, _ x: Lanes, _ y: Lanes, amplitude: Float, frequency: Float
    ) {
      let noise = Noise.slope(
        x * frequency + card.place, y * frequency + Float(octave) * 5.1, seed: card.seed &+ UInt32(octave))
      let rounded = noise.value * noise.value + 0.008
      let inverse = reciprocalRoot(rounded)
      let weight = card.weights[octave] * amplitude
      height += (rounded * inverse * 2.1 - 0.5) * weight
      let share: Float = octave < 2 ? 1 : 0.7
      let bend = noise.value * inverse * (weight * frequency * 2.1 * share)
      dx += bend * noise.dx
      dy += bend * noise.dy
    }

    /// The same without the slope.
    @inline(__always)
    mutating func addDetail(
      _ card: Card, _ octave: Int, _ x: Lanes, _ y: Lanes, amplitude: Float, frequency: Float
    ) {
      let noise = Noise.value(
        x * frequency + card.place, y * frequency + Float(octave) * 5.1, seed: card.seed &+ UInt32(octave))
      let rounded = noise * noise + 0.006
      height += (rounded * reciprocalRoot(rounded) * 2.1 - 0.5) * (card.weights[octave] * amplitude)
    }
  }
}

extension CloudseaScene.Card {
  fileprivate init(_ layer: Layer, _ seed: Seed, _ view: WorldView, pixel: Float, isBeforeWindow: Bool) {
    let seed = seed.at("card", layer.index)
    self.isBeforeWindow = isBeforeWindow
    let ahead = Float(layer.ahead)
    distance = Float(layer.distance)
    let wind = view.time.cycles(perSecond: 0.025) + seed.at("wind").unit
    shiftX = Float(0.2 * seed.at("shift").signed + 0.045 * PortableMath.sineAndCosine(turns: wind).sine)
    place = Float(60 * seed.at("place").unit)
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    presence = smoothstep(0.03, 0.58, ahead) * smoothstep(6.9, 6.4, ahead)
    haze = 0.85 * Float(1 - PortableMath.exp2(-0.42 * layer.ahead))
    blur = 0.2 * max(0, 0.6 - ahead)
    // Out of focus near the camera: that looks like a lens, and hides that cards fade.
    let footprint = pixel * distance + 0.06 * max(0, 0.9 - ahead)
    var weights = SIMD8<Float>.zero
    var octaves = 0
    var frequency: Float = 1.6
    while octaves < 6 {
      let weight = 1 - clamped((footprint * frequency - 0.18) / 0.3)
      if weight <= 0 { break }
      weights[octaves] = weight
      octaves += 1
      frequency *= 2.03
    }
    (self.octaves, self.weights) = (octaves, weights)
  }
}
