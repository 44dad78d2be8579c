import Planning

/// `everzoom presets`: how the zoom can feel.
enum PresetsCommand: Command {
  static let name = "presets"
  static let summary = "lists the presets, shows one, or checks a file of your own"
  static let usage = "[list | show NAME | check FILE]"
  static let remarks = """
    A preset is a small JSON5 file. To make your own: everzoom presets show calm > mine.json5, edit it, check it,
    and render with --preset mine.json5.
    """
  static let options: [Option] = []
  static let examples = [(line: "everzoom presets show spiral", effect: "the preset's file, with comments")]

  static func run(_ arguments: Arguments) throws -> Int32 {
    let words = arguments.inputs
    switch (words.first ?? "list", words.count) {
    case ("list", 0...1): list()
    case ("show", 2): try show(words[1])
    case ("check", 2): try check(words[1])
    case ("show", 1), ("check", 1):
      throw UsageError("everzoom presets \(words[0]) needs \(words[0] == "show" ? "the name of a preset" : "a file")")
    default:
      throw UsageError("everzoom presets knows list, show NAME and check FILE, not \"\(words.joined(separator: " "))\"")
    }
    return ExitCode.done
  }

  private static func list() {
    let presets = PresetLibrary.all
    let width = presets.map(\.name.count).max() ?? 0
    for preset in presets {
      let mark = preset.name == PresetLibrary.usual.name ? " (usual)" : ""
      Terminal.print("\(preset.name.padded(to: width))  \(preset.summary)\(mark)\n")
    }
  }

  private static func show(_ name: String) throws {
    guard let entry = PresetLibrary.entry(name) else {
      let advice = NearestWord.advice(for: name, among: PresetLibrary.all.map(\.name))
      throw UsageError("there is no preset \"\(name)\", \(advice)")
    }
    Terminal.print(entry.source)
  }

  private static func check(_ file: String) throws {
    let preset = try PresetLibrary.load(file: file)
    Terminal.print("\(file): the preset \"\(preset.name)\" is sound\n")
  }
}
