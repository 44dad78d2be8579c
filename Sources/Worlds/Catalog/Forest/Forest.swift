import Geometry
import Imaging

/// A way through a fairy-tale wood toward a clearing full of light.
///
/// The wood is layers across the way: ground with ferns and trunks by turns with leaves. Trunks, boughs and fronds are
/// strokes, of which a tile knows those that cross it, so a pixel pays for little more than what it shows.
struct Forest: MomentWorld {
  let grade: Grade
  let seed: Seed
  let season: Season
  let density: Double
  let sparks: Double
  let haze: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    season = recipe.digest.map { Season($0) } ?? Season.all[seed.at("season").pick(0..<Season.all.count)]
    density = recipe.value(Forest.density)
    sparks = recipe.value(Forest.sparks)
    haze = recipe.value(Forest.haze)
    var grade = Grade()
    grade.bloom = 0.15
    grade.streaks = 0.06
    grade.exposure = 1.15
    grade.contrast = 1.2
    grade.vignette = 0.4
    self.grade = grade
  }

  static let density = WorldParameter("trees", "how close trees stand", 0.5...1.4, usual: 1)
  static let sparks = WorldParameter("sparks", "how many fireflies or flakes there are", 0...2, usual: 1)
  static let haze = WorldParameter("haze", "how soon trees are lost in the distance", 0.3...0.9, usual: 0.52)

  func moment(_ view: WorldView, _ lens: Lens) -> ForestMoment { ForestMoment(self, view, lens) }
}
