import Geometry
import Imaging

/// A walk down the long hall of an old library: bays of books under a coffered vault, a gallery above them, arch behind
/// arch.
///
/// As in every corridor to a vanishing point, a place that lies `k` ahead is seen at its lateral place divided by `k`. So walls,
/// floor and gallery are found by a division, and the vault by a root.
struct Library: MomentWorld {
  let grade: Grade
  let seed: Seed
  let materials: LibraryMaterials
  let cloths: BookCloths
  let hall: Hall
  let partitions: Partitions
  /// The shares of bays with a window above and with a ladder.
  let windows: Double
  let ladders: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    materials = LibraryMaterials(recipe)
    cloths = BookCloths(LibraryMaterials.books(recipe))
    hall = Hall(recipe.seed)
    partitions = Partitions(spacing: recipe.value(Library.bay))
    windows = recipe.value(Library.windows)
    ladders = recipe.value(Library.ladders)
    var grade = Grade()
    grade.bloom = 0.16
    grade.exposure = 1.65
    grade.contrast = 1.25
    grade.vignette = 0.35
    self.grade = grade
  }

  static let bay = WorldParameter("length", "octaves from arch to arch", 0.62...0.95, usual: 0.75)
  static let windows = WorldParameter("windows", "the share of bays that the sun shines into", 0...1, usual: 0.6)
  static let ladders = WorldParameter("ladders", "the share of bays with a ladder", 0...1, usual: 0.45)

  func moment(_ view: WorldView, _ lens: Lens) -> LibraryMoment { LibraryMoment(self, view, lens) }
}

/// The hall's measures: the floor is `Corridor.floor` below the eye; upward is negative.
struct Hall: Sendable {
  /// Half the width between the books, between the piers, and to the gallery's rail.
  let side: Float
  let pier: Float
  let rail: Float
  /// The gallery's floor, the top of its rail, and where the vault springs.
  let deck: Float
  let handrail: Float
  let spring: Float
  let shelves: Float
  let upperShelves: Float
  let coffers: Float
  let carpet: Float
  /// The side that the sun shines from: −1 left, 1 right.
  let sun: Float
  let isPointed: Bool

  init(_ seed: Seed) {
    let seed = seed.at("hall")
    side = 0.86 + 0.10 * Float(seed.at("side").unit)
    pier = side - 0.19
    rail = side - 0.155
    deck = -0.36 - 0.10 * Float(seed.at("deck").unit)
    handrail = deck - 0.17
    spring = -deck + 0.52
    shelves = Float([6, 7, 8][seed.at("shelves").pick(0..<3)])
    upperShelves = 4
    coffers = Float([9, 11, 13][seed.at("coffers").pick(0..<3)])
    carpet = 0.24 + 0.08 * Float(seed.at("carpet").unit)
    sun = seed.at("sun").unit < 0.5 ? -1 : 1
    isPointed = seed.at("arch").unit < 0.35
  }

  /// How far outside the opening of an arch a point is; negative inside.
  @inline(__always) func arch(_ x: Lanes, _ height: Lanes) -> Lanes {
    let aside = magnitude(x) - pier
    let above = height + spring
    if isPointed {
      // Two arcs about points beyond the middle.
      let shifted = magnitude(x) + 0.45 * pier
      return select(above .< 0, root(shifted * shifted + above * above) - 1.45 * pier, aside)
    }
    return select(above .< 0, root(x * x + above * above) - pier, aside)
  }

  func arch(_ x: Float, _ height: Float) -> Float {
    let above = height + spring
    guard above < 0 else { return abs(x) - pier }
    let shift = isPointed ? 0.45 * pier : 0
    let aside = abs(x) + shift
    return (aside * aside + above * above).squareRoot() - pier - shift
  }
}
