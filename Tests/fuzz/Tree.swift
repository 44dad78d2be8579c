import Planning

/// JSON on its way to being something else. Numbers keep their digits.
indirect enum Tree: Sendable {
  /// A number, a word, or anything at all.
  case raw(String)
  case string(String)
  case list([Tree])
  /// A key may come twice.
  case object([(key: String, value: Tree)])

  init(_ value: JSONValue, of bytes: [UInt8]) {
    switch value.content {
    case .null, .bool, .number: self = .raw(String(decoding: bytes[value.bytes], as: UTF8.self))
    case .string(let text): self = .string(text)
    case .list(let values): self = .list(values.map { Tree($0, of: bytes) })
    case .object(let members): self = .object(members.map { ($0.key, Tree($0.value, of: bytes)) })
    }
  }

  static func number(_ number: Double) -> Tree { .raw(Int(exactly: number).map(String.init) ?? "\(number)") }

  var text: String {
    switch self {
    case .raw(let text): text
    case .string(let text): Tree.quoted(text)
    case .list(let values): "[\(values.map(\.text).joined(separator: ", "))]"
    case .object(let members):
      "{\(members.map { "\(Tree.quoted($0.key)): \($0.value.text)" }.joined(separator: ", "))}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case ..<" ": "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// How many values there are in it, itself among them.
  var count: Int {
    switch self {
    case .raw, .string: 1
    case .list(let values): values.reduce(1) { $0 + $1.count }
    case .object(let members): members.reduce(1) { $0 + $1.value.count }
    }
  }

  /// A value by its place in reading order.
  subscript(place: Int) -> Tree {
    var found = self
    _ = replacing(place) {
      found = $0
      return [$0]
    }
    return found
  }

  /// With other values in place of the one at a place in reading order: none, or one or more.
  func replacing(_ place: Int, _ change: (Tree) -> [Tree]) -> Tree {
    var left = place
    return replaced(&left, change).first ?? .raw("null")
  }

  private func replaced(_ left: inout Int, _ change: (Tree) -> [Tree]) -> [Tree] {
    left -= 1
    if left == -1 { return change(self) }
    switch self {
    case .raw, .string: return [self]
    case .list(let values): return [.list(values.flatMap { $0.replaced(&left, change) })]
    case .object(let members):
      return [.object(members.flatMap { key, value in value.replaced(&left, change).map { (key, $0) } })]
    }
  }
}
