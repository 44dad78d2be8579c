import Geometry

/// A ridge as this frame sees it. Its own plane is two high where it fills the canvas.
struct Ridge {
  let crest: Crest
  /// One over its scale on the canvas.
  let distance: Float
  /// Whether it is the wall that the valley ends at.
  let isWall: Bool
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
  /// Whether spurs and mist are smooth on the canvas, and whether rocks are.
  let isSmooth: Bool
  let hasSmoothRocks: Bool

  init(_ layer: DeepLayer, _ valley: Valley, _ view: WorldView, _ lens: Lens, in memory: CrestMemory) {
    let seed = valley.seed.at("ridge", layer.index)
    let presence = smoothstep(0.03, 0.4, Float(layer.ahead)) * smoothstep(6.9, 6.3, Float(layer.ahead))
    let (side, shift) = (Float(layer.index & 1 == 0 ? 1 : -1), Float(seed.at("shift").signed))
    let ruggedness = valley.ruggedness
    self.init(
      seed, distance: Float(layer.distance), ahead: layer.ahead, presence: presence, isWall: false, valley, view, lens,
      in: memory
    ) { x, place, footprint, hash in
      Ridge.height(x, ruggedness, side: side, shift: shift, place: place, footprint: footprint, seed: hash)
    }
  }

  /// The wall that the valley ends at.
  init(_ mouth: Mouth, _ valley: Valley, _ view: WorldView, _ lens: Lens, in memory: CrestMemory) {
    let seed = valley.seed.at("wall")
    let side: Float = seed.at("side").unit < 0.5 ? 1 : -1
    self.init(
      seed, distance: mouth.distance, ahead: PortableMath.log2(1 + Double(mouth.distance)), presence: mouth.presence,
      isWall: true, valley, view, lens, in: memory
    ) { x, place, footprint, hash in
      RockArch.height(
        x, side: side, place: place, rough: Ridge.rocks(x * 1.6 + place, footprint * 1.6, hash),
        trees: Ridge.spruces((x + place) * 1.5, footprint * 1.5, hash), seed: hash)
    }
  }

  /// A grove at the wall's foot.
  init(grove number: Int, _ mouth: Mouth, _ valley: Valley, _ view: WorldView, _ lens: Lens, in memory: CrestMemory) {
    let grove = RockArch.Grove(number, valley.seed.at("groves"))
    let distance = mouth.distance * grove.distance
    self.init(
      valley.seed.at("grove", number), distance: distance, ahead: PortableMath.log2(1 + Double(distance)),
      presence: mouth.presence, isWall: false, misty: 0.62, valley, view, lens, in: memory
    ) { x, place, footprint, hash in
      let trees = Ridge.spruces((x + place) * 0.9, footprint, hash) * 1.5
      return RockArch.groveHeight(x, grove, place: place, trees: trees, seed: hash)
    }
  }

  private init(
    _ seed: Seed, distance: Float, ahead: Double, presence: Float, isWall: Bool, misty: Float = 1, _ valley: Valley,
    _ view: WorldView, _ lens: Lens, in memory: CrestMemory,
    height: (_ x: Lanes, _ place: Float, _ footprint: Float, _ seed: UInt32) -> Lanes
  ) {
    (self.distance, self.presence, self.isWall) = (distance, presence, isWall)
    place = Float(60 * seed.at("place").unit)
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    haze = Float(1 - PortableMath.exp2(-valley.haze * max(0, ahead - 0.25)))
    mist = (0.40 + 0.47 * haze) * misty
    let wind = view.time.cycles(perSecond: 0.02) + seed.at("wind").unit
    drift = Float(0.3 * PortableMath.sineAndCosine(turns: wind).sine)
    // Out of focus near the camera.
    let unsharp = 0.010 * max(0, 0.6 - Float(ahead))
    blur = lens.pixel + unsharp / distance
    let footprint = lens.pixel * distance + unsharp
    form = 1 - clamped((footprint * 2.3 - 0.2) / 0.3)
    fine = 1 - clamped((footprint * 8.3 - 0.2) / 0.3)
    woods = 1 - clamped((footprint * 31 - 0.15) / 0.3)
    let span = 1 / (lens.pixel * distance)
    isSmooth = span > Ridge.smooth * 2.4
    hasSmoothRocks = span > Ridge.smooth * 8.7
    let (place, hash) = (place, self.seed)
    crest = Crest(lens, in: memory) { x in height(x * distance, place, footprint, hash) * (1 / distance) }
  }

  /// Noise is smooth on the canvas if its features are at least so many pixels apart.
  private static let smooth: Float = 20

  /// How much the slope looks to the sun at eight places of the world's view, but for its rocks: spurs run down from the
  /// crest, and are lit from the side of the sun.
  @inline(__always) func spurs(_ x: Lanes, _ y: Lanes) -> Lanes {
    let toSun = clamped(x * -3, -1, 1)
    let (x, y) = (x * distance + place, y * distance)
    let noise = Noise.slope(x * 2.3 + y * 0.6, y * 1.7, seed: seed &+ 20)
    return 0.42 + (0.34 * noise.dx * toSun + 0.16 * noise.value) * form
  }

  /// What rocks add to that.
  @inline(__always) func rocks(_ x: Lanes, _ y: Lanes) -> Lanes {
    if fine <= 0 { return .zero }
    let (x, y) = (x * distance + place, y * distance)
    return Noise.value(x * 8.3 + y * 2.6, y * 7.1, seed: seed &+ 21) * (0.28 * fine)
  }

  @inline(__always) func trees(_ x: Lanes, _ y: Lanes) -> Lanes {
    if woods <= 0 { return .zero }
    return Noise.value((x * distance + place) * 37, y * distance * 29, seed: seed &+ 22) * woods
  }

  /// How deep in the mist. It knows nothing of the crest's rocks, which would draw curtains into it.
  @inline(__always) func mistDepth(_ x: Lanes, _ y: Lanes) -> Lanes {
    let (aside, y) = (x * distance, y * distance)
    let slope = larger(0.62 - 0.79 * root(aside * aside + 0.05), -1.5)
    let bank = Noise.value((aside + place) * 0.9 + drift, y * 1.9, seed: seed &+ 23)
    return y - slope + 0.2 + 0.34 * bank
  }

  /// How far eight places are below the crest, on the canvas, and how much of them it covers.
  @inline(__always) func cover(_ x: Lanes, _ y: Lanes) -> (under: Lanes, cover: Lanes) {
    let (height, steepness) = crest.at(x)
    let under = y - height
    return (under, clamped(under * reciprocalRoot(1 + steepness * steepness) * (1 / blur) + 0.5) * presence)
  }

  /// The height of a crest, downward: a V round the way, steeper on one side than on the other, broken by rocks and grown
  /// with spruces.
  @inline(__always)
  private static func height(
    _ x: Lanes, _ ruggedness: Float, side: Float, shift: Float, place: Float, footprint: Float, seed: UInt32
  ) -> Lanes {
    let away = magnitude(x)
    let x = x - (0.13 * side + 0.08 * shift)
    let aside = magnitude(x)
    let bent = aside + 0.22 * Noise.value(x * 0.7 + place, seed: seed &+ 9)
    let squared = bent * bent + 0.05
    let nearness = reciprocalRoot(squared)
    let steepness = 0.79 + (0.22 * side) * x * reciprocalRoot(x * x + 0.05)
    // The way itself is always free.
    let bowl = 0.645 + max(0, 0.4 * (ruggedness - 1)) - 1.3 * root(away * away + 0.03)
    var height = larger(larger(0.62 - steepness * (squared * nearness), bowl), -1.5)
    let rough = rocks(x + place, footprint, seed) * ((0.35 + 0.8 * clamped(aside * 1.5)) * ruggedness)
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
    let boughs = 0.14 * magnitude(fraction(aside * 9 + Noise.unit(hash) * 2) - 0.5)
    return larger(0.3 + 0.65 * Noise.unit(hash) - aside * 2.4 + boughs, 0)
  }
}
