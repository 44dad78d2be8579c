import Geometry
import Imaging

/// Valley at one moment.
struct ValleyMoment: WorldMoment {
  let lens: Lens
  let morning: Valley.Morning
  private let ridges: [Ridge]
  private let memory: CrestMemory
  private let seed: UInt32
  /// Where high clouds have drifted to.
  private let drift: Float
  let mouth: Mouth
  private let sun: LowSun
  private let face: RockFace?

  init(_ valley: Valley, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    self.lens = lens
    let mouth = RockArch.mouth(lens, valley.seed.at("arch"))
    self.mouth = mouth
    sun = LowSun(radius: 0.1025, height: 0.035, behind: mouth, fades: 0.5...1.3)
    morning = valley.morning.lit(through: mouth)
    seed = UInt32(truncatingIfNeeded: valley.seed.at("sky").bits)
    let wind = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.012))
    drift = Float(0.25 * wind.sine)
    let layers = DeepLayer.visible(from: lens.depth, perOctave: 2.6, nearest: 0.03, farthest: 6.9)
    let memory = CrestMemory()
    self.memory = memory
    func ridges(_ isIncluded: (DeepLayer) -> Bool) -> [Ridge] {
      layers.filter(isIncluded).map { Ridge($0, valley, view, lens, in: memory) }
    }
    if mouth.isSeen {
      let before = ridges { $0.ahead < mouth.ahead - RockArch.clearing }
      let groves = RockArch.groves.indices.map { Ridge(grove: $0, mouth, valley, view, lens, in: memory) }
      let wall = Ridge(mouth, valley, view, lens, in: memory)
      self.ridges = before + groves + [wall] + ridges { !mouth.isBehind($0) }
      face = RockFace(wall, behind: before + groves, mouth, lens, region, cores: cores)
    } else {
      self.ridges = ridges { _ in true }
      face = nil
    }
  }

  func isOpen(_ tile: Tile) -> Bool {
    // What stands before the wall leaves free more than its mouth.
    mouth.holds(tile.distances.upperBound, least: RockArch.least)
  }

  func part(_ tile: Tile) -> ValleyTile { ValleyTile(ridges, tile, lens) }

  func sight(_ x: Lanes, _ y: Lanes, _ part: ValleyTile, column: Int, row: Int) -> Sight {
    let sight = seen(x, y, part, column: column, row: row)
    guard anyTrue(sight.open .> 0) else { return sight }
    return Sight(sight.light * (1 / larger(1 - sight.open, 1e-3)), open: sight.open)
  }

  /// The world's light and the next scene. The light is what is left of it where that is seen.
  @inline(__always)
  private func seen(_ x: Lanes, _ y: Lanes, _ part: ValleyTile, column: Int, row: Int) -> Sight {
    let footing = TileFields.Footing(column: column, row: row)
    let r2 = x * x + y * y
    var near = 1 / (1 + 6 * r2)
    let wide = 1 / (1 + 1.4 * r2)
    let warmth = clamped(0.9 * wide + 0.35 * y + 0.10)
    var sky = mix(Light(morning.zenith), Light(morning.horizon), warmth)
    sky += Light(morning.sun) * (near * near * 0.3)
    if mouth.isSeen {
      let close = mouth.nearness(x, y)
      sky += Light(mouth.light) * (close * close * 0.3)
      near = larger(near, close * close * 0.8)
    }
    var open = Lanes.zero
    let place = Place(x: x, y: y, near: near, wide: wide, sky: sky)
    var left = Lanes.one
    var sum = Light.black
    part.patches.withUnsafeBufferPointer { patches in
      for patch in patches {
        if !anyTrue(y .> patch.top) { continue }
        if patch.ridge.isWall, let face {
          let face = face.place(column: part.tile.left + column, row: part.tile.top + row)
          open = pass(patch.ridge, face, place, &sum, &left)
        } else {
          add(patch, part, place, footing, &sum, &left)
        }
        if !anyTrue(left .> 0.005) { break }
      }
    }
    guard anyTrue(left .> 0) else { return Sight(sum, open: open) }
    let sun = sun.inside(x, y) * 0.9 + 0.5 / (1 + 60 * r2)
    return Sight(sum + (clouded(place, part, footing) + Light(morning.sun) * sun) * left, open: open)
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
  struct Place {
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
