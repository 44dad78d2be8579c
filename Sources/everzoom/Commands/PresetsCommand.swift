import Foundation
import Planning

/// `everzoom presets`: how the zoom can feel.
enum PresetsCommand: Command {
  static let name = "presets"
  static let summary = "lists the presets, shows one, checks a file of your own, or tries one"
  static let usage = "[list | show NAME | check FILE | try NAME|FILE [INPUT …]]"
  static let remarks = """
    A preset is a small JSON5 file. To make your own: everzoom presets show calm > mine.json5, edit it, check it,
    try it, and render with --preset mine.json5.
    """
  static let options = [
    Option("out", short: "o", "FILM", "for try: where the preview goes, as for render [preset-NAME.mp4]")
  ]
  static let examples = [
    (line: "everzoom presets show spiral", effect: "the preset's file, with comments"),
    (line: "everzoom presets try spiral photos -o - | ffplay -", effect: "a preview of a folder with that preset"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    let words = arguments.inputs
    if words.first != "try", arguments.has("out") { throw UsageError("--out goes with everzoom presets try") }
    switch (words.first ?? "list", words.count) {
    case ("list", 0...1): try list()
    case ("show", 2): try show(words[1])
    case ("check", 2): try check(words[1])
    case ("try", 2...): return try attempt(words[1], inputs: Array(words.dropFirst(2)), out: arguments.text("out"))
    case ("show", 1): throw UsageError("everzoom presets show needs the name of a preset")
    case ("check", 1): throw UsageError("everzoom presets check needs a file")
    case ("try", 1): throw UsageError("everzoom presets try needs the name of a preset, or a file")
    default:
      throw UsageError(
        "everzoom presets knows list, show NAME, check FILE and try NAME, not \"\(words.joined(separator: " "))\"")
    }
    return ExitCode.done
  }

  private static func list() throws {
    let rows = PresetLibrary.all.map { preset in
      [preset.name, preset.summary + (preset.name == PresetLibrary.usual.name ? " (usual)" : "")]
    }
    try Terminal.print(TextTable(rows).text)
  }

  private static func show(_ name: String) throws {
    guard let entry = PresetLibrary.entry(name) else {
      let advice = NearestWord.advice(for: name, among: PresetLibrary.all.map(\.name))
      throw UsageError("there is no preset \"\(name)\", \(advice)")
    }
    try Terminal.print(entry.source)
  }

  private static func check(_ file: String) throws {
    let preset = try PresetLibrary.load(file: file)
    try Terminal.print("\(file): the preset \"\(preset.name)\" is sound\n")
  }

  /// The built-in shot, or the input, as a preview with this preset.
  private static func attempt(_ name: String, inputs: [String], out: String?) throws -> Int32 {
    let stem = ((name as NSString).lastPathComponent as NSString).deletingPathExtension
    let words = ["--preset", name, "--preview", "--out", out ?? "preset-\(stem).mp4", "--"] + inputs
    return try RenderCommand.run(try Arguments(words, for: RenderCommand.self))
  }
}
