import Imaging
import Worlds

/// A world as it is but for its grain, for pictures that others go on from.
struct Grainless: World {
  private let world: any World

  init(_ world: any World) { self.world = world }

  var grade: Grade {
    var grade = world.grade
    grade.grain = 0
    return grade
  }

  func brush(for view: WorldView, cores: Cores) -> Brush { world.brush(for: view, cores: cores) }
  func forget() { world.forget() }
}
