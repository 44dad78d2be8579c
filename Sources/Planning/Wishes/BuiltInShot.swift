import Worlds

extension Storyboard {
  /// Worlds that follow one another well: rich and calm, flat and deep, warm and cool by turns.
  private static let journey = ["dahlia", "valley", "rose", "agate", "julia", "cloudsea"]

  /// The shot that is made when nothing is given: a minute through six built-in worlds, each at the speed that suits it.
  package static var builtIn: Storyboard {
    var storyboard = Storyboard()
    let worlds = journey.compactMap(WorldCatalog.entry)
    let ease = PresetLibrary.usual.ease
    let flight = worlds.dropLast().reduce(0) { $0 + $1.octaves / $1.speed }
    let share = (60 - (ease.start + ease.end) / 2) / flight
    storyboard.scenes = worlds.map { world in
      var scene = SceneWish(.world(world.name))
      scene.octaves = world.octaves * share
      return scene
    }
    return storyboard
  }
}
