import Geometry

/// A bank of dust as one frame sees it. Its own plane is two high where it fills the canvas.
struct DustCard {
  /// One over its scale on the canvas.
  let distance: Float
  let haze: Float
  /// 0 … 1: cards fade in before the camera and at the far end.
  let presence: Float
  /// How much of its gas is seen.
  let glow: Float
  /// Which way it stands from the vanishing point.
  private let outward: (x: Float, y: Float)
  private let level: Float
  private let tall: Float
  private let shift: Float
  private let place: Float
  private let seed: UInt32
  /// How deep dust is before nothing is seen through it.
  private let softness: Float
  private let threads: DustThreads

  /// Octaves ahead at which a card is gone.
  static let nearest: Float = 0.03
  static let farthest: Float = 6.9
  /// No dust or gas is higher than this above its bank.
  private static let margin: Float = -0.6
  /// How far from the way a bank reaches; beyond that it thins out.
  private static let breadth: Float = 1.35
  private static let decline: Float = 1.45

  init(_ layer: DeepLayer, _ nebula: Nebula, _ view: WorldView, _ lens: Lens) {
    let seed = nebula.seed.at("bank", layer.index)
    let ahead = Float(layer.ahead)
    distance = Float(layer.distance)
    // Most banks stand on the same side; one in four is somewhere else, farther off.
    let isStray = seed.at("stray").unit < 0.3
    let turns =
      isStray ? nebula.ground + 0.5 + 0.28 * seed.at("aside").signed : nebula.ground + 0.10 * seed.at("aside").signed
    let way = PortableMath.sineAndCosine(turns: turns)
    outward = (Float(way.cosine), Float(way.sine))
    level = (isStray ? 0.74 : 0.46) + 0.14 * Float(seed.at("level").signed) - 0.4 * (nebula.dust - 1)
    tall = nebula.pillars * (isStray ? 0.5 : 1)
    let wind = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.02) + seed.at("wind").unit)
    shift = Float(0.02 * wind.sine)
    place = Float(60 * seed.at("place").unit)
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    let passed = smoothstep(DustCard.nearest, 0.9, ahead)
    presence = passed * smoothstep(DustCard.farthest, 6.4, ahead)
    glow = presence * presence
    softness = 0.045 + 0.36 * max(0, 0.8 - ahead) + 3 * lens.pixel * distance
    haze = 0.93 * Float(1 - PortableMath.exp2(-nebula.haze * layer.ahead))
    threads = DustThreads(self.seed, footprint: lens.pixel * distance + 0.003 * max(0, 1.2 - ahead))
  }

  /// Whether the card may have anything in a tile.
  func reaches(_ tile: Tile) -> Bool {
    let along = (tile.centre.x * outward.x + tile.centre.y * outward.y + tile.radius) * distance
    let nearest = (tile.distances.lowerBound * distance - DustCard.breadth) * DustCard.decline
    return along - level + 0.55 * tall + 0.22 - max(0, nearest) > DustCard.margin
  }

  /// What it has at eight places of the world's view; nil if that is nothing.
  @inline(__always) func shape(_ x: Lanes, _ y: Lanes) -> DustShape? {
    let (x, y) = (x * distance, y * distance)
    let along = x * outward.x + y * outward.y
    let across = y * outward.x - x * outward.y + shift
    let squared = x * x + y * y
    let gap = clamped(1 - squared * 3.2)
    let inverse = reciprocalRoot(squared)
    let beyond = larger(squared * inverse - DustCard.breadth, 0)
    var base = along - level - gap * gap * 1.3 - beyond * DustCard.decline
    if !anyTrue(base .> DustCard.margin - 0.55 * tall - 0.2) { return nil }
    let bend = Noise.value(across * 0.8 + place, along * 0.7, seed: seed &+ 30)
    let column = Noise.value((across + bend * 0.15) * 1.3 + place, seed: seed &+ 9)
    base += smoothstep(0.05, 0.55, column) * (0.55 * tall) + bend * 0.22
    let inside = base .> DustCard.margin
    if !anyTrue(inside) { return nil }

    let place = (across + bend * 0.18 + place, along * 0.72 - bend * 0.12)
    guard let grown = threads.grown(base * 1.15, place, inside: inside) else { return nil }
    let (height, dx, dy) = (grown.height, grown.dx, grown.dy * 0.72)
    // Where it thins out nothing is sharp.
    let depth = clamped(height / (beyond * 0.8 + softness))
    let cover = only(inside, depth * depth * (3 - 2 * depth) * presence)
    // Back to the directions of the view.
    let (gx, gy) = (dy * outward.x - dx * outward.y, dy * outward.y + dx * outward.x)
    let thinning = clamped(beyond * 8) * inverse * DustCard.decline
    return DustShape(
      height: height, grain: grown.grain, patch: bend, dx: gx + outward.x - x * thinning,
      dy: gy + outward.y - y * thinning, cover: cover)
  }
}
