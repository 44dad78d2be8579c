/// What is wrong with a file about musical time: one sentence that says what was found, what was expected and what to do.
///
///     song.beats:14: the time is 3.2 s, after 3.7 s in the line before. Beats rise from line to line; sort them.
package struct MusicProblem: Error, Hashable, Sendable {
  package var file: String?
  /// From 1; nil where the file has no lines, or all of it is meant.
  package var line: Int?
  /// Of a file that is no text, from 0.
  package var byte: Int?
  package var sentence: String

  package init(_ sentence: String, file: String? = nil, line: Int? = nil, byte: Int? = nil) {
    self.sentence = sentence
    self.file = file
    self.line = line
    self.byte = byte
  }
}

extension MusicProblem: CustomStringConvertible {
  package var description: String {
    let place = [file, line.map(String.init), byte.map { "byte \($0)" }].compactMap { $0 }.joined(separator: ":")
    return place.isEmpty ? sentence : "\(place): \(sentence)"
  }
}

extension StringProtocol {
  /// One line for a sentence: at most forty characters, none of which moves a terminal's cursor.
  var brief: String {
    let line = String(
      String.UnicodeScalarView(
        String(prefix(41)).unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    return line.count > 40 ? line.prefix(39) + "…" : line
  }
}
