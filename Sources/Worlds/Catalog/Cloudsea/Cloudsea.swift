import Geometry
import Imaging

/// A flight between banks of cumulus toward a low sun.
///
/// The clouds are layers of vapour across the way, a sea that rises to both sides in towers, overgrown with billows: sums of |noise|, round
/// above and creased below, each bent by the coarser ones. What makes them vapour is that light goes through: edges are soft, thin parts
/// shine, and shade comes from depth and hollows more than from slopes. All is soft, so it is worked out at every second pixel only.
struct Cloudsea: PreparedWorld {
  let grade: Grade
  let seed: Seed
  let weather: Weather
  let towers: Float
  /// How much of what is left of the view each octave of distance takes.
  let haze: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    weather =
      recipe.digest.map { Weather($0) } ?? Weather.all[seed.at("weather").pick(0..<Weather.all.count)]
    towers = Float(recipe.value(Cloudsea.towers))
    haze = recipe.value(Cloudsea.haze)
    var grade = Grade()
    grade.bloom = 0.2
    grade.streaks = 0.08
    grade.exposure = 1.15
    grade.contrast = 1.18
    grade.vignette = 0.28
    self.grade = grade
  }

  static let towers = WorldParameter("towers", "how high the clouds rise beside the way", 0.5...1.3, usual: 0.9)
  static let haze = WorldParameter("haze", "how soon clouds are lost in the distance", 0.2...0.8, usual: 0.42)

  func moment(_ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) -> CloudseaMoment {
    CloudseaMoment(self, view, lens, region: region, cores: cores)
  }
}
