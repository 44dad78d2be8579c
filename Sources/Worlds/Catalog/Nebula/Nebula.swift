import Geometry
import Imaging

/// A flight through glowing gas and dark dust toward a cluster of young stars.
///
/// Dust stands in banks across the way, with pillars that reach toward the light. What faces the light glows along its edge
/// and boils off into thin gas; behind the edge it is black. Gas is soft, so it is worked out at every second pixel only;
/// stars are drawn at each.
struct Nebula: PreparedWorld {
  let grade: Grade
  let seed: Seed
  let colours: NebulaColours
  let pillars: Float
  let dust: Float
  let haze: Double
  /// Where banks of dust mostly stand, in turns about the way.
  let ground: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    colours =
      recipe.digest.map { NebulaColours($0) } ?? NebulaColours.all[seed.at("colours").pick(0..<NebulaColours.all.count)]
    pillars = Float(recipe.value(Nebula.pillars)) * (0.7 + 0.6 * Float(seed.at("pillars").unit))
    dust = Float(recipe.value(Nebula.dust))
    haze = recipe.value(Nebula.haze)
    ground = Nebula.grounds[seed.at("ground").pick(0..<Nebula.grounds.count)] + 0.03 * seed.at("lean").signed
    var grade = Grade()
    grade.bloom = 0.18
    grade.streaks = 0.04
    grade.exposure = 1.25
    grade.contrast = 1.2
    grade.vignette = 0.36
    self.grade = grade
  }

  static let pillars = WorldParameter(
    "pillars", "how far pillars of dust reach toward the light", 0.3...1.4, usual: 0.8)
  static let dust = WorldParameter("dust", "how much dark dust there is", 0.6...1.4, usual: 1)
  static let haze = WorldParameter("haze", "how soon dust is lost in the glow of the gas", 0.15...0.7, usual: 0.3)

  /// Below, to the lower right, to the lower left, to the right, to the upper left.
  private static let grounds = [0.25, 0.17, 0.35, 0.04, 0.60]

  func moment(_ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) -> NebulaMoment {
    NebulaMoment(self, view, lens, region: region, cores: cores)
  }
}
