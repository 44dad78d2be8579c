/// The order in which people number files: `take 2` before `take 10`, capitals as small letters, leading zeros without weight.
package enum NaturalOrder {
  package static func sorted(_ names: [String]) -> [String] {
    names.map { (name: $0, key: Key($0)) }.sorted { $0.key < $1.key }.map(\.name)
  }

  /// Runs of digits and of other characters; the name itself tells apart what is equal otherwise.
  private struct Key: Comparable {
    let parts: [Part]
    let name: String

    init(_ name: String) {
      let file = FileName(name)
      // Without the extension, so that `a.png` comes before `a 2.png`.
      parts = Part.parts(file.stem) + [.end] + Part.parts(file.extension)
      self.name = name
    }

    static func < (a: Key, b: Key) -> Bool {
      for (left, right) in zip(a.parts, b.parts) where left != right { return left < right }
      return a.parts.count == b.parts.count
        ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8) : a.parts.count < b.parts.count
    }
  }

  /// Numbers come before words, and the end of a name before either.
  private enum Part: Comparable {
    case end
    /// How many digits there are without leading zeros, and which.
    case number(Int, String)
    case word(String)

    static func parts(_ text: String) -> [Part] {
      var parts: [Part] = []
      var rest = text.lowercased()[...]
      while let first = rest.first {
        let isNumber = isDigit(first)
        let run = rest.prefix { isDigit($0) == isNumber }
        let digits = run.drop { $0 == "0" }
        parts.append(isNumber ? .number(digits.count, String(digits)) : .word(String(run)))
        rest = rest[run.endIndex...]
      }
      return parts
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
  }
}
