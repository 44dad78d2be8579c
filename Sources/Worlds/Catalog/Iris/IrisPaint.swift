import Geometry
import Imaging

/// The colours of an eye.
struct IrisPaint: Sendable {
  /// From the depth between fibres to their lights: outside and inside the collarette.
  let outer: Palette
  let inner: Palette
  let white: Colour
  let skin: Colour
  /// What is mirrored in the eye.
  let sky: Colour

  private init(outer: [UInt32], inner: [UInt32], white: UInt32, skin: UInt32, sky: UInt32) {
    self.outer = Palette(outer)
    self.inner = Palette(inner)
    self.white = Colour(white)
    self.skin = Colour(skin)
    self.sky = Colour(sky)
  }

  /// From a seed frame: its ladder outside, its accent inside.
  init(_ digest: SeedDigest) {
    self.init(
      outer: [0, 1, 2, 3, 5].map { digest.paint($0, chroma: 1.25) },
      inner: [
        digest.paint(0), digest.paint(1, chroma: 1.1), digest.accentPaint(chroma: 1.1), digest.paint(4),
        digest.paint(5),
      ],
      white: digest.paint(4, chroma: 0.5), skin: digest.paint(2, chroma: 0.8), sky: digest.paint(5, chroma: 0.6))
  }

  static func usual(_ seed: Seed) -> IrisPaint { colours[seed.at("colours").pick(0..<colours.count)] }

  private static let colours = [
    // Blue, green, hazel, amber, violet, grey.
    IrisPaint(
      outer: [0x050A18, 0x122C58, 0x2C68A8, 0x84B8DE, 0xE4F2FA],
      inner: [0x140C0A, 0x4A4A48, 0xA89868, 0xE8D8A0, 0xFFF6DC],
      white: 0xE6DCD8, skin: 0xB87C68, sky: 0xDDF0FF),
    IrisPaint(
      outer: [0x04100C, 0x143C30, 0x3E8458, 0xA0C484, 0xF2F6D0],
      inner: [0x180C04, 0x5E3C10, 0xB8842C, 0xECCC74, 0xFFF4CC],
      white: 0xE4DCD0, skin: 0xA87860, sky: 0xFFF6E4),
    IrisPaint(
      outer: [0x0C0A06, 0x34341C, 0x707440, 0xB8AC70, 0xF4EAC4],
      inner: [0x1A0804, 0x642C0C, 0xB0601C, 0xE8AC54, 0xFFEAB8],
      white: 0xE8DCCC, skin: 0xA06C50, sky: 0xFFF4E0),
    IrisPaint(
      outer: [0x140602, 0x541E06, 0xB0560E, 0xF0A232, 0xFFE8A4],
      inner: [0x120402, 0x5C1606, 0xB4440E, 0xF49A34, 0xFFF0B4],
      white: 0xD8C8B4, skin: 0x6A4838, sky: 0xF4F6FF),
    IrisPaint(
      outer: [0x0A0616, 0x2C1C58, 0x6A50AC, 0xB8A2E0, 0xF4EAFC],
      inner: [0x180A1C, 0x5C2458, 0xB0608C, 0xF0B4B8, 0xFFECE0],
      white: 0xE4D8E0, skin: 0xA87488, sky: 0xFFF0F4),
    IrisPaint(
      outer: [0x080A0C, 0x2A343C, 0x68808C, 0xB4C4C4, 0xF4F4EC],
      inner: [0x140A06, 0x5C4424, 0xAC8850, 0xE8CC94, 0xFFF4DC],
      white: 0xE4DEDA, skin: 0xA08478, sky: 0xFFF8EC),
  ]
}
