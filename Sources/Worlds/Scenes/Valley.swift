import Geometry
import Imaging

/// A misty valley of wooded ridges, one behind the other, toward a low sun in the notch.
///
/// Ridges are layers across the way. The crest of each is a function of one variable, so it is worked out once for each column of the
/// picture; then a pixel only compares heights.
struct Valley: SceneWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let morning: Morning

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    morning = Valley.mornings[seed.at("morning").pick(0..<Valley.mornings.count)]
    var grade = Grade()
    grade.bloom = 0.09
    grade.streaks = 0.06
    grade.exposure = 1.1
    grade.contrast = 1.2
    grade.vignette = 0.26
    self.grade = grade
  }

  /// The light of an hour.
  struct Morning {
    var sun: Colour
    let horizon: Colour
    let zenith: Colour
    let wood: Colour
    let rock: Colour

    func lit(through window: SunWindow) -> Morning {
      var morning = self
      morning.sun = window.tinted(sun)
      return morning
    }

    fileprivate init(sun: UInt32, horizon: UInt32, zenith: UInt32, wood: UInt32, rock: UInt32) {
      self.sun = Colour(sun) * 2
      self.horizon = Colour(horizon)
      self.zenith = Colour(zenith)
      self.wood = Colour(wood)
      self.rock = Colour(rock)
    }
  }

  private static let mornings = [
    // Dawn, a clear morning, dusk, a golden evening.
    Morning(sun: 0xFFF0CC, horizon: 0xF7B68A, zenith: 0x4F74B4, wood: 0x101D30, rock: 0x4A4A74),
    Morning(sun: 0xFFF6E6, horizon: 0xBFDCDC, zenith: 0x3F86B8, wood: 0x0C2A26, rock: 0x3A6A6C),
    Morning(sun: 0xFFD2A0, horizon: 0xDE6C7C, zenith: 0x2C2C6C, wood: 0x100C26, rock: 0x50305E),
    Morning(sun: 0xFFE2A4, horizon: 0xF2C078, zenith: 0x6E8C9C, wood: 0x1E2014, rock: 0x6A5A40),
  ]

  func scene(_ view: WorldView, _ lens: Lens) -> ValleyScene { ValleyScene(self, view, lens) }
}

struct ValleyScene: Scene {
  private let morning: Valley.Morning
  private let ridges: [Ridge]
  private let seed: UInt32
  /// Where high clouds have drifted to.
  private let drift: Float
  private let window: SunWindow
  /// Where the window is seen above the ridges before it.
  private let sightLines: SightLines?

  /// How far the rim of its opening is from the vanishing point.
  static let rim = SunWindow.rim(free: Double(free), nearest: nearest)
  /// Octaves ahead at which a ridge is gone.
  private static let nearest = 0.03
  /// No ridge is so near to the way, in its own plane.
  private static let free: Float = 0.14

  init(_ valley: Valley, _ view: WorldView, _ lens: Lens) {
    let window = SunWindow(lens, sunRadius: 0.1025, sunHeight: 0.035)
    self.window = window
    morning = valley.morning.lit(through: window)
    seed = UInt32(truncatingIfNeeded: valley.seed.at("sky").bits)
    let wind = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.012))
    drift = Float(0.25 * wind.sine)
    let layers = Layer.visible(from: lens.depth, perOctave: 2.6, nearest: ValleyScene.nearest, farthest: 6.9)
    ridges = layers.map { Ridge($0, valley.seed, view, lens, isBeforeWindow: window.isBehind($0)) }
    sightLines = ValleyScene.sightLines(ridges.filter(\.isBeforeWindow), window, lens)
  }

  private static func sightLines(_ ridges: [Ridge], _ window: SunWindow, _ lens: Lens) -> SightLines? {
    guard window.isSeen, let last = ridges.last else { return nil }
    let farthest = min(1.1 * window.radius, lens.reach)
    return SightLines(from: free / last.distance, to: farthest, pixel: lens.pixel) { x, y in
      ridges.reduce(Lanes.one) { $0 - $0 * $1.cover(x, y).cover }
    }
  }

  func isOpen(_ tile: Tile) -> Bool {
    guard window.contains(tile) else { return false }
    guard let last = ridges.last(where: \.isBeforeWindow) else { return true }
    return tile.distances.upperBound < ValleyScene.free / last.distance - last.blur * 2
  }

  /// The ridges that may be seen in a tile, nearest first, up to the first that fills it.
  func part(_ tile: Tile) -> [Ridge] {
    var seen: [Ridge] = []
    let (top, bottom) = (tile.centre.y - tile.radius, tile.centre.y + tile.radius)
    for ridge in ridges {
      let crest = ridge.crest.heights(tile.centre.x - tile.radius, tile.centre.x + tile.radius)
      if crest.lowerBound - ridge.blur > bottom { continue }
      seen.append(ridge)
      if ridge.presence == 1 && crest.upperBound + ridge.blur * 40 < top { break }
    }
    return seen
  }

  func light(_ x: Lanes, _ y: Lanes, _ part: [Ridge], column: Int, row: Int) -> Light { seen(x, y, part).light }

  func sight(_ x: Lanes, _ y: Lanes, _ part: [Ridge], column: Int, row: Int) -> Sight {
    let sight = seen(x, y, part)
    return Sight(sight.light * (1 / larger(1 - sight.open, 1e-3)), open: sight.open)
  }

  /// The world's light and the window. The light is what is left of it where the window is seen.
  @inline(__always) private func seen(_ x: Lanes, _ y: Lanes, _ part: [Ridge]) -> Sight {
    let r2 = x * x + y * y
    var near = 1 / (1 + 6 * r2)
    let warmth = clamped(0.9 / (1 + 1.4 * r2) + 0.35 * y + 0.10)
    var sky = mix(Light(morning.zenith), Light(morning.horizon), warmth)
    sky += Light(morning.sun) * (near * near * 0.3)
    if window.isSeen {
      let close = window.nearness(x, y)
      sky += Light(window.light) * (close * close * 0.5)
      near = larger(near, close * close * 0.8)
    }
    var open = Lanes.zero
    var isBefore = window.isSeen
    let place = Place(x: x, y: y, near: near, wide: 1 / (1 + 1.4 * r2), sky: sky)
    var left = Lanes.one
    var sum = Light.black
    part.withUnsafeBufferPointer { ridges in
      for ridge in ridges {
        if isBefore && !ridge.isBeforeWindow {
          isBefore = false
          open = look(x, y, &sum, &left)
        }
        if !anyTrue(left .> 0.005) { break }
        add(ridge, place, &sum, &left)
        if !anyTrue(left .> 0.005) { break }
      }
    }
    if isBefore { open = look(x, y, &sum, &left) }
    guard anyTrue(left .> 0) else { return Sight(sum, open: open) }
    let sun = window.insideSun(x, y) * 0.9 + 0.5 / (1 + 60 * r2)
    return Sight(sum + (clouded(place) + Light(morning.sun) * sun) * left, open: open)
  }

  /// Looks at the window and the light round it, behind the ridges before it.
  @inline(__always)
  private func look(_ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) -> Lanes {
    var open = left * window.inside(x, y)
    if let sightLines { open *= sightLines.open(x, y) }
    left -= open
    let corona = left * window.corona(x, y)
    sum += Light(morning.sun) * corona
    left -= corona
    return open
  }

  /// The sky with thin clouds, drawn out along the horizon.
  @inline(__always) private func clouded(_ place: Place) -> Light {
    let (x, y) = (place.x, place.y)
    let veil = Noise.value(x * 1.1 + drift, y * 4.5 - x * 0.3, seed: seed)
    let thin = Noise.value(x * 2.7 + drift * 1.7, y * 11 - x * 0.8, seed: seed &+ 1)
    let cloud = clamped(veil + 0.45 * thin) * clamped(-y * 2.4)
    return mix(place.sky, Light(Colour.mix(morning.horizon, morning.sun, 0.18)), cloud * 0.42)
  }

  /// Eight pixels, the light there, and the sky as haze sees it: without clouds and the sun's disc.
  private struct Place {
    let x: Lanes
    let y: Lanes
    let near: Lanes
    let wide: Lanes
    let sky: Light
  }

  @inline(__always)
  private func add(_ ridge: Ridge, _ place: Place, _ sum: inout Light, _ left: inout Lanes) {
    let (under, cover) = ridge.cover(place.x, place.y)
    let weight = left * cover
    if !anyTrue(weight .> 0) { return }
    sum += surface(ridge, place, larger(under, 0) * ridge.distance) * weight
    left -= weight
  }

  /// The slope of a ridge, so far below its crest.
  @inline(__always) private func surface(_ ridge: Ridge, _ place: Place, _ below: Lanes) -> Light {
    let x = place.x * ridge.distance + ridge.place
    // Spurs run down from the crest, and are lit from the side of the sun.
    let y = place.y * ridge.distance
    let form = Noise.slope(x * 2.3 + y * 0.6, y * 1.7, seed: ridge.seed &+ 20)
    let fine = Noise.value(x * 8.3 + y * 2.6, y * 7.1, seed: ridge.seed &+ 21) * ridge.fine
    let woods = Noise.value(x * 37, y * 29, seed: ridge.seed &+ 22) * ridge.woods
    let toSun = clamped(place.x * -3, -1, 1)
    let facing = clamped(0.42 + 0.34 * form.dx * toSun * ridge.form + 0.16 * form.value * ridge.form + 0.28 * fine)
    let bare = clamped(0.22 + facing * 0.8 + 0.35 * woods)
    var colour = mix(Light(morning.wood * 0.6), Light(morning.rock), bare * 0.5)
    let edge = 1 / (1 + below * below * 900 + below * 24)
    colour += Light(morning.sun) * (facing * facing * place.wide * 0.07 + edge * place.near * 0.24)
    colour = mix(colour, place.sky, Lanes(repeating: ridge.haze))
    // Mist lies in the valley, thicker far away. Its height knows nothing of the crest's rocks, which would draw curtains into it.
    let aside = place.x * ridge.distance
    let slope = larger(0.62 - 0.79 * root(aside * aside + 0.05), -1.5)
    let bank = Noise.value(x * 0.9 + ridge.drift, y * 1.9, seed: ridge.seed &+ 23)
    let mist = smoothstep(0, 0.95, y - slope + 0.12 + 0.3 * bank) * ridge.mist
    return mix(colour, mix(Light(morning.horizon * 0.96), place.sky, Lanes(repeating: 0.4)), mist)
  }
}

extension ValleyScene {
  /// A ridge as this frame sees it. Its own plane is two high where it fills the canvas.
  struct Ridge {
    let crest: Crest
    /// One over its scale on the canvas.
    let distance: Float
    /// Whether the window is behind it.
    let isBeforeWindow: Bool
    /// Where in the noise it is cut from.
    let place: Float
    let seed: UInt32
    /// 0 … 1: ridges fade in before the camera and at the far end.
    let presence: Float
    let haze: Float
    let mist: Float
    let drift: Float
    /// The width of its edge on the canvas.
    let blur: Float
    /// How much of spurs, rocks and woods is seen.
    let form: Float
    let fine: Float
    let woods: Float

    fileprivate init(_ layer: Layer, _ seed: Seed, _ view: WorldView, _ lens: Lens, isBeforeWindow: Bool) {
      let seed = seed.at("ridge", layer.index)
      self.isBeforeWindow = isBeforeWindow
      let ahead = Float(layer.ahead)
      distance = Float(layer.distance)
      place = Float(60 * seed.at("place").unit)
      self.seed = UInt32(truncatingIfNeeded: seed.bits)
      presence = smoothstep(0.03, 0.26, ahead) * smoothstep(6.9, 6.3, ahead)
      haze = Float(1 - PortableMath.exp2(-0.48 * max(0, layer.ahead - 0.25)))
      mist = 0.02 + 0.70 * haze
      let wind = view.time.cycles(perSecond: 0.02) + seed.at("wind").unit
      drift = Float(0.3 * PortableMath.sineAndCosine(turns: wind).sine)
      // Out of focus near the camera.
      let unsharp = 0.05 * max(0, 0.6 - ahead)
      blur = lens.pixel + unsharp / distance
      let footprint = lens.pixel * distance + unsharp
      form = 1 - clamped((footprint * 2.3 - 0.2) / 0.3)
      fine = 1 - clamped((footprint * 8.3 - 0.2) / 0.3)
      woods = 1 - clamped((footprint * 31 - 0.15) / 0.3)
      let (place, distance, hash) = (place, distance, self.seed)
      let (side, shift) = (Float(layer.index & 1 == 0 ? 1 : -1), Float(seed.at("shift").signed))
      crest = Crest(lens) { x in
        let height = Ridge.height(
          x * distance, side: side, shift: shift, place: place, footprint: footprint, seed: hash)
        return height * (1 / distance)
      }
    }

    /// How far eight places are below the crest, on the canvas, and how much of them it covers.
    @inline(__always) func cover(_ x: Lanes, _ y: Lanes) -> (under: Lanes, cover: Lanes) {
      let (height, steepness) = crest.at(x)
      let under = y - height
      return (under, clamped(under * reciprocalRoot(1 + steepness * steepness) * (1 / blur) + 0.5) * presence)
    }

    /// The height of a crest, downward: a V round the way, steeper on one side than on the other, broken by rocks and grown with spruces.
    @inline(__always)
    private static func height(
      _ x: Lanes, side: Float, shift: Float, place: Float, footprint: Float, seed: UInt32
    ) -> Lanes {
      let away = magnitude(x)
      let x = x - (0.13 * side + 0.08 * shift)
      let aside = magnitude(x)
      let bent = aside + 0.22 * Noise.value(x * 0.7 + place, seed: seed &+ 9)
      let squared = bent * bent + 0.05
      let nearness = reciprocalRoot(squared)
      let steepness = 0.79 + (0.22 * side) * x * reciprocalRoot(x * x + 0.05)
      // The way itself is always free.
      var height = larger(larger(0.62 - steepness * (squared * nearness), 0.5 - 1.3 * away), -1.5)
      let rough = rocks(x + place, footprint, seed) * (0.35 + 0.8 * clamped(aside * 1.5))
      height -= rough
      return height - spruces(x + place, footprint, seed) * clamped((height + 0.75) * 2.5)
    }

    /// Noise of one variable: sharp above in its low octaves.
    @inline(__always) private static func rocks(_ x: Lanes, _ footprint: Float, _ seed: UInt32) -> Lanes {
      var sum = Lanes.zero
      var (amplitude, frequency) = (Float(0.34), Float(1.3))
      for octave in 0..<6 {
        let weight = 1 - clamped((footprint * frequency - 0.2) / 0.3)
        if weight <= 0 { break }
        var noise = Noise.value(x * frequency + Float(octave) * 3.7, seed: seed &+ UInt32(octave))
        if octave < 3 { noise = 0.32 - 1.5 * magnitude(noise) }
        sum += noise * (weight * amplitude)
        amplitude *= 0.5
        frequency *= 2.05
      }
      return sum
    }

    /// Two rows of trees along the crest.
    @inline(__always) private static func spruces(_ x: Lanes, _ footprint: Float, _ seed: UInt32) -> Lanes {
      let weight = 1 - clamped((footprint * 26 - 0.15) / 0.35)
      if weight <= 0 { return .zero }
      return larger(row(x * 26, seed &+ 40), row(x * 36 + 0.4, seed &+ 41)) * (0.056 * weight)
    }

    /// A tree in each cell, at its own place and of its own height.
    @inline(__always) private static func row(_ x: Lanes, _ seed: UInt32) -> Lanes {
      let cell = floor(x)
      let hash = Noise.hash(wholeBits(cell), LaneBits(repeating: 0), seed)
      let middle = 0.5 + 0.2 * Noise.second(hash)
      let aside = magnitude(x - cell - middle)
      // Boughs stand out a little on their way down.
      let boughs = 0.10 * magnitude(fraction(aside * 11) - 0.5)
      return larger(0.35 + 0.65 * Noise.unit(hash) - aside * 2.7 + boughs, 0)
    }
  }

  /// Heights of a crest for each column of the picture, on the canvas, downward.
  final class Crest: @unchecked Sendable {
    private static let block = 16
    /// Written once, here.
    private let samples: UnsafeMutablePointer<Float>
    private let count: Int
    private let blocks: [ClosedRange<Float>]
    private let start: Float
    private let perUnit: Float

    init(_ lens: Lens, _ height: (_ x: Lanes) -> Lanes) {
      // A column beyond each end, for what lies between.
      count = (Int(2 * lens.reach / lens.pixel) + 4 + Crest.block) / Crest.block * Crest.block
      samples = .allocate(capacity: count)
      start = -lens.reach - lens.pixel
      perUnit = 1 / lens.pixel
      for column in stride(from: 0, to: count, by: 8) {
        store(height((Lanes.numbers + Float(column)) * lens.pixel + start), samples + column)
      }
      let samples = samples
      blocks = stride(from: 0, to: count, by: Crest.block).map { first in
        var (low, high) = (samples[first], samples[first])
        for column in first..<first + Crest.block {
          low = min(low, samples[column])
          high = max(high, samples[column])
        }
        return low...high
      }
    }

    deinit { samples.deallocate() }

    /// The least and the greatest height in a range of places.
    func heights(_ from: Float, _ to: Float) -> ClosedRange<Float> {
      let first = block(from - 2 / perUnit)
      let last = block(to + 2 / perUnit)
      var (low, high) = (blocks[first].lowerBound, blocks[first].upperBound)
      for block in blocks[first...last] {
        low = min(low, block.lowerBound)
        high = max(high, block.upperBound)
      }
      return low...high
    }

    private func block(_ x: Float) -> Int {
      Int(max(0, min((x - start) * perUnit, Float(count - 1)))) / Crest.block
    }

    /// The height at eight places, and its slope there.
    @inline(__always) func at(_ x: Lanes) -> (height: Lanes, slope: Lanes) {
      let place = clamped((x - start) * perUnit, 0, Float(count) - 1.001)
      let whole = floor(place)
      let index = wholeBits(whole)
      @inline(__always) func height(_ lane: Int, _ next: Int) -> Float {
        samples[Int(truncatingIfNeeded: index[lane]) + next]
      }
      @inline(__always) func heights(_ next: Int) -> Lanes {
        Lanes(
          height(0, next), height(1, next), height(2, next), height(3, next), height(4, next), height(5, next),
          height(6, next), height(7, next))
      }
      let (a, b) = (heights(0), heights(1))
      return (a + (b - a) * (place - whole), (b - a) * perUnit)
    }
  }
}
