import Geometry

/// The words that prompts are read by. One row is one meaning; of each kind the first match wins, but two places and two colours are taken.
package enum PromptWords {
  package enum Kind: String, CaseIterable, Sendable { case place, light, weather, colour, shade, mood }

  /// Words apart by spaces; an underscore joins those of a phrase. Plurals and capitals need no words of their own.
  static let rows: [PromptRow] = [
    .place("dahlia", "dahlia flower blossom bloom petal garden lotus daisy bouquet"),
    .place("cloudsea", "cloudsea sky cloud heaven flight cumulus"),
    .place(
      "enfilade", "enfilade house room corridor museum door palace hall hallway interior mansion gallery hotel"),
    .place("library", "library book bookshelf shelf archive reading_room scholar manuscript"),
    .place("agate", "agate stone mineral ink marble crystal geode rock gem cave"),
    .place("iris", "iris eye pupil gaze eyeball"),
    .place("julia", "julia fractal spiral infinite infinity lace filament"),
    .place("rose", "rose rose_window church cathedral chapel glass stained_glass window mosaic kaleidoscope"),
    .place("stair", "stair staircase stairway stairwell spiral_stair spiral_staircase tower well lighthouse"),
    .place("valley", "valley mountain ridge hill canyon landscape pine"),
    .place("lanterns", "lantern lake river festival water pond"),
    .place("theatre", "theatre theater stage puppet paper papercut craft origami cutout"),
    .place("orrery", "orrery clockwork clock watch gear cog astrolabe planetarium brass mechanism"),
    .place("mandala", "mandala", orElse: "dahlia"),
    .place("nebula", "nebula space star galaxy cosmos universe"),
    .place("leaf", "leaf leaves foliage plant jungle fern botanical dew"),
    .place("forest", "forest wood tree grove birch firefly mushroom bluebell"),
    .place("city", "city street neon arcade downtown skyscraper alley", orElse: "enfilade"),

    .light(
      "dawn sunrise morning daybreak", "a low soft light, a little warm",
      PromptEffect(brightness: 0.1, contrast: 0.9, warmth: 0.2, colour: 0.95, light: Point(x: -0.5, y: 0.1))),
    .light(
      "noon midday day daylight sunny", "bright and plain light from above",
      PromptEffect(brightness: 0.3, contrast: 1.05, light: Point(x: 0.1, y: -0.9))),
    .light(
      "golden golden_hour sunlit sunlight honeyed", "amber light from the side",
      PromptEffect(brightness: 0.15, warmth: 0.6, colour: 1.05, light: Point(x: 0.6, y: -0.1))),
    .light(
      "dusk sunset evening twilight", "a low light, warm and dim",
      PromptEffect(brightness: -0.25, contrast: 1.05, warmth: 0.3, colour: 1.1, light: Point(x: 0.5, y: 0.15))),
    .light(
      "moonlight moonlit moon moonshine", "dim and blue, few colours",
      PromptEffect(brightness: -0.5, contrast: 1.1, warmth: -0.75, colour: 0.55, light: Point(x: -0.3, y: -0.7))),
    .light(
      "night midnight nocturnal nighttime", "dark and cool",
      PromptEffect(brightness: -0.65, contrast: 1.15, warmth: -0.4, colour: 0.8, light: Point(x: 0, y: -0.6))),
    .light(
      "lamplight lamplit candle candlelight candlelit firelight lamp fire", "warm, dim, with more contrast",
      PromptEffect(brightness: -0.2, contrast: 1.12, warmth: 0.55, light: Point(x: 0.2, y: -0.3))),
    .light(
      "neon fluorescent electric", "dark and colourful",
      PromptEffect(brightness: -0.3, contrast: 1.2, warmth: -0.15, colour: 1.4)),

    .weather(
      "clear cloudless crisp fine", "less haze", PromptEffect(contrast: 1.08, colour: 1.05, own: ["haze": -0.7])),
    .weather(
      "mist misty hazy haze", "more haze, softer", PromptEffect(contrast: 0.85, colour: 0.88, own: ["haze": 0.6]),
      without: "clear"),
    .weather(
      "fog foggy smoke smoky", "much haze, soft and pale",
      PromptEffect(brightness: 0.08, contrast: 0.72, colour: 0.72, motion: 0.8, own: ["haze": 1]), without: "clear"),
    .weather(
      "rain rainy drizzle wet", "a little haze, dim, cool and restless",
      PromptEffect(
        brightness: -0.15, contrast: 1.05, warmth: -0.2, colour: 0.85, motion: 1.25,
        own: ["haze": 0.35]), without: "clear"),
    .weather(
      "snow snowy winter frost frosty ice icy", "bright, cool and pale",
      PromptEffect(
        brightness: 0.25, contrast: 0.92, warmth: -0.35, colour: 0.6, motion: 0.8, own: ["haze": 0.4]),
      without: "clear"),
    .weather(
      "storm stormy thunder tempest", "dark, hard and restless",
      PromptEffect(brightness: -0.4, contrast: 1.25, warmth: -0.25, colour: 0.8, motion: 2, own: ["haze": 0.3]),
      without: "clear"),
    .weather("wind windy breeze breezy", "restless", PromptEffect(motion: 1.7), without: "clear"),

    .colour("red ruby", 0xC4262E), .colour("crimson", 0xA3122F), .colour("scarlet vermilion", 0xE0341E),
    .colour("coral salmon", 0xF2785F), .colour("orange", 0xEE7A14), .colour("amber", 0xF0A012),
    .colour("gold", 0xD9A521), .colour("yellow", 0xF0D020), .colour("lime chartreuse", 0xA4D622),
    .colour("green", 0x3A9A3C), .colour("emerald jade", 0x119A62), .colour("olive moss", 0x7C8030),
    .colour("teal", 0x0E8585), .colour("turquoise aqua", 0x25BDB0), .colour("cyan", 0x18BCD8),
    .colour("azure", 0x3A92E8), .colour("blue sapphire cobalt", 0x2458C8), .colour("navy", 0x1A2E72, brightness: -0.25),
    .colour("indigo", 0x4430A0), .colour("violet amethyst", 0x7A3FC8), .colour("purple plum", 0x8A2E98),
    .colour("lavender lilac", 0xB6A0E0, brightness: 0.1), .colour("magenta fuchsia", 0xC8249A),
    .colour("pink", 0xF08CB4, brightness: 0.1), .colour("brown sepia", 0x805030),
    .colour("copper bronze rust", 0xB46A3A),
    .colour("beige sand tan", 0xD0B890), .colour("cream ivory", 0xF0E4C4, brightness: 0.2),
    .colour("white", 0xF4F4F2, brightness: 0.4), .colour("silver", 0xB8BCC4, brightness: 0.1),
    .colour("grey gray", 0x808080), .colour("black", 0x202022, brightness: -0.5),

    .shade("pale pastel faded soft", "paler colours", PromptEffect(brightness: 0.12, contrast: 0.92, colour: 0.6)),
    .shade("deep rich saturated", "deeper colours", PromptEffect(brightness: -0.15, contrast: 1.05, colour: 1.2)),
    .shade(
      "vivid colourful colorful bold colour color", "stronger colours", PromptEffect(colour: 1.35),
      without: "monochrome"),
    .shade(
      "monochrome monochromatic colourless colorless muted", "hardly any colour", PromptEffect(colour: 0.25),
      without: "vivid"),
    .shade(
      "black_and_white", "no colour", PromptEffect(contrast: 1.08, colour: 0), without: "vivid"),

    .mood(
      "calm quiet peaceful serene gentle tranquil slow", "slower, softer",
      PromptEffect(contrast: 0.94, motion: 0.6, pace: 0.8)),
    .mood(
      "dreamy dreamlike dream ethereal magical", "bright, soft and slow",
      PromptEffect(brightness: 0.15, contrast: 0.82, warmth: 0.1, motion: 0.7, pace: 0.85, own: ["haze": 0.3])),
    .mood("warm cosy cozy", "warmer", PromptEffect(warmth: 0.4)),
    .mood("cold cool chilly", "cooler", PromptEffect(warmth: -0.4)),
    .mood(
      "eerie ghostly haunted spooky uncanny", "dim, cold, few colours",
      PromptEffect(
        brightness: -0.2, contrast: 1.12, warmth: -0.25, colour: 0.65, motion: 0.7, pace: 0.9, own: ["haze": 0.3])),
    .mood(
      "grand majestic epic solemn monumental", "more contrast, slower",
      PromptEffect(contrast: 1.15, pace: 0.85, own: ["towers": 0.7, "ruggedness": 0.6])),
    .mood(
      "joyful happy cheerful festive playful", "bright, colourful, lively",
      PromptEffect(brightness: 0.2, warmth: 0.15, colour: 1.2, motion: 1.4, pace: 1.1)),
    .mood("dark gloomy sombre somber dim", "darker", PromptEffect(brightness: -0.6, contrast: 1.08)),
    .mood("bright luminous radiant", "brighter", PromptEffect(brightness: 0.45)),
    .mood(
      "wild lively frantic hectic fast dynamic", "restless and fast",
      PromptEffect(contrast: 1.08, motion: 2, pace: 1.25)),
    .mood("still frozen motionless", "nothing moves but the camera", PromptEffect(motion: 0)),
  ]

  /// Words that say nothing to a world.
  static let glue = Set(
    """
    a an the of in on at to by with and or nor from into through over under above below between behind beyond toward towards around
    inside outside near is are as its it this that some very quite rather lit light lights full many few one scene picture image film shot
    style world place
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  static let negations: Set = ["no", "not", "without", "never", "except"]

  /// What one may say in a prompt, as a table in Markdown.
  package static var table: String {
    let colours = rows.filter { $0.kind == .colour }.flatMap(\.words).joined(separator: ", ")
    let lines = Kind.allCases.flatMap { kind in
      kind == .colour
        ? ["| colour | \(colours) | the world's colours; of two, the second for its lights |"]
        : rows.filter { $0.kind == kind }.map { row in
          "| \(kind.rawValue) | \(row.words.joined(separator: ", ")) | \(row.meaning) |"
        }
    }
    return (["| kind | words | what they do |", "|---|---|---|"] + lines).joined(separator: "\n") + "\n"
  }
}

/// Words of one meaning.
struct PromptRow: Sendable {
  let kind: PromptWords.Kind
  /// Of one to three words each.
  let words: [String]
  let summary: String
  let effect: PromptEffect
  /// A word of the row that applies where this one's words are denied.
  let without: String?

  private init(
    _ kind: PromptWords.Kind, _ words: String, _ summary: String, _ effect: PromptEffect, without: String? = nil
  ) {
    self.kind = kind
    self.words = words.split(separator: " ").map { word in String(word.map { $0 == "_" ? " " : $0 }) }
    self.summary = summary
    self.effect = effect
    self.without = without
  }

  static func place(_ world: String, _ words: String, orElse other: String? = nil) -> PromptRow {
    PromptRow(.place, words, "", PromptEffect(worlds: [world] + [other].compactMap { $0 }))
  }
  static func light(_ words: String, _ summary: String, _ effect: PromptEffect) -> PromptRow {
    PromptRow(.light, words, summary, effect)
  }
  static func weather(_ words: String, _ summary: String, _ effect: PromptEffect, without: String? = nil) -> PromptRow {
    PromptRow(.weather, words, summary, effect, without: without)
  }
  static func colour(_ words: String, _ paint: UInt32, brightness: Double = 0) -> PromptRow {
    PromptRow(.colour, words, "", PromptEffect(paint: paint, brightness: brightness))
  }
  static func shade(_ words: String, _ summary: String, _ effect: PromptEffect, without: String? = nil) -> PromptRow {
    PromptRow(.shade, words, summary, effect, without: without)
  }
  static func mood(_ words: String, _ summary: String, _ effect: PromptEffect) -> PromptRow {
    PromptRow(.mood, words, summary, effect)
  }

  /// The first of its worlds that there is.
  var world: String? { effect.worlds.first { WorldCatalog.entry($0) != nil } }

  /// What it does, for people.
  var meaning: String {
    switch kind {
    case .place: world.map { "the world \($0)" } ?? "nothing yet"
    case .colour: "the colour \(words[0])"
    default: summary
    }
  }
}

/// What words do to a world.
struct PromptEffect: Sendable {
  /// The world that is meant, and what comes nearest if there is no such world.
  var worlds: [String] = []
  /// A colour as painters write it.
  var paint: UInt32?
  /// To be added to the parameters of these names.
  var brightness = 0.0
  /// By which to multiply.
  var contrast = 1.0
  /// To be added.
  var warmth = 0.0
  /// By which to multiply the parameters of these names, and the speed of flight.
  var colour = 1.0
  var motion = 1.0
  var pace = 1.0
  /// Where the light comes from, in plane units.
  var light: Point?
  /// A world's own parameters, if it has one of that name: −1 the least, 0 as usual, 1 the most.
  var own: [String: Double] = [:]
}
