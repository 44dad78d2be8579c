import Geometry

/// What a clockwork is made of.
struct OrreryMaterials: Sendable {
  /// From the shade to the highlight: the plates, and the lighter metal of dials.
  let brass: Palette
  let silver: Palette
  let enamel: Colour
  let sheen: Colour
  let ink: Colour
  let gold: Colour
  let jewel: Colour
  let steel: Colour
  /// The sky's light, in shadows.
  let air: Colour
  let heart: Colour
  let planets: [Colour]

  init(_ recipe: WorldRecipe) {
    let workshop =
      recipe.digest.map(Workshop.init)
      ?? OrreryMaterials.workshops[recipe.seed.at("workshop").pick(0..<OrreryMaterials.workshops.count)]
    brass = Palette(workshop.brass)
    silver = Palette(workshop.silver)
    enamel = Colour(workshop.enamel)
    sheen = Colour(workshop.sheen)
    ink = Colour(workshop.ink)
    gold = Colour(workshop.brass[4])
    jewel = Colour(workshop.jewel)
    steel = Colour(workshop.steel)
    air = Colour.mix(Colour(workshop.sheen), Colour(workshop.brass[1]), 0.5) * 0.10
    heart = Colour(workshop.brass[4]) * 0.9
    planets = workshop.planets.map { Colour($0) }
  }

  private struct Workshop {
    let brass: [UInt32]
    let silver: [UInt32]
    let enamel: UInt32
    let sheen: UInt32
    let ink: UInt32
    let jewel: UInt32
    let steel: UInt32
    let planets: [UInt32]

    init(
      brass: [UInt32], silver: [UInt32], enamel: UInt32, sheen: UInt32, ink: UInt32, jewel: UInt32, steel: UInt32,
      planets: [UInt32]
    ) {
      (self.brass, self.silver, self.enamel, self.sheen) = (brass, silver, enamel, sheen)
      (self.ink, self.jewel, self.steel, self.planets) = (ink, jewel, steel, planets)
    }

    init(_ digest: SeedDigest) {
      self.init(
        brass: [
          digest.paint(0), digest.paint(1, chroma: 1.2), digest.paint(2, chroma: 1.3), digest.paint(3), digest.paint(4),
          digest.paint(5),
        ],
        silver: [
          digest.paint(1), digest.paint(3, chroma: 0.6), digest.paint(4, chroma: 0.6), digest.paint(5, chroma: 0.5),
          digest.paint(5, chroma: 0.3),
        ],
        enamel: digest.paint(0, chroma: 2), sheen: digest.paint(2, chroma: 1.9), ink: digest.paint(0),
        jewel: digest.accentPaint(chroma: 1.6), steel: digest.paint(2, chroma: 1.2),
        planets: [digest.accentPaint(), digest.paint(4), digest.paint(3, chroma: 1.4), digest.paint(5)])
    }
  }

  /// Brass by blue, copper by green, white gold by wine, bronze by turquoise, steel by night blue.
  private static let workshops = [
    Workshop(
      brass: [0x160C05, 0x4A2C10, 0x9A6A28, 0xD0A04C, 0xF2D48C, 0xFFF6DC],
      silver: [0x3A342C, 0x8E8474, 0xC8BEA8, 0xEAE2CE, 0xFFFAEE], enamel: 0x040C30, sheen: 0x2258C4, ink: 0x101428,
      jewel: 0xC8143C, steel: 0x2A4A9A, planets: [0xE8C890, 0xC8603C, 0x4A8AC8, 0xD8D2C4]),
    Workshop(
      brass: [0x180806, 0x552414, 0xA85636, 0xDC9468, 0xF6CCA4, 0xFFF2E2],
      silver: [0x403830, 0x988C78, 0xD4C6A8, 0xF0E6CC, 0xFFF8E8], enamel: 0x031A14, sheen: 0x1C8A62, ink: 0x1A1410,
      jewel: 0xE0A030, steel: 0x34406A, planets: [0xF0E2C4, 0x2E8C74, 0xD88C50, 0x7A98C0]),
    Workshop(
      brass: [0x101014, 0x343640, 0x74767E, 0xACACAC, 0xDCD8CE, 0xFFFCF4],
      silver: [0x4A3E24, 0x9C8048, 0xD4B878, 0xEEDCA8, 0xFFF6DA], enamel: 0x22030C, sheen: 0xA41C3C, ink: 0x201014,
      jewel: 0x2A6AD0, steel: 0x3C3A5A, planets: [0xF0D8A0, 0xB83048, 0xD8E0EC, 0x8A6AA8]),
    Workshop(
      brass: [0x0C0E0C, 0x2E2C1C, 0x6C5C34, 0xAC8F54, 0xE0C88C, 0xFFF8DC],
      silver: [0x243034, 0x5E7A7C, 0x9CBAB6, 0xD4E6DE, 0xF8FFFA], enamel: 0x021A20, sheen: 0x1496A0, ink: 0x08181C,
      jewel: 0xE4603C, steel: 0x1E5A78, planets: [0xE8A878, 0xE8E4D0, 0x3CA4A8, 0xC8A038]),
    Workshop(
      brass: [0x080C16, 0x22304C, 0x54708C, 0x92AEC0, 0xCCDEE6, 0xFAFFFF],
      silver: [0x4C3418, 0xA07838, 0xDCB468, 0xF6DEA0, 0xFFF6DC], enamel: 0x0A0628, sheen: 0x5A3CC0, ink: 0x0C1020,
      jewel: 0xE8B03C, steel: 0x8A5A20, planets: [0xF4DCA0, 0x8A7AD8, 0xE0F0F8, 0xD08868]),
  ]
}
