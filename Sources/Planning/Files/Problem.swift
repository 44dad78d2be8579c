/// A person's mistake: where it is, what was found and what was expected.
///
///     cosmos.json5:14:18: scenes[2].octaves is 0, expected 0.1 … 64
///         "octaves": 0,
///                    ^
package struct Problem: Error, Equatable, Sendable {
  /// Nil for the command line.
  package var file: String?
  /// From 1; nil when the mistake is in the file as a whole.
  package var line: Int?
  /// From 1, in characters.
  package var column: Int?
  package var sentence: String
  /// The line of the source, and below it a caret under the column.
  package var excerpt: String?

  package init(_ sentence: String, file: String? = nil, line: Int? = nil, column: Int? = nil, excerpt: String? = nil) {
    self.sentence = sentence
    self.file = file
    self.line = line
    self.column = column
    self.excerpt = excerpt
  }
}

extension Problem: CustomStringConvertible {
  package var description: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
    let head = place.isEmpty ? sentence : "\(place): \(sentence)"
    return excerpt.map { "\(head)\n\($0)" } ?? head
  }
}

/// Everything that is wrong, in the order of the files' lines.
package struct Problems: Error, Equatable, Sendable {
  package var list: [Problem]

  /// Problems of one file stay together; files keep the order in which they first appear.
  package init(_ list: [Problem]) {
    var rank: [String?: Int] = [:]
    for problem in list where rank[problem.file] == nil { rank[problem.file] = rank.count }
    let ordered = list.enumerated().sorted { a, b in
      let left = (rank[a.element.file]!, a.element.line ?? 0, a.element.column ?? 0, a.offset)
      let right = (rank[b.element.file]!, b.element.line ?? 0, b.element.column ?? 0, b.offset)
      return left < right
    }
    self.list = ordered.map(\.element)
  }
}

extension Problems: CustomStringConvertible {
  package var description: String { list.map(\.description).joined(separator: "\n") }
}
