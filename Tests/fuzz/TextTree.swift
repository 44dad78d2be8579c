import Planning

/// A JSON text as a tree that can be changed and written.
indirect enum TextTree {
  /// A word as it stands: a number, true, null, or nonsense.
  case word(String)
  case string(String)
  case list([TextTree])
  case object([Member])

  struct Member {
    var key: String
    var value: TextTree

    init(_ key: String, _ value: TextTree) {
      self.key = key
      self.value = value
    }
  }

  init(_ value: JSONValue) {
    switch value.content {
    case .null: self = .word("null")
    case .bool(let flag): self = .word("\(flag)")
    case .number(let number): self = .word(Int(exactly: number).map { "\($0)" } ?? "\(number)")
    case .string(let text): self = .string(text)
    case .list(let list): self = .list(list.map(TextTree.init))
    case .object(let members): self = .object(members.map { Member($0.key, TextTree($0.value)) })
    }
  }

  var text: String {
    switch self {
    case .word(let word): word
    case .string(let text): TextTree.quoted(text)
    case .list(let list): "[" + list.map(\.text).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { TextTree.quoted($0.key) + ": " + $0.value.text }.joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.unicodeScalars.map { $0 == "\"" || $0 == "\\" || $0.value < 32 ? "\\u" + hex($0.value) : "\($0)" }.joined()
      + "\""
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// How many values it holds, itself among them.
  var count: Int {
    switch self {
    case .word, .string: 1
    case .list(let list): list.reduce(1) { $0 + $1.count }
    case .object(let members): members.reduce(1) { $0 + $1.value.count }
    }
  }

  /// The same with one of its values, by number from the top, changed.
  func changing(_ number: Int, _ change: (TextTree) -> TextTree) -> TextTree {
    if number == 0 { return change(self) }
    var rest = number - 1
    func inside(_ value: TextTree) -> TextTree {
      defer { rest -= value.count }
      return rest >= 0 && rest < value.count ? value.changing(rest, change) : value
    }
    switch self {
    case .word, .string: return self
    case .list(let list): return .list(list.map(inside))
    case .object(let members): return .object(members.map { Member($0.key, inside($0.value)) })
    }
  }

  /// One of its values by number.
  func value(_ number: Int) -> TextTree {
    var found = self
    _ = changing(number) { value in
      found = value
      return value
    }
    return found
  }
}
