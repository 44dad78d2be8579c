import Geometry

/// What a library is made of.
struct LibraryMaterials: Sendable {
  let darkWood: Colour
  let wood: Colour
  let lightWood: Colour
  let gilt: Colour
  let carpet: Colour
  let border: Colour
  let floor: (Colour, Colour)
  /// The glass of lamps, their light, and that of the sun and the sky.
  let shade: Colour
  let lamp: Colour
  let sun: Colour
  let dust: Colour
  let farAway: Colour
  /// How much of the light is the lamps'.
  let lamps: Float

  init(_ recipe: WorldRecipe) {
    let house = LibraryMaterials.house(recipe)
    darkWood = Colour(house.wood[0])
    wood = Colour(house.wood[1])
    lightWood = Colour(house.wood[2])
    gilt = Colour(house.gilt)
    carpet = Colour(house.carpet)
    border = Colour(house.border)
    floor = (Colour(house.floor[0]), Colour(house.floor[1]))
    shade = Colour(house.shade)
    lamp = Colour(house.lamp)
    sun = Colour(house.sun)
    dust = Colour(house.dust)
    farAway = Colour(house.sun) * 1.8
    lamps = house.lamps
  }

  /// The colours of cloth and leather, seven of them.
  static func books(_ recipe: WorldRecipe) -> [Colour] { house(recipe).books.map { Colour($0) } }

  private static func house(_ recipe: WorldRecipe) -> House {
    recipe.digest.map(House.init) ?? houses[recipe.seed.at("house").pick(0..<houses.count)]
  }

  private struct House {
    var wood: [UInt32]
    var books: [UInt32]
    var gilt: UInt32
    var carpet: UInt32
    var border: UInt32
    var floor: [UInt32]
    var shade: UInt32
    var lamp: UInt32
    var sun: UInt32
    var dust: UInt32
    var lamps: Float

    init(
      wood: [UInt32], books: [UInt32], gilt: UInt32, carpet: UInt32, border: UInt32, floor: [UInt32], shade: UInt32,
      lamp: UInt32, sun: UInt32, dust: UInt32, lamps: Float
    ) {
      (self.wood, self.books, self.gilt, self.carpet, self.border) = (wood, books, gilt, carpet, border)
      (self.floor, self.shade, self.lamp, self.sun, self.dust, self.lamps) = (floor, shade, lamp, sun, dust, lamps)
    }

    init(_ digest: SeedDigest) {
      self.init(
        wood: [digest.paint(0), digest.paint(1), digest.paint(2)],
        books: [
          digest.paint(1, chroma: 1.5), digest.accentPaint(), digest.paint(2, chroma: 1.5), digest.paint(3),
          digest.paint(1), digest.paint(2, chroma: 1.2), digest.paint(4),
        ], gilt: digest.paint(4), carpet: digest.paint(1, chroma: 1.8), border: digest.paint(3),
        floor: [digest.paint(1), digest.paint(2)], shade: digest.accentPaint(chroma: 1.4), lamp: digest.paint(5),
        sun: digest.paint(5), dust: digest.paint(3), lamps: 0.9)
    }
  }

  /// Oak by day, walnut at night, white and gold, mahogany at dusk, and dark green in the morning.
  private static let houses = [
    House(
      wood: [0x2A1608, 0x6A3E1C, 0xA87440],
      books: [0x6E2018, 0x7A4A22, 0x2E3E2A, 0x9A7648, 0x3A2418, 0x8C5A34, 0x24344A], gilt: 0xE8C060, carpet: 0x7A1818,
      border: 0xC89850, floor: [0x5A3418, 0x9A6A3A], shade: 0x2E9A58, lamp: 0xFFC880, sun: 0xFFE2AC, dust: 0xD8A868,
      lamps: 0.9),
    House(
      wood: [0x120C0E, 0x38241C, 0x6A4830],
      books: [0x4A1A24, 0x1E2E4E, 0x5A3A20, 0x20403A, 0x7A5A3A, 0x2A2030, 0x86482C], gilt: 0xE0B868, carpet: 0x1A2A5C,
      border: 0xA08858, floor: [0x2C1C16, 0x5A3C28], shade: 0x1FA070, lamp: 0xFFB868, sun: 0x9CB8F0, dust: 0x485878,
      lamps: 1.5),
    House(
      wood: [0x8C8070, 0xD8CEBC, 0xF4EEE0],
      books: [0xC8A878, 0x9A5A3C, 0xE0CCA4, 0x6A7A8C, 0xB88858, 0xD8BC94, 0x7A4434], gilt: 0xE8C470, carpet: 0x5A7A9C,
      border: 0xE8D8B0, floor: [0x9A8468, 0xD0BC98], shade: 0xE8A840, lamp: 0xFFD8A0, sun: 0xFFF2DC, dust: 0xF0E2C8,
      lamps: 0.5),
    House(
      wood: [0x200A08, 0x5C2014, 0x944428],
      books: [0x1E3A38, 0x6A3018, 0x8A6A3C, 0x26263E, 0x7C2430, 0x4A4022, 0xA87C50], gilt: 0xF0BC70, carpet: 0x1E4A3C,
      border: 0xD0A060, floor: [0x3E1A12, 0x7C3E24], shade: 0xF09430, lamp: 0xFFB46C, sun: 0xFFB890, dust: 0xB87868,
      lamps: 1.1),
    House(
      wood: [0x0E1A18, 0x24443C, 0x4C7464],
      books: [0x8A5A34, 0x6E2A24, 0xB89460, 0x34505A, 0x9A7848, 0x4A3020, 0x5E6A44], gilt: 0xF0D080, carpet: 0x8A3A28,
      border: 0xE0C088, floor: [0x4A3A28, 0x8A7050], shade: 0xF0B850, lamp: 0xFFD090, sun: 0xF4F0D8, dust: 0xB0C0A8,
      lamps: 0.8),
  ]
}
