import Geometry
import Imaging

/// A leaf against the light that curls inward for ever: midrib, side veins, rungs between them and the net between those,
/// with drops of dew.
///
/// The midrib is a logarithmic spiral, so over the angle and the logarithm of the distance it is a straight line, and all
/// that branches from it is a lattice along it.
struct Leaf: FlatWorld {
  let grade: Grade
  let strip = Strip()
  let seed: Seed
  let form: LeafForm
  let colours: LeafColours

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    form = LeafForm(recipe)
    colours =
      recipe.digest.map { LeafColours($0) } ?? LeafColours.all[seed.at("colours").pick(0..<LeafColours.all.count)]
    var grade = Grade()
    grade.bloom = 0.12
    grade.exposure = 1.2
    grade.contrast = 1.15
    grade.vignette = 0.38
    self.grade = grade
  }

  static let curl = WorldParameter("curl", "how much smaller the leaf is after each turn", 1.5...2.8, usual: 2.1)
  static let dew = WorldParameter("dew", "how many drops lie on it", 0...1.5, usual: 1)

  func moment(_ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) -> LeafMoment {
    LeafMoment(self, view, lens, region: region, cores: cores)
  }
}

/// How a leaf grows. Lengths are radians of the angle and natural logarithms of the distance alike.
struct LeafForm {
  /// By how much the logarithm of the distance falls in a turn.
  let pitch: Double
  /// 1 or −1: which way it curls.
  let hand: Float
  /// The direction of the midrib.
  let along: (u: Float, v: Float)
  /// Between one turn of the midrib and the next.
  let width: Float
  /// Side veins to a turn, and the distance between them.
  let ribs: Int
  let spacing: Float
  /// How much side veins lean toward the tip, and bend.
  let lean: Float
  let bend: Float
  /// Rungs to a unit.
  let rungs: Float
  /// Teeth of the margin to a side vein, and how deep they are.
  let teeth: Float
  let toothed: Float
  let dew: Float

  init(_ recipe: WorldRecipe) {
    let seed = recipe.seed
    pitch = recipe.value(Leaf.curl) * (0.8 + 0.4 * seed.at("pitch").unit)
    hand = seed.at("hand").unit < 0.5 ? -1 : 1
    let slope = pitch / (2 * Double.pi)
    let norm = (1 + slope * slope).squareRoot()
    along = (Float(slope / norm), Float(1 / norm))
    width = Float(pitch / norm)
    ribs = [12, 16, 18, 22][seed.at("ribs").pick(0..<4)]
    let turn = pitch * slope / norm + 2 * Double.pi / norm
    spacing = Float(turn / Double(ribs))
    lean = 0.55 + 0.5 * Float(seed.at("lean").unit)
    bend = 0.25 + 0.5 * Float(seed.at("bend").unit)
    rungs = 7 + 4 * Float(seed.at("rungs").unit)
    teeth = [1, 2, 2, 3][seed.at("teeth").pick(0..<4)]
    toothed = 0.02 + 0.07 * Float(seed.at("toothed").unit)
    dew = Float(recipe.value(Leaf.dew))
  }
}
