import Geometry

/// The colours of a leaf that light comes through.
struct LeafColours {
  /// From the shade to where light comes through best.
  let blade: Palette
  /// The same in patches that are another colour.
  let patch: Palette
  let vein: Colour
  /// How much of it is patches.
  let mottled: Float

  private init(_ blade: [UInt32], _ patch: [UInt32], vein: UInt32, mottled: Float) {
    (self.blade, self.patch) = (Palette(blade), Palette(patch))
    self.vein = Colour(vein)
    self.mottled = mottled
  }

  /// From a seed frame: its ladder through the blade, its accent in patches.
  init(_ digest: SeedDigest) {
    blade = Palette((0...4).map { digest.paint($0, chroma: 1.3) })
    patch = Palette([digest.paint(0), digest.paint(1, chroma: 1.2), digest.accentPaint(), digest.paint(4)])
    vein = digest.colour(5)
    mottled = 0.25
  }

  static let all = [
    // Spring, autumn, a moonlit leaf, croton, caladium.
    LeafColours(
      [0x06180C, 0x14421A, 0x2F7A24, 0x78B430, 0xD2E66A], [0x0A1C10, 0x1C5A2C, 0x4C9C48, 0xA4CC50, 0xF0F0A0],
      vein: 0xE6F0A0, mottled: 0.4),
    LeafColours(
      [0x1C0604, 0x5E120A, 0xA82A0E, 0xE0681A, 0xFFC858], [0x241404, 0x70480A, 0xB8861A, 0xE8BE3C, 0xFFEE98],
      vein: 0xFFE49A, mottled: 0.4),
    LeafColours(
      [0x04121C, 0x0C3044, 0x1C6474, 0x4CA4A4, 0xB8E6D8], [0x081028, 0x1C2C64, 0x3C5CA0, 0x7CA4D0, 0xD0E6F0],
      vein: 0xD8F6E8, mottled: 0.4),
    LeafColours(
      [0x0C1408, 0x2C4414, 0x647A1C, 0xC0A02C, 0xF8DC70], [0x1C0810, 0x6C1428, 0xB42C3C, 0xE8684C, 0xFFC07C],
      vein: 0xFFD884, mottled: 0.45),
    LeafColours(
      [0x08180E, 0x184A28, 0x3C8444, 0x8CBC6C, 0xE0EEB8], [0x240A18, 0x80203C, 0xD0506C, 0xF09CA0, 0xFFE0D8],
      vein: 0xFFC4BC, mottled: 0.4),
  ]
}
