import Geometry

/// Valley at one moment.
struct ValleyMoment: WorldMoment {
  private let lens: Lens
  private let morning: Valley.Morning
  private let ridges: [Ridge]
  private let memory: CrestMemory
  private let seed: UInt32
  /// Where high clouds have drifted to.
  private let drift: Float
  private let window: SunWindow
  /// What of the window is seen over the ridges before it.
  private let skyline: Skyline?

  /// How far the rim of its opening is from the vanishing point.
  static let rim = SunWindow.rim(free: Double(free), nearest: nearest)
  /// Octaves ahead at which a ridge is gone.
  private static let nearest = 0.03
  /// No ridge is so near to the way, in its own plane.
  private static let free: Float = 0.14

  init(_ valley: Valley, _ view: WorldView, _ lens: Lens) {
    self.lens = lens
    let window = SunWindow(lens, sunRadius: 0.1025, sunHeight: 0.035)
    self.window = window
    morning = valley.morning.lit(through: window)
    seed = UInt32(truncatingIfNeeded: valley.seed.at("sky").bits)
    let wind = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.012))
    drift = Float(0.25 * wind.sine)
    let layers = DeepLayer.visible(from: lens.depth, perOctave: 2.6, nearest: ValleyMoment.nearest, farthest: 6.9)
    let memory = CrestMemory()
    self.memory = memory
    ridges = layers.map { Ridge($0, valley, view, lens, isBeforeWindow: window.isBehind($0), in: memory) }
    skyline = ValleyMoment.skyline(ridges.filter(\.isBeforeWindow), window, lens)
  }

  private static func skyline(_ ridges: [Ridge], _ window: SunWindow, _ lens: Lens) -> Skyline? {
    guard window.isSeen, !ridges.isEmpty else { return nil }
    return window.skyline(lens, softness: 0.02, smoothness: 0) { x, y in
      var left = Lanes.one
      for ridge in ridges where anyTrue(y .> ridge.crest.top - 4 * ridge.blur) {
        left -= left * ridge.cover(x, y).cover
        if !anyTrue(left .> Skyline.least) { break }
      }
      return left
    }
  }

  func isOpen(_ tile: Tile) -> Bool {
    guard window.contains(tile) else { return false }
    guard let last = ridges.last(where: \.isBeforeWindow) else { return true }
    return tile.distances.upperBound < ValleyMoment.free / last.distance - last.blur * 2
  }

  func part(_ tile: Tile) -> ValleyTile { ValleyTile(ridges, tile, lens) }

  func sight(_ x: Lanes, _ y: Lanes, _ part: ValleyTile, column: Int, row: Int) -> Sight {
    let sight = seen(x, y, part, TileFields.Footing(column: column, row: row))
    guard anyTrue(sight.open .> 0) else { return sight }
    return Sight(sight.light * (1 / larger(1 - sight.open, 1e-3)), open: sight.open)
  }

  /// The world's light and the window. The light is what is left of it where the window is seen.
  @inline(__always)
  private func seen(_ x: Lanes, _ y: Lanes, _ part: ValleyTile, _ footing: TileFields.Footing) -> Sight {
    let r2 = x * x + y * y
    var near = 1 / (1 + 6 * r2)
    let wide = 1 / (1 + 1.4 * r2)
    let warmth = clamped(0.9 * wide + 0.35 * y + 0.10)
    var sky = mix(Light(morning.zenith), Light(morning.horizon), warmth)
    sky += Light(morning.sun) * (near * near * 0.3)
    if window.isSeen {
      let close = window.nearness(x, y)
      sky += Light(window.light) * (close * close * 0.5)
      near = larger(near, close * close * 0.8)
    }
    var open = Lanes.zero
    var isBefore = window.isSeen
    let place = Place(x: x, y: y, near: near, wide: wide, sky: sky)
    var left = Lanes.one
    var sum = Light.black
    part.patches.withUnsafeBufferPointer { patches in
      for patch in patches {
        if isBefore && !patch.ridge.isBeforeWindow {
          isBefore = false
          open = look(x, y, &sum, &left)
        }
        if !anyTrue(left .> 0.005) { break }
        if !anyTrue(y .> patch.top) { continue }
        add(patch, part, place, footing, &sum, &left)
        if !anyTrue(left .> 0.005) { break }
      }
    }
    if isBefore { open = look(x, y, &sum, &left) }
    guard anyTrue(left .> 0) else { return Sight(sum, open: open) }
    let sun = window.insideSun(x, y) * 0.9 + 0.5 / (1 + 60 * r2)
    return Sight(sum + (clouded(place, part, footing) + Light(morning.sun) * sun) * left, open: open)
  }

  /// Looks at the window and the light round it, behind the ridges before it.
  @inline(__always)
  private func look(_ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) -> Lanes {
    var open = left * window.inside(x, y)
    if let skyline, anyTrue(open .> 0) { open *= skyline.open(x, y) }
    left -= open
    sum += Light(morning.sun) * (left * window.glow(x, y))
    return open
  }

  /// The sky with thin clouds.
  @inline(__always)
  private func clouded(_ place: Place, _ part: ValleyTile, _ footing: TileFields.Footing) -> Light {
    let amount = clamped(-place.y * 2.4)
    guard anyTrue(amount .> 0) else { return place.sky }
    if !part.hasClouds {
      let (drift, seed) = (drift, seed)
      part.sampleClouds { x, y in ValleyMoment.clouds(x, y, drift, seed) }
    }
    let cloud = clamped(footing.value(part.clouds)) * amount
    return mix(place.sky, Light(Colour.mix(morning.horizon, morning.sun, 0.18)), cloud * 0.42)
  }

  /// How thick clouds are, drawn out along the horizon.
  @inline(__always)
  private static func clouds(_ x: Lanes, _ y: Lanes, _ drift: Float, _ seed: UInt32) -> Lanes {
    let veil = Noise.value(x * 1.1 + drift, y * 4.5 - x * 0.3, seed: seed)
    let thin = Noise.value(x * 2.7 + drift * 1.7, y * 11 - x * 0.8, seed: seed &+ 1)
    return veil + 0.45 * thin
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
  private func add(
    _ patch: RidgePatch, _ part: ValleyTile, _ place: Place, _ footing: TileFields.Footing, _ sum: inout Light,
    _ left: inout Lanes
  ) {
    let ridge = patch.ridge
    let (under, cover) = ridge.cover(place.x, place.y)
    let weight = left * cover
    if !anyTrue(weight .> 0) { return }
    let below = larger(under, 0) * ridge.distance
    let slope = patch.slope(place.x, place.y, part, footing)
    sum += surface(ridge, place, below, slope) * weight
    left -= weight
  }

  /// The slope of a ridge, so far below its crest.
  @inline(__always) private func surface(_ ridge: Ridge, _ place: Place, _ below: Lanes, _ slope: Slope) -> Light {
    let facing = clamped(slope.facing)
    let bare = clamped(0.22 + facing * 0.8 + 0.35 * ridge.trees(place.x, place.y))
    var colour = mix(Light(morning.wood * 0.6), Light(morning.rock), bare * 0.42)
    let edge = 1 / (1 + below * below * 900 + below * 24)
    colour += Light(morning.sun) * (facing * facing * place.wide * 0.07 + edge * place.near * 0.06)
    colour = mix(colour, place.sky, Lanes(repeating: ridge.haze))
    // Mist lies in the valley, thicker far away.
    let mist = smoothstep(0, 0.9, slope.mist) * ridge.mist
    let far = mix(Light(morning.horizon * 0.96), place.sky, Lanes(repeating: 0.4))
    return mix(colour, mix(Light(morning.shade), far, Lanes(repeating: 0.3 + 0.7 * ridge.haze)), mist)
  }
}
