/// JSON on its way to a file, laid out for people: what is short stands on one line, the rest one key or element a line.
indirect enum JSONText {
  case word(String)
  case number(Double)
  /// A list on one line.
  case row([JSONText])
  /// A list with an element on each line.
  case rows([JSONText])
  /// An object with a key on each line; keys without a value are left out.
  case object([(key: String, value: JSONText?)])
  /// An object on one line.
  case short([(key: String, value: JSONText?)])

  /// The text, without an end of line.
  func text(indent: String = "") -> String {
    var text = ""
    write(to: &text, indent)
    return text
  }

  private func write(to text: inout String, _ indent: String) {
    switch self {
    case .word(let word): text += word
    case .number(let number): text += JSONText.shortest(number)
    case .row(let list): JSONText.line(list.map { ("", $0) }, "[", "]", &text)
    case .rows(let list): JSONText.block(list.map { ("", $0) }, "[", "]", &text, indent)
    case .object(let members): JSONText.block(JSONText.given(members), "{", "}", &text, indent)
    case .short(let members): JSONText.line(JSONText.given(members), "{", "}", &text)
    }
  }

  private typealias Piece = (head: String, value: JSONText)

  private static func given(_ members: [(key: String, value: JSONText?)]) -> [Piece] {
    members.compactMap { key, value in value.map { ("\"\(key)\": ", $0) } }
  }

  private static func line(_ pieces: [Piece], _ open: String, _ close: String, _ text: inout String) {
    text += open
    for (number, piece) in pieces.enumerated() {
      text += number > 0 ? ", " : ""
      text += piece.head
      piece.value.write(to: &text, "")
    }
    text += close
  }

  private static func block(
    _ pieces: [Piece], _ open: String, _ close: String, _ text: inout String, _ indent: String
  ) {
    guard !pieces.isEmpty else {
      text += open + close
      return
    }
    let inner = indent + "  "
    text += open
    for (number, piece) in pieces.enumerated() {
      text += (number > 0 ? ",\n" : "\n") + inner + piece.head
      piece.value.write(to: &text, inner)
    }
    text += "\n" + indent + close
  }
}

extension JSONText {
  /// The shortest number that reads back as this one, to the bit.
  private static func shortest(_ value: Double) -> String {
    guard let whole = Int(exactly: value), whole.magnitude < 1 << 53, value.sign == .plus || whole != 0 else {
      return "\(value)"
    }
    return String(whole)
  }

  /// Whether all its numbers can be written.
  var isFinite: Bool {
    switch self {
    case .word: true
    case .number(let number): number.isFinite
    case .row(let list), .rows(let list): list.allSatisfy(\.isFinite)
    case .object(let members), .short(let members): members.allSatisfy { $0.value?.isFinite ?? true }
    }
  }

  static func whole(_ value: Int) -> JSONText { .word(String(value)) }

  /// A whole number, in quotes where readers of JSON may round it.
  static func exact(_ value: UInt64) -> JSONText { .word(value < 1 << 53 ? "\(value)" : "\"\(value)\"") }

  static func flag(_ value: Bool) -> JSONText { .word(value ? "true" : "false") }

  static func numbers(_ values: [Double]) -> JSONText { .row(values.map { .number($0) }) }

  static func string(_ text: String) -> JSONText {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar == "\u{2028}" || scalar == "\u{2029}":
        quoted += "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst()
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return .word(quoted + "\"")
  }
}
