/// A JSON5 text that has been read: its value, and its lines to show mistakes in.
///
///     let document = try JSONDocument(file: "cosmos.json5")
///     document.root["scenes"]?[2]?["octaves"]        // .number(3), and where it stands
package struct JSONDocument: Equatable, Sendable {
  /// The path for messages; nil for a text that came from elsewhere.
  package let file: String?
  package let root: JSONValue
  let text: SourceText

  /// Throws `Problems` when the file cannot be read or is not JSON5.
  package init(file: String) throws {
    try self.init(bytes: FileBytes.read(file), file: file)
  }

  /// Throws `Problems` when the bytes are not JSON5 in UTF-8.
  package init(bytes: [UInt8], file: String? = nil) throws {
    let text = SourceText(bytes)
    if let byte = text.firstInvalidByte {
      throw Problems([text.problem("this is not text in UTF-8, as a JSON5 file has to be", at: byte, file: file)])
    }
    var parser = JSON5Parser(text)
    do {
      self.root = try parser.document()
    } catch {
      throw Problems([text.problem(error.sentence, at: error.byte, file: file)])
    }
    self.file = file
    self.text = text
  }

  /// The folder that paths in this file start from; empty for the working folder.
  var folder: String { file.map { FileName($0).folder } ?? "" }

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

  /// A problem for every key that an object has for the second time, as far as people read them.
  package var duplicateKeys: [Problem] {
    var problems: [Problem] = []
    addDuplicates(in: root, to: &problems)
    return problems
  }

  private func addDuplicates(in value: JSONValue, to problems: inout [Problem]) {
    switch value.content {
    case .object(let members):
      var first: [String: Int] = [:]
      for member in members where problems.count < ProblemSheet.most {
        let byte = member.keyBytes.lowerBound
        if let before = first[member.key] {
          let line = text.position(before).line
          problems.append(
            problem("the key \"\(member.key.shortened)\" is given twice, first on line \(line)", at: byte))
        }
        first[member.key] = first[member.key] ?? byte
        addDuplicates(in: member.value, to: &problems)
      }
    case .list(let elements):
      for element in elements { addDuplicates(in: element, to: &problems) }
    default: break
    }
  }
}
