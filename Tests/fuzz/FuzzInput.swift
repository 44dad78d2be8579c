import Foundation
import Geometry
import Planning

/// What a text is given to the program as.
enum FuzzKind: String, CaseIterable {
  case storyboard, preset, plan
}

/// A text by its number, the same for ever.
struct FuzzInput {
  let kind: FuzzKind
  let bytes: [UInt8]

  init(kind: FuzzKind, bytes: [UInt8]) {
    self.kind = kind
    self.bytes = bytes
  }

  init(number: Int, seed: UInt64, kind: FuzzKind?) {
    let seed = Seed(seed).at("input", number)
    let kinds = FuzzKind.allCases
    self.kind = kind ?? kinds[seed.at("kind").pick(0..<kinds.count)]
    bytes = FuzzInput.bytes(of: self.kind, seed)
  }

  /// What fields say they hold, with its numbers, its structure or its bytes changed; or nothing changed.
  private static func bytes(of kind: FuzzKind, _ seed: Seed) -> [UInt8] {
    let tree = kind == .plan ? PlanTexts.tree(seed.at("plan")) : made(kind, seed)
    switch seed.at("change").unit {
    case ..<(kind == .plan ? 0.05 : 0.5): return Array(tree.text.utf8)
    case ..<0.9: return Array(TreeMutator(seed.at("tree")).mutated(tree).text.utf8)
    default: return ByteMutator(seed.at("bytes")).mutated(Array(tree.text.utf8))
    }
  }

  private static func made(_ kind: FuzzKind, _ seed: Seed) -> Tree {
    let known = kind == .preset ? KnownTexts.presets : KnownTexts.storyboards
    guard seed.at("known").unit < 0.8 else { return known[seed.at("which").pick(0..<known.count)] }
    let fields = kind == .preset ? PresetFields.all : StoryboardFields.all
    return FieldKind.object(fields, oneOf: []).drawn(seed.at("made"), FieldTaste(seed.at("taste")))
  }
}

/// The project's own presets and samples.
enum KnownTexts {
  static let presets = PresetLibrary.entries.map { tree(Array($0.source.utf8)) }
  static let storyboards = ["journey", "dream"].map { name in
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    guard let text = try? Data(contentsOf: repository.appending(path: "Samples/\(name).json5")) else {
      preconditionFailure("the samples are there")
    }
    return tree(Array(text))
  }

  private static func tree(_ bytes: [UInt8]) -> Tree {
    do {
      return Tree(try JSONDocument(bytes: bytes).root, of: bytes)
    } catch {
      preconditionFailure("the project's own texts are valid: \(error)")
    }
  }
}
