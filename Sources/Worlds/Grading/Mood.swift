import Geometry

/// How a world is looked at, whatever it shows: light, colour and pace. Every world has it.
struct Mood: Equatable {
  private let values: [Double]

  /// Values outside a parameter's range are held within it.
  init(_ recipe: WorldRecipe) {
    values = WorldCatalog.commonParameters.map { parameter in
      min(max(recipe.value(parameter), parameter.range.lowerBound), parameter.range.upperBound)
    }
  }

  /// Whether it changes nothing at all.
  var isUsual: Bool { values == WorldCatalog.commonParameters.map(\.usual) }

  var motion: Double { values[5] }
}

extension WorldCatalog {
  /// What may be set for every world, beside its own parameters.
  package static let commonParameters = [
    WorldParameter("brightness", "how bright the picture is, in stops", -1...1, usual: 0),
    WorldParameter("contrast", "how far light and dark are apart", 0.5...1.5, usual: 1),
    WorldParameter("warmth", "from blue light to amber light", -1...1, usual: 0),
    WorldParameter("colour", "how colourful the picture is; 0 is black and white", 0...1.5, usual: 1),
    WorldParameter("hue", "by how much all hues are turned, in turns", -0.5...0.5, usual: 0),
    WorldParameter("motion", "how fast the world itself moves; 0 stands still", 0...3, usual: 1),
  ]
}
