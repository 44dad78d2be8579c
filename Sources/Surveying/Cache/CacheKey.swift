import Foundation
import Media

/// What a measurement depends on: files by their hashes, and every setting that matters.
struct CacheKey {
  /// What is measured.
  enum Kind: String {
    case motion, alignment, place, opening, stack, join

    /// Grows with every change of what is measured or how, drawing included.
    fileprivate var version: Int {
      switch self {
      case .motion: 4
      case .alignment: 2
      case .place: 5
      case .join: 8
      case .stack: 3
      case .opening: 2
      }
    }
  }

  /// The name of the entry's file.
  let name: String

  init(_ kind: Kind, _ input: some Encodable) {
    name = "\(kind.rawValue)-\(kind.version)-\(hash(of: [UInt8](CacheKey.text(of: input).utf8)))"
  }

  /// A value as text that differs where any bit of a number differs.
  static func text(of input: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "∞", negativeInfinity: "−∞", nan: "nan")
    guard let bytes = try? encoder.encode(input) else { preconditionFailure("what is measured can be written down") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
