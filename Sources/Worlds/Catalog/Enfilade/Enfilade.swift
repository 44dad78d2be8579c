import Geometry
import Imaging

/// A walk through painted rooms, door behind door.
///
/// Walls, floor and ceiling are planes through the vanishing point: a place at depth z (1 at the camera, 0 at the vanishing point) that lies
/// k = (1 − z) / z ahead is seen at lateral / k. So every surface is found by a division, the rooms halve in size with their distance, and
/// yet it looks exactly like an ordinary corridor.
struct Enfilade: MomentWorld {
  let grade: Grade
  let seed: Seed
  let materials: RoomMaterials
  /// Neighbouring rooms have different ones.
  let paints: [Colour]
  let partitions: Partitions
  /// The shares of doors that are arches, and of rooms that have a window.
  let arches: Double
  let windows: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    materials = RoomMaterials(recipe)
    paints = RoomMaterials.paints(recipe)
    partitions = Partitions(spacing: recipe.value(Enfilade.roomLength))
    arches = recipe.value(Enfilade.arches)
    windows = recipe.value(Enfilade.windows)
    var grade = Grade()
    grade.bloom = 0.2
    grade.exposure = 1.45
    grade.contrast = 1.15
    grade.vignette = 0.3
    self.grade = grade
  }

  static let roomLength = WorldParameter("length", "octaves from door to door", 0.7...1.1, usual: 0.9)
  static let arches = WorldParameter("arches", "the share of doors that are arches", 0...1, usual: 0.55)
  static let windows = WorldParameter("windows", "the share of rooms that have a window", 0...1, usual: 0.62)

  func moment(_ view: WorldView, _ lens: Lens) -> EnfiladeMoment { EnfiladeMoment(self, view, lens) }
}
