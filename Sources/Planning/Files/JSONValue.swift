/// A value of a JSON5 text, and where it stands.
package struct JSONValue: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([JSONValue])
    case object([Member])
  }

  /// A key and its value, in the order of the text. A key may occur twice: `JSONDocument.duplicateKeys` finds it.
  package struct Member: Equatable, Sendable {
    package let key: String
    /// The bytes of the text that the key takes.
    package let keyBytes: Range<Int>
    package let value: JSONValue
  }

  package let content: Content
  /// The bytes of the text that the value takes.
  package let bytes: Range<Int>

  /// The value of a key of an object, the first if there are several; nil for other values.
  package subscript(key: String) -> JSONValue? { member(key)?.value }

  /// An element of a list; nil when there is none.
  package subscript(index: Int) -> JSONValue? {
    guard case .list(let values) = content, values.indices.contains(index) else { return nil }
    return values[index]
  }

  func member(_ key: String) -> Member? {
    guard case .object(let members) = content else { return nil }
    return members.first { $0.key == key }
  }
}
