import Geometry
import Imaging

/// An eye seen very near, in whose pupil there is an eye.
///
/// Eyes stand inside each other, each the same step smaller than the one around it. All of an eye is a function of the angle
/// and of the logarithm of the distance, so that it can be kept as a strip.
struct Iris: FlatWorld {
  let grade: Grade
  let strip = Strip()
  let seed: Seed
  let paint: IrisPaint
  let form: IrisForm

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    paint = recipe.digest.map { IrisPaint($0) } ?? IrisPaint.usual(recipe.seed)
    form = IrisForm(recipe)
    var grade = Grade()
    grade.bloom = 0.10
    grade.exposure = 1.3
    grade.contrast = 1.16
    grade.vignette = 0.38
    self.grade = grade
  }

  static let pupil = WorldParameter("pupil", "how wide the pupils are; else by the seed", 0.34...0.46, usual: 0.4)
  static let fibres = WorldParameter("fibres", "how much the fibres stand out", 0.6...1.4, usual: 1)
  static let lids = WorldParameter("lids", "how wide the lids are open", 0.8...1.2, usual: 1)

  func moment(_ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) -> IrisMoment {
    IrisMoment(self, view, lens, region: region, cores: cores)
  }
}

/// What all eyes of a world have in common.
struct IrisForm: Sendable {
  /// Octaves from one eye to the next. An eye with its lids fits into the pupil of the one around it.
  static let period = 2.473
  /// How far an eye is drawn, in radii of its iris.
  static let edge = 1.82
  /// The radius of the first eye's iris, as a logarithm to the base 2.
  let start: Double
  /// The pupil's radius, of that of the iris.
  let pupil: Float
  let fibres: Float
  let lids: Float
  /// Where the light comes from.
  let light: (x: Float, y: Float)
  /// By how much lids slant.
  let slant: Float
  /// How many coarse strands an iris has, and how deep its crypts are.
  let strands: Float
  let crypts: Float
  /// 1 if the window has a crossbar.
  let cross: Float

  init(_ recipe: WorldRecipe) {
    let seed = recipe.seed
    let side: Double = seed.at("side").unit < 0.5 ? -1 : 1
    let turns = PortableMath.sineAndCosine(turns: 0.105 + 0.045 * seed.at("height").signed)
    light = (Float(side * turns.cosine), Float(-turns.sine - 0.15))
    start = 0.09 + 0.10 * seed.at("start").signed
    pupil = recipe.parameters[Iris.pupil.name].map { Float($0) } ?? 0.39 + 0.035 * Float(seed.at("pupil").signed)
    fibres = Float(recipe.value(Iris.fibres))
    lids = Float(recipe.value(Iris.lids)) * (1 + 0.11 * Float(seed.at("lids").signed))
    slant = Float(-side * (0.05 + 0.05 * seed.at("slant").unit))
    strands = Float([32, 38, 44, 52][seed.at("strands").pick(0..<4)])
    crypts = Float(0.55 + 0.45 * seed.at("crypts").unit)
    cross = seed.at("cross").unit < 0.6 ? 1 : 0
  }
}
