/// What stands in lyrics and subtitles beside words.
enum LyricsTags {
  /// Without tags such as `<i>`, `<00:12.30>`, `<v Fred>` and `{\an8}`, with WebVTT's characters by name as they are, and
  /// without space around each line and empty lines.
  static func stripped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var words: [UInt8] = []
    words.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      if let end = tagEnd(bytes, at) {
        at = end
      } else if let (character, end) = named(bytes, at) {
        words += character
        at = end
      } else {
        words.append(bytes[at])
        at += 1
      }
    }
    let lines = words.split { $0 == 10 || $0 == 13 }.map(\.trimmed).filter { !$0.isEmpty }
    return String(decoding: Array(lines.joined(separator: [10])), as: UTF8.self)
  }

  /// The most bytes of a tag.
  private static let longest = 200

  /// Where a tag that begins here ends; nil where none does.
  private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    let isBrace = bytes[start] == UInt8(ascii: "{")
    guard isBrace || bytes[start] == UInt8(ascii: "<"), start + 1 < bytes.count else { return nil }
    let last: UInt8 = isBrace ? UInt8(ascii: "}") : UInt8(ascii: ">")
    let reach = bytes[(start + 1)..<min(bytes.count, start + longest)]
    guard let end = reach.firstIndex(where: { $0 == last || $0 == bytes[start] }), bytes[end] == last else {
      return nil
    }
    let inside = bytes[(start + 1)..<end]
    let isTag: Bool
    if isBrace {
      isTag = inside.first == UInt8(ascii: "\\")
    } else {
      let name = inside.first == UInt8(ascii: "/") ? inside.dropFirst() : inside
      let isWord = name.first.map { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") } ?? false
      let isTime = inside.contains(UInt8(ascii: ":")) && inside.allSatisfy { "0123456789:.".utf8.contains($0) }
      isTag = isWord || isTime
    }
    return isTag ? end + 1 : nil
  }

  /// A character that is written by its name here, and where its name ends.
  private static func named(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int)? {
    guard bytes[start] == UInt8(ascii: "&") else { return nil }
    let rest = bytes[start...].prefix(8)
    for (name, character) in names where rest.starts(with: name) { return (character, start + name.count) }
    return nil
  }

  private static let names: [([UInt8], [UInt8])] = [
    ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&"),
  ].map { (Array($0.utf8), Array($1.utf8)) }
}

extension ArraySlice<UInt8> {
  /// Without spaces, control characters and the mark of byte order around it.
  var trimmed: ArraySlice<UInt8> {
    var rest = self
    while true {
      if let first = rest.first, first <= 32 {
        rest = rest.dropFirst()
      } else if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
        rest = rest.dropFirst(3)
      } else if let last = rest.last, last <= 32 {
        rest = rest.dropLast()
      } else {
        return rest
      }
    }
  }
}
