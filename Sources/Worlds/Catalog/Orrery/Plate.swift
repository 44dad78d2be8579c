import Geometry

/// A round plate of the works as one frame sees it. Its own lengths are parts of its radius.
struct Plate: Sendable {
  enum Kind { case bezel, enamel, chapter, scale, stripes, crown }
  let kind: Kind
  let x: Float
  let y: Float
  let radius: Float
  let inverse: Float
  /// How far in the next plate begins, and how far off its own centre.
  let inner: Float
  /// By how much it has turned.
  let cosine: Float
  let sine: Float
  /// Whether it lies above the plate around it, or below.
  let isRaised: Bool
  /// How far its edge's shadow falls.
  let height: Float
  /// Teeth, divisions, rays, screws: what it has round its edge.
  let count: Float
  let toothDepth: Float
  /// The side of a pixel.
  let pixel: Float
  let seed: UInt32

  /// How far outside its edge points are, in plane units.
  @inline(__always) func outside(_ x: Lanes, _ y: Lanes) -> Lanes {
    let (dx, dy) = (x - self.x, y - self.y)
    let distance = root(dx * dx + dy * dy) - radius
    if toothDepth == 0 { return distance }
    let teeth = larger(tooth(dx, dy), 0) * (toothDepth * radius)
    return distance + teeth
  }

  /// 0 on the tips of teeth, 1 between them.
  @inline(__always) private func tooth(_ dx: Lanes, _ dy: Lanes) -> Lanes {
    let (u, v) = (dx * cosine + dy * sine, dy * cosine - dx * sine)
    let phase = magnitude(fraction(turns(u, v) * count) - 0.5)
    let slope = max(0.10, count * pixel / (2 * Float.pi))
    return clamped((phase - 0.25) * (1 / slope) + 0.5)
  }
}

/// Where the plates of an orrery are: centres and radii in the world's own plane.
struct PlateLayout {
  let orrery: Orrery
  /// The octaves of one arrangement.
  static let period = 2.4

  struct Place {
    let kind: Plate.Kind
    /// Log2 of its radius, and of that of the next one inward.
    let octave: Double
    let inner: Double
    let isRaised: Bool
    let seed: Seed
    var width: Double { octave - inner }
  }

  private static let arrangements: [[(kind: Plate.Kind, width: Double, isRaised: Bool)]] = [
    [
      (.bezel, 0.13, true), (.enamel, 0.98, false), (.crown, 0.30, true), (.chapter, 0.50, false), (.scale, 0.49, true),
    ],
    [
      (.bezel, 0.11, true), (.stripes, 0.86, false), (.scale, 0.36, true), (.bezel, 0.10, true), (.enamel, 0.97, false),
    ],
    [
      (.crown, 0.34, true), (.chapter, 0.56, false), (.bezel, 0.12, true), (.enamel, 0.62, false),
      (.stripes, 0.76, true),
    ],
  ]
  static let perPeriod = 5

  /// Plates are numbered outward in.
  func place(_ number: Int) -> Place {
    let step = floorMod(number, PlateLayout.perPeriod)
    let period = (number - step) / PlateLayout.perPeriod
    let first = orrery.seed.at("first").pick(0..<3)
    let arrangement = PlateLayout.arrangements[floorMod(period + first, 3)]
    let before = arrangement[..<step].reduce(0) { $0 + $1.width }
    let octave = 0.55 - Double(period) * PlateLayout.period - before + 0.5 * orrery.seed.at("start").signed
    return Place(
      kind: arrangement[step].kind, octave: octave, inner: octave - arrangement[step].width,
      isRaised: arrangement[step].isRaised, seed: orrery.seed.at("plate", number))
  }

  /// How far the next plate's centre is from a plate's, in its radii.
  private func step(_ number: Int) -> Point {
    let place = place(number)
    guard place.width > 0.6 else { return .zero }
    let room = 1 - PortableMath.exp2(-place.width)
    return Point(
      turns: place.seed.at("way").unit, length: 0.62 * orrery.drift * room * (0.4 + 0.6 * place.seed.at("far").unit))
  }

  /// A plate's centre in its radii: the sum of all steps inward of it leads to the vanishing point.
  func centre(_ number: Int) -> Point {
    let own = place(number).octave
    var sum = Point.zero
    for inner in number..<number + 30 { sum = sum + step(inner) * PortableMath.exp2(place(inner).octave - own) }
    return sum * -1
  }

  /// The numbers of the plates that can be seen whose log2 of the radius is in a range.
  func numbers(_ octaves: ClosedRange<Double>) -> ClosedRange<Int> {
    var first = Int((-octaves.upperBound / PlateLayout.period).rounded(.down) - 2) * PlateLayout.perPeriod
    while place(first + 1).octave > octaves.upperBound { first += 1 }
    var last = first
    while place(last + 1).octave > octaves.lowerBound { last += 1 }
    return first...last
  }
}

extension Plate {
  init(_ number: Int, _ layout: PlateLayout, _ view: WorldView, _ lens: Lens) {
    let place = layout.place(number)
    let centre = layout.centre(number)
    let radius = Float(PortableMath.exp2(place.octave + lens.depth))
    kind = place.kind
    self.radius = radius
    inverse = 1 / radius
    x = Float(centre.x) * radius
    y = Float(centre.y) * radius
    inner = Float(PortableMath.exp2(-place.width))
    let rate = (place.seed.at("rate").unit < 0.5 ? -1 : 1) * (0.004 + 0.006 * place.seed.at("speed").unit)
    let turned = place.seed.at("angle").unit + view.time.cycles(perSecond: rate * layout.orrery.pace)
    let (sine, cosine) = PortableMath.sineAndCosine(turns: turned)
    (self.sine, self.cosine) = (Float(sine), Float(cosine))
    isRaised = place.isRaised
    height = 0.035
    let choice = place.seed.at("count").pick(0..<3)
    switch kind {
    case .bezel: count = 0
    case .enamel: count = [36, 48, 60][choice]
    case .chapter: count = 12
    case .scale: count = [120, 144, 180][choice]
    case .stripes: count = [9, 11, 14][choice]
    case .crown: count = [60, 72, 90][choice]
    }
    toothDepth = kind == .crown ? 0.055 : 0
    pixel = lens.pixel / radius
    seed = UInt32(truncatingIfNeeded: place.seed.bits)
  }
}
