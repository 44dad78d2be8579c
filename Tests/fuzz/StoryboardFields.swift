import Geometry
import Planning
import Worlds

/// What stands in a storyboard, as the README's table says.
enum StoryboardFields {
  static let all: [Field] = [
    Field("canvas", .object(canvas, oneOf: []), presence: 0.4),
    Field("preset", .oneOf([.words(PresetLibrary.all.map(\.name)), .object(PresetFields.all, oneOf: [])])),
    Field("direction", .words(["in", "out", "out"]), presence: 0.6),
    Field("loop", .flag, presence: 0.5),
    Field("song", .object(song, oneOf: [])),
    Field("seconds", .number(Limits.seconds, usual: [0.5, 10, 30, 60, 240])),
    Field("octaves", .number(Limits.octaves, usual: [1, 2, 3, 7])),
    Field("speed", .number(Limits.speed, usual: [0.2, 0.5, 1, 2])),
    Field("steady", .number(Limits.fraction, usual: [0.5, 1]), presence: 0.2),
    Field("seed", .raw(["0", "1", "9007199254740991", "\"18446744073709551615\""])),
    Field("generator", .words(["worlds", "command: true"]), presence: 0.1),
    Field("scenes", .list(1...6, .object(scene, oneOf: contents)), presence: 0.99),
  ]

  private static let canvas = [
    Field(
      "size",
      .oneOf([
        .words(["1920x1080", "1x1", "30x4000", "16384x1", "16384x16384", "33x77"]),
        .list(2...2, .whole(Limits.side, usual: [640, 1080])),
      ]), presence: 0.7),
    Field(
      "fps",
      .oneOf([
        .number(Limits.fps, usual: [24, 25, 29.97, 30, 60]),
        .words(["30000/1001", "1/1000", "1/1000000", "1000000/1001", "999999/1000000", "1000000/999999"]),
      ]), presence: 0.7),
  ]

  private static let song = [
    Field("file", .words(["song.flac"]), presence: 0.99),
    Field("bpm", .number(Limits.bpm, usual: [90, 120, 128]), presence: 0.8),
    Field("firstBeat", .number(Limits.moment, usual: [0, 0.3, 5])),
    Field("start", .number(Limits.moment, usual: [0, 12])),
  ]

  /// What a scene is: a take twice, a prompt, and each world with its parameters.
  private static let contents: [[Field]] =
    Array(repeating: takes, count: 12)
    + [[Field("prompt", .words(["a dahlia at dawn", "a corridor", "x"]), presence: 1), Field("clip", .flag)]]
    + WorldCatalog.entries.map { world in
      let parameters = (world.parameters + WorldCatalog.commonParameters).map {
        Field($0.name, .number(NumberRange($0.range), usual: [$0.usual]))
      }
      return [
        Field("world", .words([world.name]), presence: 1), Field("parameters", .object(parameters, oneOf: [])),
      ]
    }

  private static let takes = [
    Field("take", .words(MadeTakes.names), presence: 1),
    Field("from", .number(Limits.moment, usual: [0, 0.5, 1, 3.999]), presence: 0.1),
    Field("to", .number(Limits.moment, usual: [1.000000001, 2, 4]), presence: 0.1),
    Field("reverse", .flag, presence: 0.05),
    Field("steady", .number(Limits.fraction, usual: [0, 1]), presence: 0.1),
    Field(
      "crop", .oneOf([.list(4...4, .number(Limits.fraction, usual: [0, 0.25, 0.5])), .raw(slivers)]), presence: 0.2),
  ]

  private static let slivers = [
    "[0, 0.999, 1e-12, 7e-9]", "[0, 0, 1, 1]", "[0.5, 0, 1e-300, 1]", "[0, 0, 1, 5e-324]", "[0, 0, 0.001, 0.001]",
    "[0.25, 0.25, 0.5, 0.001]", "[0.999, 0.999, 0.001, 0.001]",
  ]

  private static let scene = [
    Field("focus", .list(2...2, .number(Limits.fraction, usual: [0.5, 0.3, 0.7]))),
    Field("octaves", .number(Limits.octaves, usual: [1, 2, 3, 6])),
    Field("speed", .number(Limits.speed, usual: [0, 0.2, 0.5])),
    Field("seconds", .number(Limits.seconds, usual: [1, 4, 10])),
    Field("roll", .number(Limits.roll, usual: [0, 0.25, -0.1])),
    Field("at", .rising, presence: 0.1),
    Field("join", .object(join, oneOf: [])),
    Field("seed", .raw(["0", "7", "\"18446744073709551615\""]), presence: 0.1),
  ]

  private static let join = [
    Field("kind", .words(["auto", "nested", "successive"]), presence: 0.6),
    Field("octaves", .number(Limits.joinOctaves, usual: [0.5, 1])),
    Field("frames", .whole(Limits.joinFrames, usual: [1, 12])),
  ]
}

/// What stands in a preset.
enum PresetFields {
  static let all: [Field] = [
    Field("speed", .number(Limits.flownSpeed, usual: [0.2, 0.5, 1]), presence: 0.5),
    Field("follow", .number(Limits.fraction, usual: [0, 1]), presence: 0.5),
    Field("breath", .object(breath, oneOf: []), presence: 0.5),
    Field("accents", .object(accents, oneOf: []), presence: 0.5),
    Field("ease", .object(ease, oneOf: []), presence: 0.5),
    Field("roll", .number(Limits.roll, usual: [0, 0.02, -0.05]), presence: 0.3),
    Field("seam", .object(seam, oneOf: []), presence: 0.3),
    Field("shutter", .number(Limits.shutter, usual: [0, 180]), presence: 0.3),
  ]

  private static let breath = [
    Field("amount", .number(Limits.fraction, usual: [0.2, 0.9]), presence: 0.9),
    Field("seconds", .number(Limits.breathSeconds, usual: [6, 8]), presence: 0.6),
  ]
  private static let accents = [
    Field("amount", .number(Limits.accent, usual: [0.5, 2]), presence: 0.9),
    Field("beats", .whole(Limits.accentBeats, usual: [1, 4]), presence: 0.6),
    Field("seconds", .number(Limits.accentSeconds, usual: [0.3, 1]), presence: 0.6),
  ]
  private static let ease = [
    Field("start", .number(Limits.easeSeconds, usual: [0, 2]), presence: 0.7),
    Field("end", .number(Limits.easeSeconds, usual: [0, 2]), presence: 0.7),
  ]
  private static let seam = [
    Field("octaves", .number(Limits.seamOctaves, usual: [0.25, 0.6]), presence: 0.7),
    Field("shape", .raw(["2", "4", "8", "16", "32", "64"]), presence: 0.7),
  ]
}
