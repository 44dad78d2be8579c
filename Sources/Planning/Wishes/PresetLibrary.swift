/// The built-in presets, which are the files of the folder Presets, and presets in files of one's own.
///
///     try PresetLibrary.named("calm").speed             // 0.2
///     try PresetLibrary.load(file: "mine.json5")        // name: "mine"
package enum PresetLibrary {
  /// A built-in preset and its file as it is written, comments included.
  package struct Entry: Sendable {
    package let preset: Preset
    package let source: String
  }

  /// In the order in which people see them. A new preset is a file in Presets and a line here.
  package static let entries: [Entry] = [
    entry("constant", PackageResources.constant_json5),
    entry("cinematic", PackageResources.cinematic_json5),
    entry("calm", PackageResources.calm_json5),
    entry("drift", PackageResources.drift_json5),
    entry("pulse", PackageResources.pulse_json5),
    entry("rush", PackageResources.rush_json5),
    entry("spiral", PackageResources.spiral_json5),
    entry("loop", PackageResources.loop_json5),
  ]

  package static var all: [Preset] { entries.map(\.preset) }

  /// What a shot has whose storyboard and options name no preset.
  package static var usual: Preset { entries[1].preset }

  package static func entry(_ name: String) -> Entry? { entries.first { $0.preset.name == name } }

  /// A built-in preset. Throws a `Problem` with the nearest name there is.
  package static func named(_ name: String) throws -> Preset {
    guard let entry = entry(name) else { throw Problem("unknown preset \"\(name.shortened)\", \(advice(for: name))") }
    return entry.preset
  }

  /// A preset of one's own, which goes by the name of its file if it gives none. Throws `Problems`.
  package static func load(file: String) throws -> Preset {
    try read(JSONDocument(file: file), name: FileName(file).stem)
  }

  /// What a person means on the command line: a built-in name, or a file.
  package static func choice(_ text: String) -> PresetChoice { isFile(text) ? .file(text) : .named(text) }

  /// Whether a text means a file rather than a name.
  static func isFile(_ text: String) -> Bool {
    text.contains("/") || ["json", "json5"].contains(FileName(text).extension)
  }

  static func advice(for name: String) -> String { NearestWord.advice(for: name, among: all.map(\.name)) }

  private static func read(_ document: JSONDocument, name: String) throws -> Preset {
    var preset = try Preset(document)
    if preset.name.isEmpty { preset.name = name }
    return preset
  }

  private static func entry(_ name: String, _ bytes: [UInt8]) -> Entry {
    do {
      let preset = try read(JSONDocument(bytes: bytes, file: "Presets/\(name).json5"), name: name)
      return Entry(preset: preset, source: String(decoding: bytes, as: UTF8.self))
    } catch {
      preconditionFailure("every built-in preset is valid: \(error)")
    }
  }
}

extension PresetChoice {
  /// The preset that is meant. Throws a `Problem` or `Problems`.
  package func preset() throws -> Preset {
    switch self {
    case .named(let name): try PresetLibrary.named(name)
    case .file(let path): try PresetLibrary.load(file: path)
    case .inline(let preset): preset
    }
  }
}
