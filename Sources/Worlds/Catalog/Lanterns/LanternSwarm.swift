import Geometry

/// All lanterns that a frame sees, nearest first, and their mirror images.
struct LanternSwarm {
  let lanterns: [Lantern]
  let mirrored: [Lantern]

  /// How far the water is below the vanishing point, in a layer's own plane.
  static let water = 1.05
  static let perOctave = 3.4
  static let nearest = 0.06
  static let farthest = 7.0
  /// No lantern is so near to the way.
  private static let free = 0.34

  init(_ world: Lanterns, _ view: WorldView, _ lens: Lens, window: LanternWindow) {
    let layers = DeepLayer.visible(
      from: lens.depth, perOctave: LanternSwarm.perOctave, nearest: LanternSwarm.nearest,
      farthest: LanternSwarm.farthest)
    var (lanterns, mirrored): ([Lantern], [Lantern]) = ([], [])
    for layer in layers {
      let seed = world.seed.at("layer", layer.index)
      // A stream that bends slowly to and fro.
      let bend = PortableMath.sineAndCosine(turns: Double(layer.index) * 0.0437 + world.seed.at("bend").unit)
      let middle = world.shape.side * 0.55 * bend.sine + 0.35 * seed.at("middle").signed
      for number in 0..<world.count {
        let own = seed.at("lantern", number)
        guard let made = Hung(own, world, middle: middle, free: LanternSwarm.free),
          window.leavesFree(made.x, made.y, made.size, layer)
        else { continue }
        let lantern = made.seen(world, view, lens, layer, isMirrored: false)
        if lantern.isSeen(lens) { lanterns.append(lantern) }
        let image = made.seen(world, view, lens, layer, isMirrored: true)
        if image.y - image.reach < lens.reach { mirrored.append(image) }
      }
    }
    (self.lanterns, self.mirrored) = (lanterns, mirrored)
  }
}

/// A lantern at its place in a layer's plane.
private struct Hung {
  let kind: Lantern.Kind
  var x: Double
  var y: Double
  let size: Double
  let seed: Seed

  /// Nil where it would stand in the way.
  init?(_ seed: Seed, _ world: Lanterns, middle: Double, free: Double) {
    self.seed = seed
    let choice = seed.at("kind").unit
    kind = choice < world.shape.sky ? .sky : choice < world.shape.sky + world.shape.box ? .box : .round
    // Most are near the stream's middle.
    let (p, q) = (seed.at("x").signed, seed.at("x2").signed)
    let aside = 0.62 * (p + q) + 1.5 * p * q * q
    let large = seed.at("size").unit
    switch kind {
    case .sky:
      size = 0.085 + 0.075 * large * large
      let up = seed.at("up").unit
      y = LanternSwarm.water - 0.5 - 3.1 * up * (0.35 + 0.65 * up)
      x = middle * (1 + 0.5 * up) + aside * (1.15 + 0.5 * up)
    case .box:
      size = 0.07 + 0.035 * large
      y = LanternSwarm.water - size * 0.98
      x = middle * 0.4 + aside * 1.7
    case .round:
      size = 0.085 + 0.035 * large
      y = LanternSwarm.water - 0.35 - 2.2 * seed.at("up").unit
      x = middle + aside * 1.3
    }
    guard (x * x + y * y).squareRoot() > free + size else { return nil }
  }

  func seen(_ world: Lanterns, _ view: WorldView, _ lens: Lens, _ layer: DeepLayer, isMirrored: Bool) -> Lantern {
    let scale = Float(1 / layer.distance)
    let floats = kind == .box
    let sway = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.05) + seed.at("sway").unit)
    let bob = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.08) + seed.at("bob").unit)
    let flicker = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.9) + seed.at("flicker").unit)
    let px = x + (floats ? 0.012 : 0.030) * sway.sine
    let py = y + (floats ? 0.004 : 0.020) * bob.sine
    let ahead = Float(layer.ahead)
    let presence = smoothstep(0.06, 0.34, ahead) * smoothstep(7.0, 6.3, ahead)
    let size = Float(self.size) * scale
    // Out of focus near the camera.
    let unsharp = 0.16 * larger(0.75 - ahead) + (isMirrored ? 0.25 : 0)
    let blur = lens.pixel * 1.3 / size + unsharp
    let haze = Float(PortableMath.exp2(-0.16 * Double(world.mist) * max(0, layer.ahead)))
    let own = Float(0.62 + 0.75 * seed.at("power").unit) * Float(1 + 0.08 * flicker.sine)
    let paper = world.hour.paper[min(2, Int(seed.at("paper").unit * seed.at("paper").unit * 3))]
    let turn = PortableMath.sineAndCosine(
      turns: (floats ? 0.004 : 0.022) * (seed.at("tilt").signed + 0.3 * sway.cosine))
    return Lantern(
      kind: kind, x: Float(px) * scale,
      y: Float(isMirrored ? 2 * LanternSwarm.water - py : py) * scale, size: size,
      tilt: (Float(turn.cosine), Float(isMirrored ? -turn.sine : turn.sine)), paper: paper, flame: world.hour.flame,
      power: own * presence * haze * 1.25, presence: presence, blur: blur,
      reach: size * Lantern.halo, detail: smoothstep(0.14, 0.03, blur), grain: Float(60 * seed.at("grain").unit),
      isMirrored: isMirrored, ahead: layer.ahead)
  }

  private func larger(_ x: Float) -> Float { max(0, x) }
}

extension Lantern {
  fileprivate func isSeen(_ lens: Lens) -> Bool {
    (x * x + y * y).squareRoot() - reach < lens.reach && presence > 0
  }

  /// Whether its light reaches a tile.
  func reaches(_ tile: Tile) -> Bool {
    let (dx, dy) = (x - tile.centre.x, y - tile.centre.y)
    let far = reach + tile.radius
    return dx * dx + dy * dy < far * far
  }
}
