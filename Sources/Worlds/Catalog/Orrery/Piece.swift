import Geometry

/// Something that stands on the plates: a wheel, a dial, a planet on its arm. Its own lengths are parts of its radius.
struct Piece: Sendable {
  enum Kind { case wheel, dial, moon, planet }
  let kind: Kind
  let x: Float
  let y: Float
  let radius: Float
  let inverse: Float
  /// How far anything of it, shadows included, reaches.
  let bound: Float
  let cosine: Float
  let sine: Float
  /// Toward the middle of the plate, and how long a planet's arm is.
  let armX: Float
  let armY: Float
  let arm: Float
  /// Teeth and spokes.
  let teeth: Float
  let spokes: Float
  /// The directions of two hands.
  let hands: (Float, Float, Float, Float)
  let pixel: Float
  let colour: Colour
  let choice: Int
  let seed: UInt32

  /// Whether nothing of it is within a distance of the vanishing point.
  func keepsClear(of distance: Float) -> Bool {
    let middle = (x * x + y * y).squareRoot()
    return middle - radius * 1.1 > distance
  }

  /// Those on a plate, those on top first.
  static func all(on number: Int, _ layout: PlateLayout, _ plate: Plate, _ view: WorldView, _ lens: Lens) -> [Piece] {
    let place = layout.place(number)
    guard place.width > 0.6 else { return [] }
    let room = 1 - plate.inner
    let start = place.seed.at("around").unit
    let count = 4
    return (0..<count).compactMap { index in
      let seed = place.seed.at("piece", index)
      guard seed.at("is").unit < layout.orrery.pieces else { return nil }
      let kind: Kind = [.wheel, .dial, .planet, .moon][floorMod(index + place.seed.at("order").pick(0..<4), 4)]
      return Piece(
        kind, seed, start + (Double(index) + 0.28 * seed.at("aside").signed) / Double(count), room, plate,
        layout.orrery, view)
    }
  }

  private init(
    _ kind: Kind, _ seed: Seed, _ turn: Double, _ room: Float, _ plate: Plate, _ orrery: Orrery, _ view: WorldView
  ) {
    self.kind = kind
    let size: Double
    switch kind {
    case .wheel: size = 0.50 + 0.22 * seed.at("size").unit
    case .dial: size = 0.44 + 0.12 * seed.at("size").unit
    case .moon: size = 0.40 + 0.10 * seed.at("size").unit
    case .planet: size = 0.15 + 0.07 * seed.at("size").unit
    }
    radius = Float(size) * room * plate.radius
    // Wheels and dials keep their places; planets go round.
    let pace = orrery.pace
    let way: Double = seed.at("way").unit < 0.5 ? -1 : 1
    let round = kind == .planet ? view.time.cycles(perSecond: 0.012 * way * pace) : 0
    let outward = kind == .planet ? 0.55 + 0.2 * seed.at("out").unit : kind == .wheel ? 0.36 : 0.5
    let direction = Point(turns: turn + round)
    let away = (plate.inner + Float(outward) * room) * plate.radius
    x = plate.x + Float(direction.x) * away
    y = plate.y + Float(direction.y) * away
    inverse = 1 / radius
    arm = kind == .planet ? Float(outward) * room * plate.radius * inverse : 0
    (armX, armY) = (Float(-direction.x), Float(-direction.y))
    bound = kind == .planet ? radius * (arm + 2) : radius * 1.3
    let turned = Point(turns: seed.at("turn").unit + view.time.cycles(perSecond: 0.03 * way * pace))
    (cosine, sine) = (Float(turned.x), Float(turned.y))
    teeth = Float([28, 36, 44][seed.at("teeth").pick(0..<3)])
    spokes = Float([4, 5, 6][seed.at("spokes").pick(0..<3)])
    let minute = Point(turns: seed.at("minute").unit + view.time.cycles(perSecond: 0.05 * pace))
    let hour = Point(turns: seed.at("hour").unit + view.time.cycles(perSecond: 0.0125 * pace))
    hands = (Float(minute.x), Float(minute.y), Float(hour.x), Float(hour.y))
    pixel = plate.pixel * plate.radius * inverse
    choice = seed.at("choice").pick(0..<4)
    colour = orrery.materials.planets[choice]
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
  }
}
