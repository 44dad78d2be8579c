import Geometry

/// The opening: a great round lantern ahead, on whose paper the next scene is seen.
struct LanternWindow: Sendable {
  /// Octaves from the camera; ∞ without an opening.
  let ahead: Double
  /// Half its height on the canvas.
  let size: Float
  let presence: Float
  let light: Colour
  private let reach: Double
  private let pixel: Float
  private let rim: RimLight?

  init(_ lens: Lens) {
    pixel = lens.pixel
    ahead = lens.opening.map { $0.ahead + PortableMath.log2(Double(lens.magnification)) } ?? .infinity
    let isSeen = ahead < LanternWindow.farthest
    presence = isSeen ? smoothstep(Float(LanternWindow.farthest), 8, Float(ahead)) : 0
    reach = lens.opening?.reach ?? 0
    size = isSeen ? LanternWindow.share * lens.openingReach : 0
    light = lens.opening?.light ?? Colour(0, 0, 0)
    rim = lens.opening.map { RimLight($0) }
  }

  /// Octaves from where on nothing is seen of it.
  private static let farthest = 9.0
  /// Half its height, of the opening's reach, and how broad the paper is that is left round the picture, of half the height.
  private static let share: Float = 1.03
  private static let border: Float = 0.075

  var isSeen: Bool { presence > 0 }

  /// Whether a lantern of a layer is not before the window.
  func leavesFree(_ x: Double, _ y: Double, _ size: Double, _ layer: DeepLayer) -> Bool {
    let before = ahead - layer.ahead
    guard isSeen, before > 0 else { return true }
    return (x * x + y * y).squareRoot() - 1.5 * size > 1.12 * reach * PortableMath.exp2(-before)
  }

  func contains(_ tile: Tile) -> Bool {
    presence == 1 && tile.distances.upperBound + 2 * pixel < size * 0.70
  }

  func reaches(_ tile: Tile) -> Bool { isSeen && tile.distances.lowerBound < size * 6 }

  /// What the window shows at eight places: the lantern's own light, what it covers, and how much of that is the next scene.
  @inline(__always) func sight(_ x: Lanes, _ y: Lanes, _ hour: Nightfall) -> (light: Light, cover: Lanes, open: Lanes) {
    let inverse = 1 / size
    let (a, b) = (x * inverse, y * inverse)
    let body = LanternBody(.round, a, b)
    let footprint = pixel * inverse
    let cover = clamped(0.5 - body.edge * (1 / footprint)) * presence
    let (u, v) = (a * (1 / 0.9), b * (1 / 0.86))
    let (u2, v2) = (u * u, v * v)
    let norm = root(root(u2 * u2 * 0.55 + v2 * v2 * 0.55 + u2 * v2 + 1e-6))
    let inside = (norm - 0.9 + LanternWindow.border) * 0.9
    let open = clamped(0.5 - inside * (1 / footprint)) * presence
    // Paper on ribs round the picture, lit from within; wood above and below.
    let paper = Colour.mix(hour.paper[0], hour.flame, 0.3) * 0.5 + light * 0.6
    let glow = exp2(larger(inside, 0) * -34)
    let rib = fraction(b * 9 + 0.5) - 0.5
    let ribs = 1 - 0.45 * smoothstep(0.16, 0.05, magnitude(rib))
    let deep = mix(Light(hour.paper[2]) * 0.32, Light(paper), glow)
    let wood = Light(hour.mountain) * 0.35 + Light(paper) * (0.10 * exp2(a * a * -12))
    var own = mix(wood, deep * ribs, body.paper)
    if let rim { own = mix(own, rim.lit(own, outside: larger(inside, 0) + 0.02), body.paper) }
    return (own, cover, open)
  }

  /// Its light in the air round it.
  @inline(__always) func halo(_ x: Lanes, _ y: Lanes, _ hour: Nightfall) -> Light {
    let inverse = 1 / size
    let r2 = (x * x + y * y) * (inverse * inverse)
    let near = clamped(1 - r2 * (1.0 / 36))
    let colour = Colour.mix(hour.paper[0], hour.flame, 0.3) * 0.3 + light * 0.7
    return Light(colour) * (near * near * (0.16 / (0.4 + r2 * 0.6)) * (presence / (1 + 1.6 * size)))
  }

  /// Its light on the water: a band down from it.
  @inline(__always) func path(_ x: Lanes, _ y: Lanes, _ hour: Nightfall) -> Light {
    let inverse = 1 / size
    let a = x * inverse
    let b = y * inverse - 0.9
    let fall = exp2(a * a * -2.2) / (1 + larger(b, 0) * 1.1) * smoothstep(-0.9, 0.3, b)
    let colour = Colour.mix(hour.paper[0], hour.flame, 0.3) * 0.35 + light * 0.65
    return Light(colour) * (fall * (1.5 * presence / (1 + size)))
  }
}

extension Lanterns {
  static let rim: Rim = { ahead, reach in
    let full = reach * PortableMath.exp2(-ahead)
    return 0.72 * full...full
  }
}
