import Geometry
import Imaging

/// A look down the well of a spiral stair that has no bottom.
///
/// Something at the distance 2^−v from the vanishing point lies u = v − depth octaves ahead and appears at the scale 1 / (2^u − 1). The stair
/// falls by a fixed number of octaves a turn, so it is a helix whose every turn looks like the one before, and what a ray hits is
/// found without marching: it crosses the well's cylinder at one depth and the wall's at another, and between them the first tread.
struct Stair: MomentWorld {
  let grade: Grade
  let seed: Seed
  let house: House
  /// Treads to the turn, and octaves.
  let treads: Int
  /// Windows to the turn, and half the width of the carpet in parts of a tread's.
  let windows: Int
  let carpet: Double
  let fall: Double
  /// 1, or −1 for a stair that winds the other way.
  let winding: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    house = recipe.digest.map { House($0) } ?? Stair.houses[seed.at("house").pick(0..<Stair.houses.count)]
    // An even number, so that the board's panels close.
    treads =
      2
      * Int(
        (recipe.parameters[Stair.steps.name].map { $0 / 2 } ?? Double(12 + seed.at("treads").pick(0..<3))).rounded())
    windows = Int(recipe.value(Stair.windowCount).rounded())
    carpet = recipe.value(Stair.carpetWidth) / 2
    fall = Stair.falls.lowerBound + (Stair.falls.upperBound - Stair.falls.lowerBound) * seed.at("fall").unit
    winding = seed.at("winding").unit < 0.5 ? 1 : -1
    var grade = Grade()
    grade.bloom = 0.2
    grade.exposure = 1.3
    grade.contrast = 1.12
    grade.vignette = 0.35
    self.grade = grade
  }

  /// Octaves to a turn.
  static let falls = 0.72...0.80

  static let steps = WorldParameter("steps", "treads to a turn of the stair", 20...32, usual: 26)
  static let windowCount = WorldParameter("windows", "windows to a turn of the wall", 2...6, usual: 4)
  static let carpetWidth = WorldParameter("carpet", "the part of a tread's width that is carpet", 0.3...0.8, usual: 0.6)

  /// What a house is made of, and its light.
  struct House {
    let carpet: Colour
    let stripe: Colour
    let stone: Colour
    let string: Colour
    let rail: Colour
    let plaster: Colour
    let dado: Colour
    let window: Colour
    let bottom: Colour

    /// In the colours of a seed frame: the carpet in its accent.
    fileprivate init(_ digest: SeedDigest) {
      let sun = digest.colour(5) * Colour(1.08, 0.96, 0.80)
      carpet = digest.accentColour
      stripe = digest.colour(4)
      stone = digest.colour(3)
      string = digest.colour(5)
      rail = Oklab.mix(digest.oklab(2), digest.oklab(3), 0.5).colour
      plaster = digest.colour(2)
      dado = digest.colour(1)
      window = sun * 1.5
      bottom = sun
    }

    fileprivate init(
      carpet: UInt32, stripe: UInt32, stone: UInt32, string: UInt32, rail: UInt32, plaster: UInt32, dado: UInt32,
      window: UInt32, bottom: UInt32
    ) {
      self.carpet = Colour(carpet)
      self.stripe = Colour(stripe)
      self.stone = Colour(stone)
      self.string = Colour(string)
      self.rail = Colour(rail)
      self.plaster = Colour(plaster)
      self.dado = Colour(dado)
      self.window = Colour(window) * 1.5
      self.bottom = Colour(bottom)
    }
  }

  private static let houses = [
    // A theatre, a library, a palace by the sea, a tower at night.
    House(
      carpet: 0x9A2A26, stripe: 0xDCAE54, stone: 0xC8BCA2, string: 0xE4DAC4, rail: 0xB87A3C, plaster: 0x8C8478,
      dado: 0x5C4A3C, window: 0xB4D0F4, bottom: 0xFFD9A0),
    House(
      carpet: 0x1F5A48, stripe: 0xD8B468, stone: 0x8A5E3C, string: 0x5A3822, rail: 0xC89048, plaster: 0xB4A684,
      dado: 0x4A3020, window: 0xFFE8BC, bottom: 0xFFE2AC),
    House(
      carpet: 0x2A4F94, stripe: 0xE8D8A8, stone: 0xDCD8D0, string: 0xF0ECE4, rail: 0xA87A44, plaster: 0x9CB4BC,
      dado: 0xD0CCC0, window: 0xFFF0D0, bottom: 0xFFE8C8),
    House(
      carpet: 0x4E2C5E, stripe: 0xD0A878, stone: 0x8C8496, string: 0x6A6278, rail: 0xD0A060, plaster: 0x565470,
      dado: 0x3A3450, window: 0xFFB868, bottom: 0xFFC890),
  ]

  func moment(_ view: WorldView, _ lens: Lens) -> StairMoment { StairMoment(self, view, lens) }
}
