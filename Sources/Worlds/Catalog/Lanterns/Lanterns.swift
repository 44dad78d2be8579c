import Geometry
import Imaging

/// Paper lanterns over a still lake at nightfall, that drift toward the horizon.
///
/// Lanterns stand in layers across the way, each at a place of its own, and are drawn one by one; behind them are the sky, far
/// mountains and the water, which mirrors all.
struct Lanterns: MomentWorld {
  let grade: Grade
  let seed: Seed
  let hour: Nightfall
  /// How many lanterns a layer has.
  let count: Int
  /// How much mist lies on the lake.
  let mist: Float
  let shape: Shape

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    hour = recipe.digest.map { Nightfall($0) } ?? Nightfall.usual(recipe.seed)
    count = Int(recipe.value(Lanterns.number).rounded())
    mist = Float(recipe.value(Lanterns.haze))
    shape = Shape(recipe.seed)
    var grade = Grade()
    grade.bloom = 0.20
    grade.exposure = 1.35
    grade.contrast = 1.14
    grade.vignette = 0.34
    self.grade = grade
  }

  static let number = WorldParameter("lanterns", "how many lanterns there are", 5...16, usual: 10)
  static let haze = WorldParameter("haze", "how much mist lies on the lake", 0.3...1.5, usual: 0.8)

  func moment(_ view: WorldView, _ lens: Lens) -> LanternsMoment { LanternsMoment(self, view, lens) }

  /// What evenings of one hour differ by.
  struct Shape: Sendable {
    /// Which kinds of lanterns there are: sky lanterns, boxes on the water, round ones. Parts of one.
    let sky: Double
    let box: Double
    /// Where the last light of day stands, and the moon.
    let glow: Float
    let moon: (x: Float, y: Float, radius: Float)
    /// To which side the stream of lanterns bends.
    let side: Double
    let peaks: Float

    init(_ seed: Seed) {
      let kinds = [(0.64, 0.32), (0.48, 0.48), (0.42, 0.36), (0.76, 0.18)][seed.at("kinds").pick(0..<4)]
      (sky, box) = kinds
      side = seed.at("side").unit < 0.5 ? -1 : 1
      glow = Float(side * (0.15 + 0.45 * seed.at("glow").unit))
      moon = (
        Float(-side * (0.55 + 0.65 * seed.at("moon").unit)), Float(-0.42 - 0.33 * seed.at("height").unit),
        Float(0.055 + 0.05 * seed.at("size").unit)
      )
      peaks = Float(0.75 + 0.6 * seed.at("peaks").unit)
    }
  }
}

/// The colours of an hour between dusk and night.
struct Nightfall: Sendable {
  let zenith: Colour
  let middle: Colour
  let horizon: Colour
  let glow: Colour
  let mountain: Colour
  let water: Colour
  let moon: Colour
  /// Paper as the flame shows it.
  let paper: [Colour]
  let flame: Colour

  private init(
    _ zenith: UInt32, _ middle: UInt32, _ horizon: UInt32, glow: UInt32, mountain: UInt32, water: UInt32, moon: UInt32,
    paper: [UInt32], flame: UInt32
  ) {
    self.init(
      zenith: Colour(zenith), middle: Colour(middle), horizon: Colour(horizon), glow: Colour(glow),
      mountain: Colour(mountain),
      water: Colour(water), moon: Colour(moon), paper: paper.map { Colour($0) }, flame: Colour(flame))
  }

  private init(
    zenith: Colour, middle: Colour, horizon: Colour, glow: Colour, mountain: Colour, water: Colour, moon: Colour,
    paper: [Colour], flame: Colour
  ) {
    (self.zenith, self.middle, self.horizon, self.glow) = (zenith, middle, horizon, glow)
    (self.mountain, self.water, self.moon) = (mountain, water, moon)
    (self.paper, self.flame) = (paper, flame)
  }

  /// From a seed frame: its darks in the sky and the water, its accent and its lights in the lanterns.
  init(_ digest: SeedDigest) {
    let accent = Colour(digest.accentPaint(chroma: 1.3))
    let warm = Colour.mix(digest.colour(4), accent, 0.4)
    self.init(
      zenith: digest.colour(1) * 0.8, middle: Oklab.mix(digest.oklab(1), digest.oklab(2), 0.6).colour,
      horizon: digest.colour(3), glow: digest.colour(4), mountain: digest.colour(0), water: digest.colour(1) * 0.6,
      moon: digest.colour(5), paper: [warm, Colour.mix(warm, digest.colour(3), 0.4), digest.colour(4)],
      flame: digest.colour(5))
  }

  static func usual(_ seed: Seed) -> Nightfall { hours[seed.at("hour").pick(0..<hours.count)] }

  private static let hours = [
    // Rose, teal, violet, moonlight, ember.
    Nightfall(
      0x0D153C, 0x2C2E6C, 0x9A6088, glow: 0xF09A88, mountain: 0x14163A, water: 0x0E1236, moon: 0xFFF0DC,
      paper: [0xFF8420, 0xFF9638, 0xFF6038], flame: 0xFFE4A0),
    Nightfall(
      0x08222F, 0x164A5A, 0x5E968E, glow: 0xF4CC98, mountain: 0x0A2630, water: 0x072029, moon: 0xFFF6DC,
      paper: [0xFF8C24, 0xFFA03C, 0xFF7038], flame: 0xFFEAB0),
    Nightfall(
      0x160C34, 0x3E2262, 0xA04C7C, glow: 0xF4846C, mountain: 0x180C30, water: 0x140A2C, moon: 0xFFE4D8,
      paper: [0xFF6C30, 0xFF8E40, 0xFF4A44], flame: 0xFFDCA0),
    Nightfall(
      0x0A1836, 0x1A3A66, 0x54789E, glow: 0xA8C0D4, mountain: 0x0A1830, water: 0x081428, moon: 0xF4F8FF,
      paper: [0xFF962C, 0xFFA648, 0xFF7C2C], flame: 0xFFECBC),
    Nightfall(
      0x181228, 0x40263C, 0xA4603E, glow: 0xF4A860, mountain: 0x1C1222, water: 0x170E1C, moon: 0xFFE8C8,
      paper: [0xFF7E1C, 0xFF9830, 0xF05828], flame: 0xFFE09A),
  ]
}
