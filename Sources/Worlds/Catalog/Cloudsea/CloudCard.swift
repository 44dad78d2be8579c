import Geometry

/// A layer of cloud as one frame sees it. Its own plane is two high where it fills the canvas.
struct CloudCard {
  /// One over its scale on the canvas.
  let distance: Float
  /// Whether the window in the sun is behind it.
  let isBeforeWindow: Bool
  private let shiftX: Float
  /// Where in the noise it is cut from.
  private let place: Float
  private let seed: UInt32
  private let towers: Float
  /// 0 … 1: cards fade in before the camera and at the far end.
  private let presence: Float
  /// By how much it is thinner than usual: clouds dissolve from their edges on as they pass the camera.
  private let thinned: Float
  let haze: Float
  /// How deep vapour is before nothing is seen through it.
  private let softness: Float
  /// How many octaves of billows are seen, and their weights.
  private let octaves: Int
  private let weights: SIMD8<Float>

  /// Octaves ahead at which a card is gone.
  static let nearest: Float = 0.03
  static let farthest: Float = 6.9
  /// No card has a cloud so near to the way, in its own plane.
  static let free: Float = 0.19
  /// No cloud is higher than this above its ridge.
  private static let margin: Float = -0.62
  /// The way is kept free by so much.
  private static let gap: Float = 1

  init(_ layer: DeepLayer, _ sea: Cloudsea, _ view: WorldView, _ lens: Lens, isBeforeWindow: Bool) {
    let seed = sea.seed.at("card", layer.index)
    let ahead = Float(layer.ahead)
    self.isBeforeWindow = isBeforeWindow
    distance = Float(layer.distance)
    towers = sea.towers
    let wind = view.time.cycles(perSecond: 0.025) + seed.at("wind").unit
    shiftX = Float(0.2 * seed.at("shift").signed + 0.045 * PortableMath.sineAndCosine(turns: wind).sine)
    place = Float(60 * seed.at("place").unit)
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    let passed = smoothstep(CloudCard.nearest, 0.95, ahead)
    presence = passed * smoothstep(CloudCard.farthest, 6.4, ahead)
    thinned = 0.25 * (1 - passed)
    softness = 0.13 + 0.4 * max(0, 0.8 - ahead) + 4 * lens.pixel * distance
    haze = 0.92 * Float(1 - PortableMath.exp2(-sea.haze * layer.ahead))
    (octaves, weights) = CloudCard.octaves(footprint: lens.pixel * distance + 0.0025 * max(0, 1.3 - ahead))
  }

  /// The billows that are not smaller than a few pixels. Near the camera they are out of focus: that looks like a lens, and hides that
  /// cards fade.
  private static func octaves(footprint: Float) -> (Int, SIMD8<Float>) {
    var weights = SIMD8<Float>.zero
    var (octaves, frequency) = (0, CloudCard.frequency)
    while octaves < 8 {
      let weight = 1 - clamped((footprint * frequency - 0.07) / 0.14)
      if weight <= 0 { break }
      weights[octaves] = weight
      octaves += 1
      frequency *= CloudCard.step
    }
    return (octaves, weights)
  }

  /// The first octave's billows to the unit, half their height, and how much finer each octave is than the one before.
  private static let frequency: Float = 1.3
  private static let amplitude: Float = 0.40
  private static let step: Float = 2.12
  /// Octaves that are lit by their slope, and those that bend what is finer.
  private static let litOctaves = 2
  private static let bendingOctaves = 4

  /// Whether the card may have a cloud in a tile.
  func reaches(_ tile: Tile) -> Bool {
    let lowest = (tile.centre.y + tile.radius) * distance
    let aside = (abs(tile.centre.x) + tile.radius) * distance + abs(shiftX)
    return lowest - CloudCard.level + towered(side: smoothstep(0.1, 1.3, aside), 1) > CloudCard.margin
  }

  /// How far below the eye the sea lies.
  private static let level: Float = 0.42

  /// How high the clouds beside the way stand above the sea, from 0 … 1 for how far aside and how tall they are.
  @inline(__always) private func towered(side: Float, _ tall: Float) -> Float { side * (0.12 + towers * tall) }

  /// How far places on the card are below its ridge: a sea of clouds, with towers beside the way.
  @inline(__always) private func base(_ x: Lanes, _ y: Lanes) -> Lanes {
    let side = smoothstep(0.1, 1.3, magnitude(x))
    let tall = clamped(0.36 + Noise.value(x * 0.6 + place, seed: seed &+ 9))
    let away = x + shiftX
    let gap = CloudCard.gap * clamped(1 - 4 * (away * away + y * y))
    return y - CloudCard.level + side * (0.12 + towers * tall) - gap
  }

  /// What it has at eight places of the world's view. Nil if that is nothing, or nothing is left of the view.
  @inline(__always) func shape(_ x: Lanes, _ y: Lanes, _ left: Lanes) -> CloudShape? {
    let (x, y) = (x * distance - shiftX, y * distance)
    let base = base(x, y)
    let inside = (base .> CloudCard.margin) .& (left .> 0.01)
    if !anyTrue(inside) { return nil }

    let patch = Noise.value(x * 1.1 + place, y * 1.1, seed: seed &+ 30)
    var (wx, wy) = (x + patch * 0.16 + place, y - patch * 0.16)
    // Less above the ridge, where clouds would come off.
    var height = base * 1.1 + smaller(base, 0) * 0.8 - thinned
    var (form, dx, dy) = (height, Lanes.zero, Lanes.zero)
    var (amplitude, frequency) = (CloudCard.amplitude, CloudCard.frequency)
    for octave in 0..<octaves {
      let weighted = weights[octave] * amplitude
      let (u, v) = (wx * frequency, wy * frequency + Float(octave) * 5.1)
      let noise: Lanes
      if octave < CloudCard.litOctaves {
        let slope = Noise.slope(u, v, seed: seed &+ UInt32(octave))
        noise = slope.value
        let rounded = noise * noise + 0.045
        let inverse = roughReciprocalRoot(rounded)
        height += (rounded * inverse * 2.1 - 0.62) * weighted
        let bend = noise * inverse * (weighted * frequency * 2.1)
        dx += bend * slope.dx
        dy += bend * slope.dy
      } else {
        noise = Noise.value(u, v, seed: seed &+ UInt32(octave))
        let rounded = noise * noise + 0.015
        height += (rounded * roughReciprocalRoot(rounded) * 1.7 - 0.44 + noise * 0.4) * weighted
      }
      if octave < CloudCard.bendingOctaves {
        wx += noise * (0.08 / frequency)
        wy += noise * (0.11 / frequency)
        // What is still to come cannot be higher than this.
        if !anyTrue(inside .& (height .> -1.2 * amplitude)) { return nil }
      }
      if octave < 2 { form = height }
      amplitude *= 0.5
      frequency *= CloudCard.step
    }
    let depth = clamped(height / (softness + 0.12 * clamped(base)))
    let cover = only(inside, depth * depth * (2 - depth) * presence)
    if !anyTrue(cover .> 0) { return nil }
    return CloudShape(base: base, height: height, form: form, patch: patch, dx: dx, dy: dy, cover: cover)
  }
}

/// What a card has at eight places.
struct CloudShape {
  /// How far below the ridge they are.
  let base: Lanes
  /// How deep in the cloud.
  let height: Lanes
  /// The same without fine billows.
  let form: Lanes
  /// −1 … 1, the same over wide patches.
  let patch: Lanes
  let dx: Lanes
  let dy: Lanes
  let cover: Lanes
}

/// 1/√x for x > 0, to 0.0018 of itself: of billows nobody sees that.
@inline(__always) private func roughReciprocalRoot(_ x: Lanes) -> Lanes {
  let guess = lanes(0x5F37_59DF &- (bits(x) &>> 1))
  return guess * (1.5 - 0.5 * x * guess * guess)
}
