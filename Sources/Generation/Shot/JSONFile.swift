import Foundation
import Media
import Planning

/// Values as JSON files that people can read.
enum JSONFile {
  /// The same value gives the same bytes.
  static func bytes(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  /// The file appears when it is complete and on the disk.
  static func write(_ value: some Encodable, to path: String) throws {
    try writeFile(try bytes(value), to: path)
  }

  /// Nil when there is no such file. Throws `Problem` when it is not what it should be.
  static func read<Value: Decodable>(_: Value.Type, from path: String) throws -> Value? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    do {
      return try JSONDecoder().decode(Value.self, from: data)
    } catch {
      throw Problem("cannot be understood; it was not written by this version, or was edited by hand", file: path)
    }
  }
}
