import Worlds

extension Storyboard {
  /// The shot that is made when nothing is given: one minute through the built-in worlds.
  package static var builtIn: Storyboard {
    var storyboard = Storyboard()
    storyboard.scenes = WorldCatalog.entries.map { entry in
      var scene = SceneWish(.world(entry.name))
      scene.octaves = entry.octaves
      return scene
    }
    storyboard.seconds = 60
    return storyboard
  }
}
