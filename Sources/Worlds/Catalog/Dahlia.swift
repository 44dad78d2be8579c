import Geometry
import Imaging

/// A flower without end.
///
/// Petals stand on a spiral of golden angles, a fixed number of them to the octave, each grown by the same step from the one before
/// (Vogel's model with exponential growth). Inner petals lie on outer ones. All is drawn from what is seen of single
/// petals, so it goes on for ever.
struct Dahlia: MomentWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let palette: Palette
  fileprivate let form: Form

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    palette = Palette(Dahlia.stops(recipe))
    form = Dahlia.form(recipe)
    var grade = Grade()
    grade.exposure = 1.35
    grade.contrast = 1.15
    grade.vignette = 0.4
    self.grade = grade
  }

  static let petals = WorldParameter("petals", "petals in an octave; else by the seed", 21...55, usual: 34)
  static let fullness = WorldParameter("fullness", "how broad petals are", 0.9...1.2, usual: 1)
  static let tip = WorldParameter("tip", "how far petals reach outward; else by the seed", 1.7...1.95, usual: 1.8)

  /// One of the forms, or what the recipe asks for.
  private static func form(_ recipe: WorldRecipe) -> Form {
    let form = forms[recipe.seed.at("form").pick(0..<forms.count)]
    let count = recipe.parameters[petals.name].map { Int($0.rounded()) }
    // The more petals, the narrower: as wide as 21, 34 and 55 of them look best.
    let width = count.map { 0.36 * Float(PortableMath.exp2(0.44 * PortableMath.log2(21 / Double($0)))) } ?? form.width
    return Form(
      petalsPerOctave: count ?? form.petalsPerOctave, width: width * Float(recipe.value(fullness)),
      tip: recipe.parameters[tip.name].map { Float($0) } ?? form.tip)
  }

  private static func stops(_ recipe: WorldRecipe) -> [UInt32] {
    recipe.digest.map { digest in (0...5).map { digest.paint($0, chroma: 1.25) } }
      ?? colours[recipe.seed.at("colours").pick(0..<colours.count)]
  }

  /// How petals grow.
  fileprivate struct Form {
    let petalsPerOctave: Int
    /// Half the width of a petal, where its distance from the heart is 1.
    let width: Float
    let tip: Float
  }

  private static let forms = [
    Form(petalsPerOctave: 34, width: 0.300, tip: 1.78),
    Form(petalsPerOctave: 34, width: 0.270, tip: 1.90),
    Form(petalsPerOctave: 55, width: 0.235, tip: 1.80),
    Form(petalsPerOctave: 21, width: 0.360, tip: 1.80),
  ]

  /// From the shade between petals to their lit tips.
  private static let colours: [[UInt32]] = [
    [0x1A0510, 0x5C0F2E, 0xB8284E, 0xEE6A6A, 0xFFC59A, 0xFFF0D0],
    [0x0A1024, 0x25306E, 0x5A62B8, 0xA8A4E0, 0xF0D8E8, 0xFFF8F0],
    [0x1C0A04, 0x6A2408, 0xC8601A, 0xF2A13C, 0xFFDD90, 0xFFF8DC],
    [0x081A18, 0x17524A, 0x4F9A80, 0xA8D0B0, 0xF6ECD8, 0xFFFFFF],
    [0x160A22, 0x4A1E5C, 0x9A3E94, 0xDB7FB4, 0xF8C8C8, 0xFFF2E6],
  ]

  func moment(_ view: WorldView, _ lens: Lens) -> DahliaMoment { DahliaMoment(self, view, lens) }
}

struct DahliaMoment: WorldMoment {
  private let dahlia: Dahlia
  private let petals: [Petal]
  private let pixel: Float
  private let noiseSeed: UInt32
  private let ladder: Palette.Ladder
  private let heart: Colour
  private let shade: Colour
  private let gleam: Colour
  private let opening: DahliaOpening?

  /// One petal as this frame sees it.
  struct Petal {
    /// Log2 of its distance from the heart.
    let octave: Float
    let cosine: Float
    let sine: Float
    /// One over its distance.
    let nearness: Float
    /// −1 … 1, its own.
    let tint: Float
    /// Half its width, squared.
    let breadth: Float
    /// How much it faces the light.
    let facing: Float
    let bend: Bend
  }

  /// Where a petal begins and ends, in multiples of its distance from the heart.
  struct Bend {
    let root: Float
    let tip: Float
    /// One over the length from root to tip; negative inward.
    let inverseLength: Float
    /// How broad the root is, squared, and how much of the way from the shade at the root to the light at the tip it is already.
    let stub: Float
    let pale: Float
    /// How much broader it is than others.
    let breadth: Float

    init(root: Float, tip: Float, stub: Float = 0.02, pale: Float = 0, breadth: Float = 1) {
      (self.root, self.tip, self.stub, self.pale, self.breadth) = (root, tip, stub, pale, breadth)
      inverseLength = 1 / (tip - root)
    }
  }

  /// The middle of the flower is drawn as one soft heart up to this many pixels.
  private static let heartPixels: Float = 5

  init(_ dahlia: Dahlia, _ view: WorldView, _ lens: Lens) {
    self.dahlia = dahlia
    pixel = lens.pixel
    noiseSeed = UInt32(truncatingIfNeeded: dahlia.seed.at("veins").bits)
    ladder = dahlia.palette.ladder
    heart = dahlia.palette.colour(0.62) * 0.62
    shade = dahlia.palette.colour(0.03) * 0.3
    gleam = dahlia.palette.colour(0.85) * 0.06
    let perOctave = Double(dahlia.form.petalsPerOctave)
    let innermost = PortableMath.log2(Double(lens.pixel * DahliaMoment.heartPixels)) - 1
    let outermost = PortableMath.log2(Double(lens.reach)) + 1.2
    let opening = view.opening.map { DahliaOpening($0, dahlia.form, lens) }
    self.opening = opening
    func petal(_ index: Int, _ bend: Bend, light: Float = 1) -> Petal {
      Petal(index, dahlia, view, bend, octave: Double(index) / perOctave + lens.depth, light: light)
    }
    let smallest = Int(((innermost - lens.depth) * perOctave).rounded(.up))
    let first = max(smallest, opening?.firstOutward ?? smallest)
    let last = Int(((outermost - lens.depth) * perOctave).rounded(.down))
    let outward = Bend(root: 0.5, tip: dahlia.form.tip)
    // Those that bend inward lie on all others, the outer ones on the inner ones.
    let inward = opening.map { opening in
      opening.inward.reversed().map { petal($0, DahliaOpening.bend, light: opening.light(on: $0)) }
    }
    petals = (inward ?? []) + (first...max(first, last)).map { petal($0, outward) }
  }

  /// The petals that reach into a tile, those on top first.
  func part(_ tile: Tile) -> [Petal] {
    petals.filter { petal in
      let along = (tile.centre.x * petal.cosine + tile.centre.y * petal.sine) * petal.nearness
      let across = (tile.centre.y * petal.cosine - tile.centre.x * petal.sine) * petal.nearness
      let radius = tile.radius * petal.nearness
      let (low, high) = (min(petal.bend.root, petal.bend.tip), max(petal.bend.root, petal.bend.tip))
      return abs(across) < DahliaMoment.halfBox + radius && along > low - 0.2 - radius && along < high + 0.2 + radius
    }
  }

  /// Half the width of the box that holds a petal and its shadow.
  private static let halfBox: Float = 0.50

  func isOpen(_ tile: Tile) -> Bool { opening.map { tile.distances.upperBound + pixel < $0.nearest } ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: [Petal], column: Int, row: Int) -> Sight {
    let (light, bare) = sum(x, y, part, bare: 1)
    let r2 = larger(x * x + y * y, 0.25 * pixel * pixel)
    let own = enveloped(light, r2)
    guard let opening else { return Sight(own, open: .zero) }
    return opening.sight(own, r2, bare: bare)
  }

  /// What petals show, and how much of what was bare they leave uncovered.
  @inline(__always)
  private func sum(_ x: Lanes, _ y: Lanes, _ part: [Petal], bare: Float) -> (Light, bare: Lanes) {
    let r2 = x * x + y * y
    var left = Lanes(repeating: 1)
    var bare = Lanes(repeating: bare)
    var sum = Light.black
    part.withUnsafeBufferPointer { petals in
      for petal in petals {
        add(petal, x, y, &sum, &left, &bare)
        if !anyTrue(larger(left, bare) .> 0.01) { break }
      }
    }
    // Where petals are smaller than pixels there is the heart.
    let footprint = pixel * reciprocalRoot(r2 + 1e-12)
    let blur = smoothstep(1 / (4 * DahliaMoment.heartPixels), 1 / (1.3 * DahliaMoment.heartPixels), footprint)
    return (mix(sum + Light(shade) * left, Light(heart), blur), bare)
  }

  @inline(__always) private func enveloped(_ light: Light, _ r2: Lanes) -> Light {
    let glow = 1 / (1 + 6 * r2)
    return light * (0.75 + 0.75 * glow) + Light(gleam) * glow
  }

  /// Adds a petal, and takes from `left` what it covers and what its shadow swallows.
  @inline(__always)
  private func add(_ petal: Petal, _ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes, _ bare: inout Lanes)
  {
    let along = (x * petal.cosine + y * petal.sine) * petal.nearness
    let across = (y * petal.cosine - x * petal.sine) * petal.nearness
    let t = (along - petal.bend.root) * petal.bend.inverseLength
    let inside =
      (t .> -0.08) .& (t .< 1.15) .& (magnitude(across) .< DahliaMoment.halfBox)
      .& (larger(left, bare) .> 0.01)
    if !anyTrue(inside) { return }
    let isLit = left .> 0.01
    // The outline is across² = q(t): a root that opens like √t and a tip that closes round.
    let (low, high) = (t * 1.35 + petal.bend.stub, (1 - t) * (1 + 0.9 * t) * 1.25)
    let q = petal.breadth * low * high
    let slope = petal.breadth * (high * 1.35 + low * (-0.125 - 2.25 * t)) * (0.5 * petal.bend.inverseLength)
    let distance = (across * across - q) * 0.5 * reciprocalRoot(across * across + slope * slope + 1e-5)
    let footprint = pixel * petal.nearness
    let cover = only(inside .& (t .> 0), clamped(0.5 - distance * (1 / footprint)))
    if anyTrue(cover .> 0) {
      let colour = surface(petal, t, across, q, footprint)
      let weight = only(isLit, left * cover)
      sum += colour * weight
      left -= weight
      bare *= 1 - cover
    }
    // What lies below gets less light near the edge.
    let shadow = clamped(1 - distance * (1 / 0.13))
    left *= 1 - only(inside .& isLit, shadow * shadow * clamped(t * 4 + 0.3) * 0.22)
  }

  /// The petal's own light: dark at the root, veined, folded along the middle, light at the tip.
  @inline(__always)
  private func surface(_ petal: Petal, _ t: Lanes, _ across: Lanes, _ q: Lanes, _ footprint: Float) -> Light {
    let along = petal.bend.pale + clamped(t) * (1 - petal.bend.pale)
    // −1 … 1 from edge to edge.
    let v = clamped(across * reciprocalRoot(larger(q, 1e-5)), -1, 1)
    let v2 = v * v
    let crease = clamped(1 - v2 * 22)
    let veins = Noise.value(v * 7 + petal.tint * 40, along * 1.6, seed: noiseSeed) * clamped(1 - footprint * 30)
    let fine = Noise.value(v * 23 + petal.tint * 90, along * 2.6, seed: noiseSeed &+ 1) * clamped(1 - footprint * 75)
    let climb = along * root(along)
    var tone = 0.16 + 0.58 * climb + 0.10 * petal.tint
    tone += 0.16 * veins + 0.06 * fine - 0.07 * crease * crease + 0.10 * v2 * along
    let side = 0.5 + 0.5 * clamped(0.5 + v * (0.5 * (petal.cosine * 0.8 - petal.sine * 0.5)))
    let depth = smoothstep(0, 0.62, along) * 0.85 + 0.15
    let tip = 1 + 0.25 * smoothstep(0.86, 1, along)
    return ladder.light(tone) * (depth * petal.facing * (0.55 + 0.75 * side) * tip)
  }
}

extension DahliaMoment.Petal {
  /// Petal number `index`, counted outward.
  fileprivate init(
    _ index: Int, _ dahlia: Dahlia, _ view: WorldView, _ bend: DahliaMoment.Bend, octave: Double, light: Float
  ) {
    let seed = dahlia.seed.at("petal", index)
    // Golden angles. The product is exact enough for a billion petals.
    let angle = Double(index) * 0.61803398874989485
    let roll =
      0.004 * PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.05) + 0.0008 * Double(index)).sine
    let (sine, cosine) = PortableMath.sineAndCosine(turns: angle - angle.rounded(.down) + roll)
    let breath = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.08) + seed.at("breath").unit).sine
    let width = dahlia.form.width * Float(1 + 0.05 * breath) * bend.breadth
    self.init(
      octave: Float(octave), cosine: Float(cosine), sine: Float(sine), nearness: Float(PortableMath.exp2(-octave)),
      tint: Float(seed.at("tint").signed), breadth: width * width,
      facing: Float(0.78 - 0.22 * (0.5 * cosine + 0.8 * sine)) * light, bend: bend)
  }
}

/// The heart of a dahlia, which opens: the innermost petals bend inward over it, as those of a bud do, and between their tips the next scene
/// is seen.
///
/// Such a petal widens outward from its tip at least as far as the opening goes, and beyond that there is the shade between petals. So a ray
/// from the middle leaves the opening once, and it has one piece.
private struct DahliaOpening: Sendable {
  /// The petals that bend inward, by their numbers.
  let inward: Range<Int>
  /// The first of those that do not.
  let firstOutward: Int
  /// Where the nearest tip may be.
  let nearest: Float
  private let farthest: Float
  private let visible: Float
  private let light: RimLight

  /// A petal that bends inward. Where it is broadest it is farther out than the opening.
  static let bend = DahliaMoment.Bend(root: 1.65, tip: Float(tip), stub: 0, pale: 0.3, breadth: 1.15)
  fileprivate static let tip = 0.5
  /// Over how many octaves petals bend inward, and from where on others begin, their roots hidden.
  private static let octaves = 0.75
  private static let hidden = 0.55

  init(_ opening: Opening, _ form: Dahlia.Form, _ lens: Lens) {
    let perOctave = Double(form.petalsPerOctave)
    // Exact halves and quarters of octaves are kept away from where a petal comes or goes.
    let place = (PortableMath.log2(Double(max(lens.openingReach, 1e-30))) - lens.depth) * perOctave - 0.013
    let innermost = Int(place.rounded(.down))
    inward = innermost..<innermost + Int(DahliaOpening.octaves * perOctave)
    firstOutward = innermost + Int(DahliaOpening.hidden * perOctave)
    let distance = Float(PortableMath.exp2(Double(innermost) / perOctave + lens.depth))
    nearest = distance * Float(DahliaOpening.tip)
    farthest = min(distance, lens.openingReach)
    visible = smoothstep(1.5, 4, distance / lens.pixel)
    light = RimLight(opening)
  }

  /// How much light falls on a petal that bends inward: the inner ones lie in the shade of the outer ones.
  func light(on index: Int) -> Float { 0.68 + 0.32 * Float(index - inward.lowerBound) / Float(inward.count) }

  @inline(__always) func sight(_ own: Light, _ r2: Lanes, bare: Lanes) -> Sight {
    // The light comes from the middle and is strongest at the tips.
    let outside = log2(r2 * (1 / (nearest * nearest)) + 1e-12) * (0.5 * 0.6931472)
    return Sight(
      light.lit(own, outside: larger(outside, 0) + 0.06), open: only(r2 .< farthest * farthest, bare * visible))
  }
}

extension Dahlia {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    // The innermost petal is within two steps of the reach, at 21 petals an octave or more.
    return farthest * DahliaOpening.tip * 0.93...farthest
  }
}
