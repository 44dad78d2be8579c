import Geometry
import Imaging

/// A theatre of cut paper: sheet behind sheet of one play's set, lit from the stage.
///
/// Sheets are layers across the way. Each is cut like one of a few cards, which are drawn once; a pixel only looks up how far it
/// is from a card's edge.
struct Theatre: MomentWorld {
  let grade: Grade
  let seed: Seed
  let palette: Palette
  let accent: Colour
  /// How much of it single sheets have: a seed frame's accent is kept rarer than a palette's own.
  let accentShare: Float
  let play: Play
  /// How tall what is cut stands, and how strong the shadows are.
  let cuts: Double
  let shadows: Float

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    let colours = Theatre.colours[seed.at("colours").pick(0..<Theatre.colours.count)]
    palette = Palette(recipe.digest.map { digest in (0...5).map { digest.paint($0, chroma: 1.15) } } ?? colours.ladder)
    accent = Colour(recipe.digest.map { $0.accentPaint(chroma: 1.1) } ?? colours.accent)
    accentShare = recipe.digest == nil ? 0.5 : 0.2
    play = Play.allCases[seed.at("play").pick(0..<Play.allCases.count)]
    cuts = recipe.value(Theatre.cuts)
    shadows = Float(recipe.value(Theatre.shadows))
    var grade = Grade()
    grade.bloom = 0.16
    grade.streaks = 0.05
    grade.exposure = 1.45
    grade.contrast = 1.22
    grade.vignette = 0.4
    self.grade = grade
  }

  static let cuts = WorldParameter("cuts", "how tall the figures of the sheets are cut", 0.7...1.2, usual: 1)
  static let shadows = WorldParameter("shadows", "how dark the shadows of the sheets are", 0.4...1.3, usual: 1)

  /// From the dark of the house to the light on the stage, and a colour for single sheets.
  private static let colours: [(ladder: [UInt32], accent: UInt32)] = [
    ([0x14203C, 0x24406C, 0x3C7490, 0x7CB4B0, 0xF0D8A8, 0xFFF4DC], 0xE0705C),
    ([0x2A1430, 0x5A2448, 0x9C3C58, 0xE0785C, 0xF8C48C, 0xFFF2D8], 0x3E8E92),
    ([0x10261E, 0x1E4E3C, 0x4C8458, 0xA4B878, 0xF0DCA0, 0xFFF8E4], 0xD0604A),
    ([0x1C1838, 0x3A3276, 0x7060B0, 0xB89CCC, 0xF4CCC4, 0xFFF4EC], 0xE8A848),
  ]

  private let box = CardBox()

  /// The cards of the play.
  var cards: [PaperCard] { box.cards { play.card($0, cuts: cuts, seed) } }

  func forget() { box.forget() }

  func moment(_ view: WorldView, _ lens: Lens) -> TheatreMoment { TheatreMoment(self, view, lens) }
}
