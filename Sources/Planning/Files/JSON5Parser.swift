/// Reads JSON5 (json5.org, version 1.0.0) from bytes, and stops at the first mistake.
///
/// This file holds blanks, comments, objects and lists; strings, numbers and names have files of their own.
struct JSON5Parser {
  /// Where the text stops being JSON5, and why.
  struct Mistake: Error {
    let sentence: String
    let byte: Int
  }

  /// Lists and objects inside one another; a bound on the parser's own recursion.
  static let deepest = 200

  let text: SourceText
  var at = 0

  init(_ text: SourceText) { self.text = text }

  mutating func document() throws(Mistake) -> JSONValue {
    try skipBlanks()
    guard !isAtEnd else { throw mistake("there is nothing in this file, expected { … }") }
    let root = try value(depth: 0)
    try skipBlanks()
    guard isAtEnd else { throw mistake("expected nothing more, found \(found)") }
    return root
  }

  mutating func value(depth: Int) throws(Mistake) -> JSONValue {
    guard depth <= Self.deepest else {
      throw mistake("more than \(Self.deepest) lists and objects stand inside one another here")
    }
    let start = at
    let content: JSONValue.Content =
      switch peek {
      case "{": .object(try members(depth: depth))
      case "[": .list(try elements(depth: depth))
      case "\"", "'": .string(try string())
      case "0"..."9", "+", "-", ".": .number(try number())
      default: try word()
      }
    return JSONValue(content: content, bytes: start..<at)
  }

  private mutating func members(depth: Int) throws(Mistake) -> [JSONValue.Member] {
    let opening = at
    var members: [JSONValue.Member] = []
    at += 1
    while try !closes("}", "a key or }", opening) {
      let start = at
      let key = try key()
      let keyBytes = start..<at
      try skipBlanks()
      guard peek == ":" else { throw mistake("expected a colon after \(key), found \(found)") }
      at += 1
      try skipBlanks()
      members.append(JSONValue.Member(key: key, keyBytes: keyBytes, value: try value(depth: depth + 1)))
      try comma(or: "}", opening)
    }
    return members
  }

  private mutating func elements(depth: Int) throws(Mistake) -> [JSONValue] {
    let opening = at
    var elements: [JSONValue] = []
    at += 1
    while try !closes("]", "a value or ]", opening) {
      elements.append(try value(depth: depth + 1))
      try comma(or: "]", opening)
    }
    return elements
  }

  /// Whether the list or object ends here; then its bracket is taken.
  private mutating func closes(_ bracket: Unicode.Scalar, _ expected: String, _ opening: Int) throws(Mistake) -> Bool {
    try skipBlanks()
    guard !isAtEnd else { throw unclosed(bracket, opening) }
    guard peek == bracket else { return false }
    at += 1
    return true
  }

  /// Takes the comma after an element, which the last one need not have.
  private mutating func comma(or bracket: Unicode.Scalar, _ opening: Int) throws(Mistake) {
    try skipBlanks()
    guard !isAtEnd else { throw unclosed(bracket, opening) }
    if peek == "," {
      at += 1
    } else if peek != bracket {
      throw mistake("expected a comma or \(bracket), found \(found)")
    }
  }

  private func unclosed(_ bracket: Unicode.Scalar, _ opening: Int) -> Mistake {
    Mistake(
      sentence: "expected a \(bracket) for this \(bracket == "}" ? "{" : "["), found the end of the file", byte: opening
    )
  }

  private mutating func key() throws(Mistake) -> String {
    if peek == "\"" || peek == "'" { return try string() }
    guard let name = try name() else { throw mistake("expected a key or }, found \(found)") }
    return name
  }

  /// A value that is a bare word.
  private mutating func word() throws(Mistake) -> JSONValue.Content {
    let start = at
    guard let name = try name() else { throw mistake("expected a value, found \(found)") }
    switch name {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "Infinity": return .number(.infinity)
    case "NaN": return .number(.nan)
    default: throw Mistake(sentence: "expected a value, found \(name); words stand in quotes", byte: start)
    }
  }
}

// MARK: - Looking at the text

extension JSON5Parser {
  var isAtEnd: Bool { at >= text.bytes.count }

  /// The scalar that comes next; NUL, which no rule expects, at the end. The text is UTF-8: the document has seen to it.
  var peek: Unicode.Scalar {
    guard !isAtEnd else { return "\0" }
    let first = text.bytes[at]
    if first < 0x80 { return Unicode.Scalar(first) }
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var bits = UInt32(first) & (0x7F >> UInt32(count))
    for byte in text.bytes[(at + 1)..<(at + count)] { bits = bits << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(bits)!
  }

  /// Goes past the scalar that comes next.
  mutating func skip() { at += UTF8.width(peek) }

  /// Goes past one character if it is the next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard !isAtEnd, peek == scalar else { return false }
    at += UTF8.width(scalar)
    return true
  }

  func mistake(_ sentence: String) -> Mistake { Mistake(sentence: sentence, byte: at) }

  /// What comes next, in words.
  var found: String {
    guard !isAtEnd else { return "the end of the file" }
    var ahead = self
    if let name = try? ahead.name() { return name.shortened }
    switch peek {
    case "0"..."9", "+", "-", ".": return "a number"
    case "\"", "'": return "a string"
    default: return String(peek).shortened
    }
  }

  /// Goes past spaces, ends of lines and comments.
  mutating func skipBlanks() throws(Mistake) {
    while !isAtEnd {
      switch text.bytes[at] {
      case 0x09...0x0D, 0x20: at += 1
      case 0x2F: try skipComment()
      case 0x80...: if peek.isBlank { skip() } else { return }
      default: return
      }
    }
  }

  private mutating func skipComment() throws(Mistake) {
    let start = at
    at += 1
    if take("/") {
      while !isAtEnd, !peek.endsLine { skip() }
    } else if take("*") {
      while !(take("*") && take("/")) {
        guard !isAtEnd else {
          throw Mistake(sentence: "expected a */ for this comment, found the end of the file", byte: start)
        }
        if peek != "*" { skip() }
      }
    } else {
      throw Mistake(sentence: "expected // or /* for a comment, found /", byte: start)
    }
  }
}

extension Unicode.Scalar {
  var endsLine: Bool { self == "\n" || self == "\r" || self == "\u{2028}" || self == "\u{2029}" }

  /// Beyond ASCII: the mark of byte order, separators of lines and paragraphs, every kind of space.
  fileprivate var isBlank: Bool {
    self == "\u{FEFF}" || endsLine || properties.generalCategory == .spaceSeparator
  }
}
