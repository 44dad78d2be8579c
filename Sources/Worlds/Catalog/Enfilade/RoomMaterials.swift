/// What a house is made of.
struct RoomMaterials {
  let warmLamp: Colour
  let coolLamp: Colour
  let trim: Colour
  let dust: Colour
  let daylight: Colour
  let darkMarble: Colour
  let lightMarble: Colour
  let beam: Colour
  let glow: Colour
  let farAway: Colour

  init(_ recipe: WorldRecipe) {
    let digest = recipe.digest
    let sun = digest.map { RoomMaterials.warmed($0.colour(5)) }
    warmLamp = sun ?? Colour(0xFFD9A0)
    coolLamp = Colour(0xBFD6FF)
    trim = digest?.colour(5) ?? Colour(0xE8E2D4)
    dust = (sun ?? Colour(0xFFDDB0)) * 0.55
    daylight = sun.map { Colour.mix($0, Colour(1, 1, 1), 0.5) } ?? Colour(0xFFF2DC)
    darkMarble = digest?.colour(0) ?? Colour(0x2C2824)
    lightMarble = digest?.colour(4) ?? Colour(0xC4B49A)
    beam = digest?.colour(2) ?? Colour(0x8A6848)
    glow = (sun ?? Colour(0xFFD9A0)) * 0.10
    farAway = (sun ?? Colour(0xFFE6BD)) * 2.2
  }

  /// The paints of the rooms by turns.
  static func paints(_ recipe: WorldRecipe) -> [Colour] {
    if let digest = recipe.digest { return paints(digest) }
    return houses[recipe.seed.at("house").pick(0..<houses.count)].map { Colour($0) }
  }

  private static let houses: [[UInt32]] = [
    [0x7F9A84, 0xC8A468, 0x8FA0B8, 0xBC7458, 0xCABFAE, 0x5F7F86, 0xA8746E],
    [0xB8C0A8, 0xD8B8A0, 0x9CB0C4, 0xD0A878, 0xD8CEC0, 0x88A09C, 0xC8909C],
    [0x3F5F70, 0xB08848, 0x58405C, 0xA85840, 0xC0B09C, 0x2F5C54, 0x8A3F48],
  ]

  /// Bodies and lights by turns, the accent once.
  private static func paints(_ digest: SeedDigest) -> [Colour] {
    let between = Oklab.mix(digest.oklab(3), digest.oklab(4), 0.5).colour
    return [
      digest.colour(3), digest.colour(4), digest.colour(2), digest.accentColour, between, digest.colour(3),
      Oklab.mix(digest.oklab(2), digest.oklab(3), 0.5).colour,
    ]
  }

  private static func warmed(_ colour: Colour) -> Colour { colour * Colour(1.08, 0.96, 0.80) }
}
