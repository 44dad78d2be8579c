import Geometry
import Imaging

/// How a world is looked at, whatever it shows: light, colour and pace. Every world has it.
struct Mood: Sendable {
  let brightness: Double
  let contrast: Double
  let warmth: Double
  let colour: Double
  let hue: Double
  let motion: Double
  /// Whether it changes nothing at all.
  let isUsual: Bool

  /// Values outside a parameter's range are held within it.
  init(_ recipe: WorldRecipe) {
    func value(_ parameter: WorldParameter) -> Double {
      min(max(recipe.value(parameter), parameter.range.lowerBound), parameter.range.upperBound)
    }
    brightness = value(Mood.brightness)
    contrast = value(Mood.contrast)
    warmth = value(Mood.warmth)
    colour = value(Mood.colour)
    hue = value(Mood.hue)
    motion = value(Mood.motion)
    isUsual = WorldCatalog.commonParameters.allSatisfy { value($0) == $0.usual }
  }

  /// A world's own grade in this mood.
  func applied(to grade: Grade) -> Grade {
    var grade = grade
    grade.exposure *= Float(PortableMath.exp2(brightness))
    grade.contrast += Float(contrast - 1)
    if warmth != 0 || colour != 1 || hue != 0 { grade.filter = LightFilter(warmth: warmth, colour: colour, hue: hue) }
    return grade
  }

  fileprivate static let brightness = WorldParameter(
    "brightness", "how bright the picture is, in stops", -1...1, usual: 0)
  fileprivate static let contrast = WorldParameter(
    "contrast", "how far light and dark are apart", 0.5...1.5, usual: 1)
  fileprivate static let warmth = WorldParameter("warmth", "from blue light to amber light", -1...1, usual: 0)
  fileprivate static let colour = WorldParameter(
    "colour", "how colourful the picture is; 0 is black and white", 0...1.5, usual: 1)
  fileprivate static let hue = WorldParameter("hue", "by how much all hues are turned, in turns", -0.5...0.5, usual: 0)
  fileprivate static let motion = WorldParameter(
    "motion", "how fast the world itself moves; at 0 it stands still", 0...3, usual: 1)
}

extension WorldCatalog {
  /// What may be set for every world, beside its own parameters. As usual, they change no bit of its pictures.
  package static let commonParameters = [
    Mood.brightness, Mood.contrast, Mood.warmth, Mood.colour, Mood.hue, Mood.motion,
  ]
}

/// A world in a mood, and with what it takes over from the picture that it begins on.
struct RecipeWorld: World {
  private let world: any World
  private let mood: Mood
  let grade: Grade
  let shapes: LargeShapes?

  /// The world itself if the recipe changes nothing of the sort.
  static func make(_ world: any World, _ recipe: WorldRecipe) -> any World {
    let mood = Mood(recipe)
    let shapes = recipe.digest.flatMap(LargeShapes.init)
    return mood.isUsual && shapes == nil ? world : RecipeWorld(world, mood, shapes)
  }

  private init(_ world: any World, _ mood: Mood, _ shapes: LargeShapes?) {
    (self.world, self.mood, self.shapes) = (world, mood, shapes)
    grade = mood.applied(to: world.grade)
  }

  func brush(for view: WorldView, cores: Cores) -> Brush { world.brush(for: moved(view), cores: cores) }

  func brush(for view: WorldView, region: CanvasRegion, cores: Cores) -> Brush {
    world.brush(for: moved(view), region: region, cores: cores)
  }

  private func moved(_ view: WorldView) -> WorldView {
    var time = view.time
    time.motion *= mood.motion
    return WorldView(
      size: view.size, depth: view.depth, turns: view.turns, focus: view.focus, time: time, opening: view.opening)
  }

  func forget() { world.forget() }
}
