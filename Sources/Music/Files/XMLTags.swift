/// The tags of an XML text, one after the other, with their attributes. Nothing else of XML is understood: a document
/// type is passed over with all that it declares, and no entity is known but the five that XML has itself and characters
/// by number, so that a text is never longer than its file and names no other.
struct XMLTags: Sequence, IteratorProtocol {
  struct Tag {
    let name: String
    let isEnd: Bool
    let attributes: [(name: String, value: String)]
    let byte: Int

    subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
  }

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next start or end tag; nil at the end of the text, or where a tag is cut off.
  mutating func next() -> Tag? {
    while let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = start + 1
      if skips("!--", to: "-->") || skips("![CDATA[", to: "]]>") || skips("?", to: "?>") { continue }
      if reads("!") {
        skipDeclaration()
        continue
      }
      return tag(start)
    }
    at = bytes.count
    return nil
  }

  private func reads(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

  private mutating func skips(_ start: String, to end: String) -> Bool {
    guard reads(start) else { return false }
    at += start.utf8.count
    let pattern = Array(end.utf8)
    while at < bytes.count {
      if bytes[at] == pattern[0], bytes[at...].starts(with: pattern) {
        at += pattern.count
        return true
      }
      at += 1
    }
    return true
  }

  /// `<!DOCTYPE …>` with its declarations in brackets.
  private mutating func skipDeclaration() {
    var depth = 0
    var quote: UInt8?
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">"):
        if depth <= 0 { return }
        depth -= 1
      default: break
      }
    }
  }

  private mutating func tag(_ start: Int) -> Tag? {
    let isEnd = at < bytes.count && bytes[at] == UInt8(ascii: "/")
    if isEnd { at += 1 }
    let name = word()
    var attributes: [(String, String)] = []
    while at < bytes.count {
      skipSpace()
      guard at < bytes.count else { return nil }
      if bytes[at] == UInt8(ascii: ">") {
        at += 1
        return Tag(name: name, isEnd: isEnd, attributes: attributes, byte: start)
      }
      let key = word()
      if key.isEmpty {
        at += 1
        continue
      }
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else { continue }
      at += 1
      skipSpace()
      guard at < bytes.count else { return nil }
      let quote = bytes[at]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { continue }
      guard let end = bytes[(at + 1)...].firstIndex(of: quote) else { return nil }
      attributes.append((key, Self.text(bytes[(at + 1)..<end])))
      at = end + 1
    }
    return nil
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] <= 32 { at += 1 }
  }

  private mutating func word() -> String {
    let start = at
    while at < bytes.count, !Self.endsWord(bytes[at]) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private static func endsWord(_ byte: UInt8) -> Bool { byte <= 32 || "=/>\"'<".utf8.contains(byte) }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let raw = String(decoding: bytes, as: UTF8.self)
    guard raw.contains("&") else { return raw }
    var text = ""
    var rest = raw[...]
    while let start = rest.firstIndex(of: "&") {
      text += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(12).firstIndex(of: ";"), let character = character(rest[..<end].dropFirst()) else {
        text.append("&")
        rest = rest.dropFirst()
        continue
      }
      text.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  private static func character(_ entity: Substring) -> Character? {
    let known: [Substring: Character] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    if let character = known[entity] { return character }
    guard entity.hasPrefix("#") else { return nil }
    let isHex = entity.hasPrefix("#x")
    return UInt32(entity.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init).map(
      Character.init)
  }
}
