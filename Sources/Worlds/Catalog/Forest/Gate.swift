import Geometry

/// The opening of a forest: two old trees on a knoll, whose crowns meet over the way. Between them the next scene is seen.
///
/// On every ray from the vanishing point the opening goes up to the first thing that stands there, so it is of one piece.
/// It is no larger than what every layer leaves free, so nothing stands before it.
struct Gate {
  let look: Grove.Look
  let light: Colour
  private let presence: Float
  private let outline: RimLine?
  private let boundary: Float
  private let ahead: Double
  private let thicket: Thicket
  private let pixel: Float
  private let rim: RimLight?

  private static let farthest = 9.0
  /// It stands so many octaves this side of the next scene.
  private static let thickness = 1.3
  /// The least and the greatest radius of its hole, in its own plane.
  private static let holes = (least: 0.17, greatest: 0.335)

  init(_ lens: Lens, _ forest: Forest) {
    ahead = lens.opening.map { $0.ahead + PortableMath.log2(Double(lens.magnification)) } ?? .infinity
    let isSeen = ahead < Gate.farthest
    presence = isSeen ? smoothstep(Float(Gate.farthest), 8, Float(ahead)) : 0
    pixel = lens.pixel
    light = lens.opening?.light ?? Colour(0, 0, 0)
    rim = lens.opening.map { RimLight($0) }
    let greatest = Float(Gate.holes.greatest)
    let own = isSeen ? PortableMath.exp2(max(ahead - Gate.thickness, 0)) - 1 : 1
    let distance = isSeen ? max(Float(own), greatest / (0.97 * lens.openingReach)) : 1
    let seed = forest.seed.at("gate")
    look = Grove.Look(gate: seed, distance: distance, haze: forest.haze, lens)
    let thicket = Thicket(seed, look)
    self.thicket = thicket
    boundary = Float(PortableMath.log2(Gate.holes.greatest) * PortableMath.ln2)
    outline = isSeen ? Gate.outline(thicket, greatest) : nil
  }

  private static func outline(_ thicket: Thicket, _ greatest: Float) -> RimLine {
    let count = 2048
    var radii = [Float](repeating: 0, count: count)
    for column in stride(from: 0, to: count, by: 8) {
      let free = Gate.free(thicket, (Lanes.numbers + Float(column)) * (1 / Float(count)), greatest)
      for lane in 0..<8 { radii[column + lane] = free[lane] }
    }
    // Gaps that are too narrow to see through are closed.
    let around = 7
    func near(_ at: Int, _ values: [Float]) -> [Float] {
      (-around...around).map { values[(at + $0 + count) % count] }
    }
    let narrowed = (0..<count).map { near($0, radii).min()! }
    let closed = (0..<count).map { near($0, narrowed).max()! }
    let spread = Float(PortableMath.log2(Gate.holes.greatest / Gate.holes.least) * PortableMath.ln2)
    return RimLine(farthest: 0, spread: spread) { turns in
      let place = fraction(turns) * Float(count)
      let whole = smaller(floor(place), Float(count) - 1)
      let index = wholeBits(whole)
      @inline(__always) func radius(_ next: Int) -> Lanes {
        var values = Lanes.zero
        for lane in 0..<8 { values.vector[lane] = closed[(Int(index[lane]) + next) % count] }
        return values
      }
      let radius = mix(radius(0), radius(1), place - whole)
      return clamped(log2(radius * (1 / greatest)) * (-0.6931472 / spread))
    }
  }

  /// How far the way is free in eight directions.
  private static func free(_ thicket: Thicket, _ turns: Lanes, _ greatest: Float) -> Lanes {
    let least = Float(holes.least)
    let (x, y) = (cosine(turns: turns), sine(turns: turns))
    @inline(__always) func isFull(_ r: Lanes) -> LaneMask { thicket.depth(x * r, y * r) .> 0 }
    var (near, far) = (Lanes(repeating: least), Lanes(repeating: greatest))
    var found = Lanes.zero
    let steps = 40
    for step in 1...steps {
      let place = Lanes(repeating: least + (greatest - least) * Float(step) / Float(steps))
      let here = select(isFull(place), 1, 0) * (1 - found)
      far = select(here .> 0.5, place, far)
      found = larger(found, here)
      near = select(found .> 0.5, near, place)
      if !anyTrue(found .< 0.5) { break }
    }
    for _ in 0..<4 {
      let middle = (near + far) * 0.5
      let full = isFull(middle)
      far = select(full, middle, far)
      near = select(full, near, middle)
    }
    return far
  }

  var isSeen: Bool { presence > 0 }

  func isBehind(_ layer: DeepLayer) -> Bool { layer.ahead < ahead - Gate.thickness }

  /// Whether nothing but the next scene is seen within such a distance.
  func isOpen(upTo r: Float) -> Bool {
    presence == 1 && (r + 2 * pixel) * look.distance < Float(Gate.holes.least)
  }

  /// How much of the next scene is seen at eight places of the world's view, and how far outside they are, as natural
  /// logarithms.
  @inline(__always) func sight(_ x: Lanes, _ y: Lanes) -> (open: Lanes, outside: Lanes) {
    guard let outline else { return (.zero, .one) }
    let squared = larger((x * x + y * y) * (look.distance * look.distance), 1e-10)
    let outside = log2(squared) * (0.5 * 0.6931472) - boundary - outline.logarithm(turns: turns(x, y))
    let footprint = pixel * look.distance * reciprocalRoot(squared)
    return (clamped(0.5 - outside / footprint) * presence, outside)
  }

  /// Adds what stands there to what is seen at eight places.
  @inline(never)
  func add(
    _ season: Season, _ air: Air, _ x: Lanes, _ y: Lanes, _ shafts: Lanes, outside: Lanes, _ sum: inout Light,
    _ left: inout Lanes
  ) {
    let (px, py) = (x * look.distance, y * look.distance)
    @inline(__always) func put(_ seen: (colour: Light, cover: Lanes)) {
      let weight = left * seen.cover * presence
      if !anyTrue(weight .> 0) { return }
      sum += mix(lit(seen.colour, outside), air.haze, Lanes(repeating: look.haze * 0.6)) * weight
      left -= weight
    }
    let below = py - thicket.ground(px)
    if anyTrue(below .> -0.05) { put(season.ground(below, .zero, shafts: shafts, look, air, px, py)) }
    for trunk in [thicket.leftTrunk, thicket.rightTrunk] { put(season.trunk(trunk, look, air, px, py)) }
    if anyTrue(py .< 0.05) {
      let (depth, tone) = thicket.leaves(px, py)
      put(season.leaves(depth, tone, softness: 0.004 + 2 * look.blur, air))
    }
  }

  @inline(__always) private func lit(_ own: Light, _ outside: Lanes) -> Light {
    guard let rim else { return own }
    return mix(own, rim.lit(own, outside: larger(outside, 0)), Lanes(repeating: presence))
  }

  static let rim: Rim = { ahead, reach in
    let full = reach * PortableMath.exp2(-ahead)
    let layer = ahead - thickness
    let gap = layer <= 0 ? .infinity : holes.least / (PortableMath.exp2(layer) - 1)
    return min(0.96 * full * holes.least / holes.greatest, gap * 0.98)...full
  }
}

/// What stands round the opening of a forest, in its own plane.
struct Thicket {
  let leftTrunk: Trunk
  let rightTrunk: Trunk
  private let seed: UInt32
  private let footprint: Float

  init(_ seed: Seed, _ look: Grove.Look) {
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    leftTrunk = Trunk(gate: seed.at("left"), side: -1)
    rightTrunk = Trunk(gate: seed.at("right"), side: 1)
    footprint = look.blur
  }

  /// How high the knoll is.
  @inline(__always) func ground(_ x: Lanes) -> Lanes {
    let wave = Noise.value(x * 3.1, seed: seed &+ 1)
    let rough = Noise.value(x * 11, seed: seed &+ 2)
    let fall = smoothstep(0.25, 1, magnitude(x))
    var height = 0.232 + fall * 0.16 + wave * 0.014 + rough * 0.004
    let weight = clamped(1.6 - footprint * 70)
    if weight > 0 { height -= Grove.grass(x * 1.7, rough, wave) * (0.028 * weight) }
    return height
  }

  /// How deep in the leaves places are, and their tone: a crown over the way, whose ends hang down.
  @inline(__always) func leaves(_ x: Lanes, _ y: Lanes) -> (depth: Lanes, tone: Lanes) {
    let clump = Noise.value(x * 5.5, y * 5.5, seed: seed &+ 3)
    let bunch = Noise.value(x * 15 + clump, y * 16, seed: seed &+ 4)
    let (u, v) = (x * (1 / 0.33), y * (1 / 0.30))
    let far = root(u * u + v * v)
    let ends = smaller(far - 0.97, 1.75 - far) - larger(y + 0.10, 0) * 5
    var depth = ends * 0.6 + clump * 0.16 + bunch * 0.10
    var tone = bunch * 0.7 + clump * 0.5
    let weight = clamped(1.4 - footprint * 90)
    if weight > 0 {
      let leaf = Noise.value(x * 62 + bunch, y * 70 + clump, seed: seed &+ 5)
      depth += leaf * (0.055 * weight)
      tone += leaf * (0.8 * weight)
    }
    return (depth, tone)
  }

  /// How far in any of it places are; less than nothing where the way is free.
  @inline(__always) func depth(_ x: Lanes, _ y: Lanes) -> Lanes {
    let left = leftTrunk.half(y) - magnitude(x - leftTrunk.middle(y))
    let right = rightTrunk.half(y) - magnitude(x - rightTrunk.middle(y))
    return larger(larger(left, right), larger(y - ground(x), leaves(x, y).depth - 0.002))
  }
}
