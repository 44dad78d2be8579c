/// A JSON5 text that has been read: its value, and its lines to show mistakes in.
package struct JSONDocument: Equatable, Sendable {
  /// The path for messages; nil for a text that came from elsewhere.
  package let file: String?
  package let root: JSONValue
  let text: SourceText

  /// A problem at a byte of the text.
  package func problem(_ sentence: String, at byte: Int) -> Problem {
    text.problem(sentence, at: byte, file: file)
  }

  /// What stands at a path, or else the nearest thing around it that is written.
  package func bytes(at path: JSONPath) -> Range<Int> {
    var value = root
    for step in path.steps {
      let next: JSONValue? =
        switch step {
        case .key(let key): value[key]
        case .index(let index): value[index]
        }
      guard let next else { break }
      value = next
    }
    return value.bytes
  }
}
