import Geometry

/// A layer of cloud as one frame sees it. Its own plane is two high where it fills the canvas.
struct CloudCard {
  /// One over its scale on the canvas.
  let distance: Float
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
  private let billows: Billows

  /// Octaves ahead at which a card is gone.
  static let nearest: Float = 0.03
  static let farthest: Float = 6.9
  /// No cloud is higher than this above its ridge.
  private static let margin: Float = -0.62
  /// The way is kept free by so much.
  private static let gap: Float = 1

  init(_ layer: DeepLayer, _ sea: Cloudsea, _ view: WorldView, _ lens: Lens) {
    let seed = sea.seed.at("card", layer.index)
    let ahead = Float(layer.ahead)
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
    billows = Billows(self.seed, footprint: lens.pixel * distance + 0.0025 * max(0, 1.3 - ahead))
  }

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
    // Less above the ridge, where clouds would come off.
    let height = base * 1.1 + smaller(base, 0) * 0.8 - thinned
    let place = (x + patch * 0.16 + place, y - patch * 0.16)
    guard let grown = billows.grown(height, place, inside: inside) else { return nil }
    let depth = clamped(grown.height / (softness + 0.12 * clamped(base)))
    let cover = only(inside, depth * depth * (2 - depth) * presence)
    if !anyTrue(cover .> 0) { return nil }
    return CloudShape(
      base: base, height: grown.height, form: grown.form, patch: patch, dx: grown.dx, dy: grown.dy, cover: cover)
  }
}
