import Geometry

/// A layer of the wood as one frame sees it: ground with trunks and ferns, or leaves.
struct Grove {
  let look: Look
  private(set) var trunks: [Trunk] = []
  private(set) var boughs: [Stroke] = []
  private(set) var fronds: [Stroke] = []
  private(set) var caps: [Cap] = []

  /// What all that stands in a layer shares.
  struct Look {
    let distance: Float
    let haze: Float
    /// 0 … 1: layers fade in before the camera and at the far end.
    let presence: Float
    /// Half the width of edges, in its own plane: out of focus near the camera.
    let blur: Float
    /// The ground; nil in a layer of leaves.
    let crest: Crest?
    let seed: UInt32
    let place: Float
    /// Where the way crosses it.
    let path: Float
    /// How much of bark and grass is seen, and of single leaves.
    let fine: Float
    let leaves: Float
    let isBeforeGate: Bool
  }

  /// A mushroom: where the middle of its cap's rim is, and how wide the cap.
  struct Cap {
    let x: Float
    let y: Float
    let width: Float
  }

  static let nearest = 0.04
  static let farthest = 5.2
  static let perOctave = 2.5
  /// Nothing of a layer is so near to the vanishing point.
  static let free: Float = 0.345
  private static let cell: Float = 0.34

  init(
    _ layer: DeepLayer, _ forest: Forest, _ view: WorldView, _ lens: Lens, isBeforeGate: Bool, in memory: CrestMemory
  ) {
    let seed = forest.seed.at("grove", layer.index)
    let ahead = Float(layer.ahead)
    let distance = Float(layer.distance)
    let unsharp = 0.02 * max(0, 0.55 - ahead)
    let footprint = lens.pixel * distance + unsharp
    let hash = UInt32(truncatingIfNeeded: seed.bits)
    let place = Float(60 * seed.at("place").unit)
    let bends = PortableMath.sineAndCosine(turns: Double(layer.index) * 0.033 + forest.seed.at("path").unit)
    let path = Float(0.10 * bends.sine)
    let isGround = layer.index & 1 == 0
    let crest =
      isGround
      ? Crest(lens, in: memory) { x in
        Grove.ground(x * distance, path: path, place: place, footprint: footprint, hash) * (1 / distance)
      } : nil
    look = Look(
      distance: distance,
      haze: 0.96 * Float(1 - PortableMath.exp2(-forest.haze * max(0, layer.ahead - 0.45))),
      presence: smoothstep(Float(Grove.nearest), 0.32, ahead) * smoothstep(Float(Grove.farthest), 4.7, ahead),
      blur: 0.6 * lens.pixel * distance + unsharp, crest: crest, seed: hash, place: place, path: path,
      fine: 1 - clamped((footprint * 30 - 0.12) / 0.24), leaves: 1 - clamped((footprint * 34 - 0.2) / 0.4),
      isBeforeGate: isBeforeGate)
    if isGround { plant(forest, seed, lens, ahead, view) }
  }

  /// How deep the ground lies: a hollow way between banks, with tufts of grass.
  @inline(__always)
  private static func ground(_ x: Lanes, path: Float, place: Float, footprint: Float, _ seed: UInt32) -> Lanes {
    let away = magnitude(x - path)
    let bank = smoothstep(0.12, 0.9, away)
    let wave = Noise.value(x * 1.3 + place, seed: seed &+ 1)
    let rough = Noise.value(x * 5.1 + place, seed: seed &+ 2)
    var height = 0.46 - 0.09 * bank + (0.05 * wave + 0.018 * rough) * (0.4 + bank)
    let weight = clamped(1.6 - footprint * 160)
    if weight > 0 {
      height -= grass(x, rough, wave) * (0.008 + 0.034 * bank) * weight
    }
    return larger(height, 0.352)
  }

  /// Blades of three sizes, each row of them uneven in its own way: 0 … 1.
  @inline(__always) static func grass(_ x: Lanes, _ rough: Lanes, _ wave: Lanes) -> Lanes {
    @inline(__always) func row(_ x: Lanes) -> Lanes {
      let blade = magnitude(fraction(x) * 2 - 1)
      return blade * blade * blade
    }
    let tufts = clamped(0.55 + 1.1 * rough)
    let low = row(x * 61 + 3 * rough) * 0.5
    let middle = row(x * 43 - 4 * wave) * clamped(0.4 + 1.6 * rough)
    return larger(larger(low, middle), row(x * 27 + 5 * rough) * tufts * tufts)
  }

  private func groundHeight(_ x: Float) -> Float {
    Grove.ground(Lanes(repeating: x), path: look.path, place: look.place, footprint: 1, look.seed)[0]
  }

  private mutating func plant(_ forest: Forest, _ seed: Seed, _ lens: Lens, _ ahead: Float, _ view: WorldView) {
    let reach = min(lens.reach * look.distance, 4.5) + 0.3
    let cells = Int((reach / Grove.cell).rounded(.up))
    let sway = Float(
      0.010 * PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.09) + seed.at("sway").unit).sine)
    for cell in -cells..<cells {
      let spot = seed.at("spot", cell)
      let x = (Float(cell) + 0.5 + 0.42 * Float(spot.at("x").signed)) * Grove.cell
      if spot.unit < 0.66 * forest.density {
        let trunk = Trunk(spot.at("trunk"), near: x, ground: groundHeight(x), birch: forest.season.birch)
        trunks.append(trunk)
        if ahead < 3.4 { grow(trunk, spot, sway) }
      }
      if ahead < 3.2 {
        for number in 0..<2 where spot.at("fern", number).unit < 0.6 {
          sprout(x + 0.23 * Float(number), spot.at("tuft", number), sway)
        }
      }
      if forest.season.kind == .night || forest.season.kind == .dusk, ahead < 4.2 {
        let number = spot.at("caps").pick(0..<4)
        for index in 0..<number where abs(x - look.path) < 1.3 {
          let cap = spot.at("cap", index)
          let at = x + 0.12 * Float(cap.at("x").signed)
          if abs(at) < 0.16 { continue }
          let down = Float(cap.at("y").unit)
          let width = 0.014 + 0.018 * Float(cap.at("width").unit)
          caps.append(Cap(x: at, y: groundHeight(at) - width * 1.3 + 0.01 + 0.22 * down * down, width: width))
        }
      }
    }
  }

  private mutating func grow(_ trunk: Trunk, _ spot: Seed, _ sway: Float) {
    for number in 0..<4 {
      let bough = spot.at("bough", number)
      let y = -0.12 - 0.75 * Float(bough.at("y").unit)
      let side: Float = bough.at("side").unit < 0.5 ? -1 : 1
      let length = (0.2 + 0.35 * Float(bough.at("length").unit)) * (0.6 + 6 * trunk.width)
      let rise = 0.25 + 0.5 * Float(bough.at("rise").unit)
      let norm = (1 + rise * rise).squareRoot()
      let stroke = Stroke(
        x: trunk.middle(y), y: y, way: (side / norm, -rise / norm), length: length,
        bend: side * (0.16 * Float(bough.at("bend").signed) - 0.05) + sway, width: trunk.width * 0.27, teeth: 0)
      // None reaches over the way.
      let end = stroke.end
      if end.x * end.x + end.y * end.y > 0.2 && end.x * trunk.x > 0 { boughs.append(stroke) }
    }
  }

  private mutating func sprout(_ x: Float, _ spot: Seed, _ sway: Float) {
    guard abs(x) > 0.34 else { return }
    let down = Float(spot.at("down").unit)
    let ground = groundHeight(x) + 0.02 + 0.30 * down * down
    let size = 0.07 + 0.13 * Float(spot.at("size").unit)
    for number in 0..<6 {
      let frond = spot.at("frond", number)
      let turn = (Float(number) - 2.5) * 0.085 + 0.03 * Float(frond.at("turn").signed)
      let way = PortableMath.sineAndCosine(turns: Double(turn))
      let length = size * (0.75 + 0.4 * Float(frond.at("length").unit))
      fronds.append(
        Stroke(
          x: x, y: ground, way: (Float(way.sine), -Float(way.cosine)), length: length,
          bend: (turn < 0 ? -1 : 1) * length * (0.18 + 0.8 * abs(turn)) + sway, width: length * 0.13,
          teeth: (13 + 5 * Float(frond.at("teeth").unit)).rounded()))
    }
  }
}

extension Grove.Look {
  /// That of what stands round the opening.
  init(gate seed: Seed, distance: Float, haze: Double, _ lens: Lens) {
    let ahead = PortableMath.log2(Double(distance) + 1)
    let footprint = lens.pixel * distance
    self.init(
      distance: distance, haze: 0.96 * Float(1 - PortableMath.exp2(-haze * max(0, ahead - 0.45))), presence: 1,
      blur: 0.6 * footprint, crest: nil, seed: UInt32(truncatingIfNeeded: seed.at("look").bits), place: 0, path: 0,
      fine: 1 - clamped((footprint * 30 - 0.12) / 0.24), leaves: 0, isBeforeGate: false)
  }

  /// What leaves a layer has at eight places of its own plane, if any: how deep in them they are.
  @inline(__always) func leafage(_ x: Lanes, _ y: Lanes) -> (depth: Lanes, tone: Lanes)? {
    let base = -0.56 - y + 0.32 * smoothstep(0.25, 1.5, magnitude(x))
    let gap = clamped(1 - (x * x + y * y) * 3.4)
    let clump = Noise.value(x * 2.1 + place, y * 2.3, seed: seed &+ 11)
    var depth = base * 1.3 + clump * 0.5 - gap * 2.2 - 0.4 * larger(-0.16 - base, 0)
    if !anyTrue(depth .> -0.3) { return nil }
    let bunch = Noise.value(x * 6.3 + place, y * 6.9 + clump * 0.4, seed: seed &+ 12)
    depth += bunch * 0.3
    if !anyTrue(depth .> -0.2) { return nil }
    var tone = bunch * 0.7 + clump * 0.5
    if leaves > 0 {
      let leaf = Noise.value(x * 45 + bunch, y * 52 + clump, seed: seed &+ 13)
      depth += leaf * (0.32 * leaves)
      tone += leaf * (1.05 * leaves)
    }
    return (depth, tone)
  }

  /// Whether there may be leaves above a height, in a range of places aside.
  func hasLeaves(above y: Float, aside: Float) -> Bool {
    crest == nil && y * distance < -0.22 + 0.32 * smoothstep(0.25, 1.5, aside * distance)
  }
}
