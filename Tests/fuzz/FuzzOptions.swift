/// A command line that cannot be understood.
struct FuzzMistake: Error {
  let sentence: String
}

/// The words after `fuzz`.
struct FuzzOptions {
  var from = 0
  var count = 10_000
  private(set) var seed: UInt64 = 1
  private(set) var kind: FuzzKind?
  /// Seconds of the processor, and megabytes more than before it, that one input may cost.
  private(set) var seconds = 2.0
  private(set) var megabytes = 300
  /// A text to try in place of made ones.
  private(set) var file: String?
  private(set) var showsHelp = false
  /// Where a child says what it is at; nil in the parent.
  private(set) var note: String?

  init(_ words: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--from": from = try FuzzOptions.number(word, rest.popFirst())
      case "--count": count = try FuzzOptions.number(word, rest.popFirst())
      case "--seed": seed = try FuzzOptions.number(word, rest.popFirst())
      case "--seconds": seconds = try FuzzOptions.number(word, rest.popFirst())
      case "--megabytes": megabytes = try FuzzOptions.number(word, rest.popFirst())
      case "--kind": kind = try FuzzOptions.kind(rest.popFirst())
      case "--note": note = rest.popFirst()
      case "--help", "-h": showsHelp = true
      case _ where word.hasPrefix("-"): throw FuzzMistake(sentence: "unknown option \(word), see fuzz --help")
      default: file = word
      }
    }
  }

  private static func number<Number: LosslessStringConvertible & Comparable & ExpressibleByIntegerLiteral>(
    _ option: String, _ word: String?
  ) throws -> Number {
    guard let number = word.flatMap(Number.init), number >= 0 else {
      throw FuzzMistake(sentence: "\(option) needs a number, 0 or more")
    }
    return number
  }

  private static func kind(_ word: String?) throws -> FuzzKind {
    guard let kind = word.flatMap(FuzzKind.init) else {
      throw FuzzMistake(
        sentence: "--kind needs one of \(FuzzKind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return kind
  }
}
