import Geometry
import Planning
import Worlds

/// Storyboards and presets with fields of the kinds that they have.
enum WrittenFiles {
  static func preset(_ seed: Seed) -> TextTree { FieldKind.object(presetFields).value(seed) }

  static func storyboard(_ seed: Seed) -> TextTree {
    var members: [TextTree.Member] = []
    if case .object(let found) = FieldKind.object(storyboardFields).value(seed) { members = found }
    let scenes = (0..<1 + seed.at("scenes").pick(0..<7)).map { scene(seed.at("scene", $0), $0) }
    return .object(members + [TextTree.Member("scenes", .list(scenes))])
  }

  private static func scene(_ seed: Seed, _ number: Int) -> TextTree {
    let content = content(seed)
    var fields = commonFields
    // What is for clips is asked of stills too, now and then.
    if content.value.text.contains(".mp4") || seed.at("odd").unit < 0.03 { fields += clipFields }
    if content.key == "take" { fields.append(("crop", .crop)) }
    if content.key == "prompt" { fields += promptFields }
    var members = [content]
    if case .object(let found) = FieldKind.object(fields).value(seed) { members += found }
    if seed.at("cued").unit < 0.1 {
      members.append(
        TextTree.Member(
          "at", .word("\(number == 0 ? 0 : Double(number) * seed.at("step").choose([0.001, 1, 7, 3600]))")))
    }
    return .object(members)
  }

  private static func content(_ seed: Seed) -> TextTree.Member {
    switch seed.at("content").pick(0..<8) {
    case 0, 1: TextTree.Member("world", .string(seed.at("world").choose(WorldCatalog.entries.map(\.name))))
    case 2: TextTree.Member("prompt", .string(seed.at("prompt").choose(["a dahlia in fog", "night", "stone, calm"])))
    case 3: TextTree.Member("take", .string("film.mp4#\(1 + seed.at("part").pick(0..<3))"))
    default:
      TextTree.Member("take", .string("take\(seed.at("file").pick(0..<4)).\(seed.at("kind").choose(["png", "mp4"]))"))
    }
  }

  private static let presetFields: [(String, FieldKind)] = [
    ("speed", .number(Limits.speed)),
    ("breath", .object([("amount", .number(Limits.fraction)), ("seconds", .number(Limits.breathSeconds))])),
    (
      "accents",
      .object([
        ("amount", .number(Limits.accent)), ("beats", .whole(Limits.accentBeats)),
        ("seconds", .number(Limits.accentSeconds)),
      ])
    ),
    ("ease", .object([("start", .number(Limits.easeSeconds)), ("end", .number(Limits.easeSeconds))])),
    ("roll", .number(Limits.roll)),
    ("seam", .object([("octaves", .number(Limits.seamOctaves)), ("shape", .words(["2", "8", "64"]))])),
    ("shutter", .number(Limits.shutter)), ("name", .text), ("summary", .text),
  ]

  private static let storyboardFields: [(String, FieldKind)] = [
    ("canvas", .object([("size", .size), ("fps", .rate)])), ("preset", .object(presetFields)),
    ("direction", .choice(["in", "out"])), ("loop", .flag), ("seconds", .number(Limits.seconds)),
    ("octaves", .number(Limits.octaves)), ("speed", .number(Limits.speed)), ("seed", .seed), ("note", .text),
    (
      "song",
      .named([
        ("file", .text), ("bpm", .number(Limits.bpm)), ("firstBeat", .number(Limits.moment)),
        ("start", .number(Limits.moment)),
      ])
    ),
  ]

  private static let commonFields: [(String, FieldKind)] = [
    ("focus", .point), ("octaves", .number(Limits.octaves)), ("seconds", .number(Limits.seconds)),
    ("roll", .number(Limits.roll)), ("seed", .seed), ("note", .text),
    (
      "join",
      .object([
        ("kind", .choice(["auto", "nested", "successive"])), ("octaves", .number(Limits.joinOctaves)),
        ("frames", .whole(Limits.joinFrames)),
      ])
    ),
  ]

  private static let clipFields: [(String, FieldKind)] = [
    ("from", .number(Limits.moment)), ("to", .number(Limits.moment)), ("reverse", .flag),
  ]

  private static let promptFields: [(String, FieldKind)] = [
    ("negativePrompt", .text), ("clip", .flag), ("generator", .choice(["worlds", "command: true"])),
  ]
}
