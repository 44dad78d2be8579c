import Foundation

/// What a command says of itself, as the JSON object that it prints for `--describe`. Everything in it is optional.
package struct GeneratorCapabilities: Equatable, Sendable {
  package enum Provenance: String, Sendable {
    /// A trained model makes the pictures.
    case model
    /// Rules make them.
    case procedural
  }

  package var name: String?
  package var version: String?
  /// Of "still", "clip" and "frames": what it can make.
  package var kinds: [String]
  /// The fields of the request that it heeds, such as "prompt" and "mask".
  package var uses: [String]
  /// The sizes that it can make, such as "1920x1080"; empty for any.
  package var sizes: [String]
  package var maxFrames: Int?
  package var provenance: Provenance?
}

/// Fields of a type that is not expected count as missing.
extension GeneratorCapabilities: Decodable {
  private enum Key: String, CodingKey { case name, version, kinds, uses, sizes, maxFrames, provenance }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    name = (try? box.decode(PlainText.self, forKey: .name))?.text
    version = (try? box.decode(PlainText.self, forKey: .version))?.text
    kinds = (try? box.decode([String].self, forKey: .kinds)) ?? []
    uses = (try? box.decode([String].self, forKey: .uses)) ?? []
    sizes = (try? box.decode([String].self, forKey: .sizes)) ?? []
    maxFrames = try? box.decode(Int.self, forKey: .maxFrames)
    provenance = (try? box.decode(String.self, forKey: .provenance)).flatMap(Provenance.init)
  }
}
