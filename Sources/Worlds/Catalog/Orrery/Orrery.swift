import Geometry
import Imaging

/// A clockwork of the heavens: brass plates, dials and wheels, one lying on the other, inward without end.
///
/// Plates are discs whose centres drift a little from one to the next, so that rings are wide on one side and narrow on the
/// other, as on an astrolabe. An arrangement of plates takes 2.4 octaves; then another follows.
struct Orrery: MomentWorld {
  let grade: Grade
  let seed: Seed
  let materials: OrreryMaterials
  /// How far plates lie off their neighbours' centres, as a share of the room.
  let drift: Double
  /// How many wheels, dials and planets there are, as a share of the places for them.
  let pieces: Double
  /// By how much all turns faster.
  let pace: Double
  /// The direction of the light on the canvas, toward it.
  let light: Point

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    materials = OrreryMaterials(recipe)
    drift = recipe.value(Orrery.drift)
    pieces = recipe.value(Orrery.pieces)
    pace = recipe.value(Orrery.pace)
    let side = seed.at("side").unit < 0.5 ? 0.0 : 0.20
    light = Point(turns: -0.40 + side + 0.05 * seed.at("light").signed, length: 1)
    var grade = Grade()
    grade.bloom = 0.16
    grade.exposure = 1.35
    grade.contrast = 1.18
    grade.vignette = 0.45
    self.grade = grade
  }

  static let drift = WorldParameter("drift", "how far plates lie off centre", 0...1, usual: 0.7)
  static let pieces = WorldParameter("pieces", "the share of places with a wheel, dial or planet", 0.3...1, usual: 0.85)
  static let pace = WorldParameter("pace", "how fast the works turn", 0.5...2, usual: 1)

  func moment(_ view: WorldView, _ lens: Lens) -> OrreryMoment { OrreryMoment(self, view, lens) }
}
