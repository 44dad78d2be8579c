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
  /// How much lower its clouds lie than usual.
  private let lowered: Float
  /// 0 … 1: cards fade in before the camera and at the far end.
  let presence: Float
  let haze: Float
  /// Added to the edge's softness, near the camera.
  let blur: Float
  /// How many octaves of billows are seen, and their weights.
  let octaves: Int
  private let weights: SIMD8<Float>
  /// Octaves below the first are so smooth on the canvas that their sum is, and below the second that their noise is.
  let broadOctaves: Int
  let smoothOctaves: Int

  /// Octaves ahead at which a card is gone.
  static let nearest: Float = 0.03
  static let farthest: Float = 6.9
  /// No card has a cloud so near to the way, in its own plane.
  static let free: Float = 0.19
  /// No cloud is higher than this above its ridge.
  static let margin: Float = -0.62
  /// Octaves that make the form and are lit by their slope.
  static let formOctaves = 3
  /// The way is kept free by so much.
  private static let gap: Float = 1.5

  init(_ layer: DeepLayer, _ sea: Cloudsea, _ view: WorldView, _ lens: Lens, isBeforeWindow: Bool) {
    let seed = sea.seed.at("card", layer.index)
    let ahead = Float(layer.ahead)
    self.isBeforeWindow = isBeforeWindow
    distance = Float(layer.distance)
    // Clouds that pass the camera draw in, or they would seem to rush.
    let passing = max(0, 1 - ahead)
    towers = sea.towers * (1 - 0.4 * passing)
    lowered = 0.25 * passing
    let wind = view.time.cycles(perSecond: 0.025) + seed.at("wind").unit
    shiftX = Float(0.2 * seed.at("shift").signed + 0.045 * PortableMath.sineAndCosine(turns: wind).sine)
    place = Float(60 * seed.at("place").unit)
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    presence = smoothstep(CloudCard.nearest, 0.75, ahead) * smoothstep(CloudCard.farthest, 6.4, ahead)
    haze = 0.85 * Float(1 - PortableMath.exp2(-sea.haze * layer.ahead))
    blur = 0.2 * max(0, 0.6 - ahead)
    // Out of focus near the camera: that looks like a lens, and hides that cards fade.
    let footprint = lens.pixel * distance + 0.05 * max(0, 1.3 - ahead)
    var weights = SIMD8<Float>.zero
    var (octaves, broad, smooth) = (0, 0, 0)
    var frequency = CloudCard.frequency
    while octaves < 6 {
      let weight = 1 - clamped((footprint * frequency - 0.18) / 0.3)
      if weight <= 0 { break }
      weights[octaves] = weight
      octaves += 1
      let pixels = 1 / (frequency * distance * lens.pixel)
      if pixels > 150 { broad = octaves }
      if pixels > 20 { smooth = octaves }
      frequency *= 2.03
    }
    (self.octaves, self.weights, broadOctaves, smoothOctaves) = (octaves, weights, broad, smooth)
  }

  /// The first octave's billows to the unit, and half their height.
  static let frequency: Float = 1.6
  static let amplitude: Float = 0.36

  /// Places on the card.
  @inline(__always) func places(_ x: Lanes, _ y: Lanes) -> (x: Lanes, y: Lanes) {
    (x * distance - shiftX, y * distance)
  }

  /// Whether the card may have a cloud in a tile.
  func reaches(_ tile: Tile) -> Bool {
    let farthest = (abs(tile.centre.x) + tile.radius) * distance + abs(shiftX)
    let lowest = (tile.centre.y + tile.radius) * distance
    let ridge = 0.62 - 0.62 * min(1.2 * farthest, 2.1) - towers * min(1, 1.6 * farthest)
    return lowest - ridge > CloudCard.margin
  }

  /// Whether the card may have a cloud at eight places of the world's view, found out quickly.
  @inline(__always) func mayReach(_ x: Lanes, _ y: Lanes) -> Bool {
    let (x, y) = places(x, y)
    let aside = magnitude(x)
    let ridge = 0.62 - 0.62 * smaller(aside * 1.2, 2.1) - towers * smaller(aside * 1.6, 1)
    return anyTrue(y - ridge .> CloudCard.margin)
  }

  /// How far places on the card are below its ridge: a V round the way, with towers beside it.
  @inline(__always) func base(_ x: Lanes, _ y: Lanes) -> Lanes {
    let aside = magnitude(x)
    let height = clamped(Noise.value(x * 0.9 + place, seed: seed &+ 9) + 0.12)
    let ridge = 0.62 - 0.62 * smaller(aside * 1.2, 2.1) - height * clamped(aside * 1.6) * towers
    let away = x + shiftX
    return y - ridge - lowered - CloudCard.gap * clamped(1 - 4 * (away * away + y * y))
  }

  /// By how much billows are bent aside.
  @inline(__always) func warp(_ x: Lanes, _ y: Lanes) -> Lanes {
    Noise.value(x * 1.3 + place, y * 1.3, seed: seed &+ 30) * 0.12
  }

  /// An octave's noise, with its slope.
  @inline(__always) func form(_ octave: Int, _ frequency: Float, _ x: Lanes, _ y: Lanes) -> NoiseSlope {
    Noise.slope(x * frequency + place, y * frequency + Float(octave) * 5.1, seed: seed &+ UInt32(octave))
  }

  /// The same without the slope.
  @inline(__always) func detail(_ octave: Int, _ frequency: Float, _ x: Lanes, _ y: Lanes) -> Lanes {
    Noise.value(x * frequency + place, y * frequency + Float(octave) * 5.1, seed: seed &+ UInt32(octave))
  }

  @inline(__always) func weight(_ octave: Int) -> Float { weights[octave] }

  /// What the ridge gives to the height: less above it, where clouds would come off.
  @inline(__always) func rise(_ base: Lanes) -> Lanes { base * 1.25 + smaller(base, 0) * 0.5 }

  /// How soft its edges are, so far below the ridge.
  @inline(__always) func softness(_ base: Lanes) -> Lanes { 0.05 + blur + 0.25 * clamped(base * 0.6) }
}

typealias NoiseSlope = (value: Lanes, dx: Lanes, dy: Lanes)

/// The sum of octaves of billows so far.
struct Billows {
  var height: Lanes
  var dx: Lanes
  var dy: Lanes

  /// Adds an octave of |noise|, rounded at the bottom of its creases, with its slope. The amplitude is weighted.
  @inline(__always) mutating func add(_ noise: NoiseSlope, _ octave: Int, amplitude: Float, frequency: Float) {
    let rounded = noise.value * noise.value + 0.008
    let inverse = roughReciprocalRoot(rounded)
    height += (rounded * inverse * 2.1 - 0.5) * amplitude
    let share: Float = octave < 2 ? 1 : 0.7
    let bend = noise.value * inverse * (amplitude * frequency * 2.1 * share)
    dx += bend * noise.dx
    dy += bend * noise.dy
  }

  /// The same without the slope.
  @inline(__always) mutating func add(detail noise: Lanes, amplitude: Float) {
    let rounded = noise * noise + 0.006
    height += (rounded * roughReciprocalRoot(rounded) * 2.1 - 0.5) * amplitude
  }
}

/// 1/√x for x > 0, to 0.0018 of itself: of billows nobody sees that.
@inline(__always) private func roughReciprocalRoot(_ x: Lanes) -> Lanes {
  let guess = lanes(0x5F37_59DF &- (bits(x) &>> 1))
  return guess * (1.5 - 0.5 * x * guess * guess)
}

/// What a card has at eight places.
struct CloudShape {
  /// How far below the ridge they are.
  let base: Lanes
  let billows: Billows
  /// The height of the low billows alone.
  let form: Lanes
  let cover: Lanes

  /// Nil if nothing is covered.
  @inline(__always) init?(_ card: CloudCard, base: Lanes, _ billows: Billows, form: Lanes, _ inside: LaneMask) {
    let rise = clamped(billows.height / card.softness(base))
    cover = only(inside, rise * rise * (3 - 2 * rise) * card.presence)
    if !anyTrue(cover .> 0) { return nil }
    (self.base, self.billows, self.form) = (base, billows, form)
  }
}

extension CloudCard {
  /// What it has at eight places of the world's view. Nil if that is nothing, or nothing is left of the view.
  @inline(__always) func shape(_ x: Lanes, _ y: Lanes, _ left: Lanes) -> CloudShape? {
    let (x, y) = places(x, y)
    let base = base(x, y)
    let inside = (base .> CloudCard.margin) .& (left .> 0.01)
    if !anyTrue(inside) { return nil }

    let warp = warp(x, y)
    let (wx, wy) = (x + warp, y - warp)
    var billows = Billows(height: rise(base), dx: .zero, dy: .zero)
    var (amplitude, frequency) = (CloudCard.amplitude, CloudCard.frequency)
    var form = billows.height
    for octave in 0..<octaves {
      if octave < CloudCard.formOctaves {
        let noise = self.form(octave, frequency, wx, wy)
        billows.add(noise, octave, amplitude: weight(octave) * amplitude, frequency: frequency)
        // What is still to come cannot be higher than this.
        if !anyTrue(inside .& (billows.height .> -1.2 * amplitude)) { return nil }
        form = billows.height
      } else {
        billows.add(detail: detail(octave, frequency, wx, wy), amplitude: weight(octave) * amplitude)
      }
      amplitude *= 0.5
      frequency *= 2.03
    }
    return CloudShape(self, base: base, billows, form: form, inside)
  }
}
