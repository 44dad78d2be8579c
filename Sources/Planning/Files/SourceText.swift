/// The bytes of a text and where its lines start, so that a byte can be shown to a person.
struct SourceText: Equatable, Sendable {
  let bytes: [UInt8]
  /// The first byte of every line. A line ends with LF, CR LF or CR.
  private let lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let endsLine = byte == 10 || (byte == 13 && (index + 1 == bytes.count || bytes[index + 1] != 10))
      if endsLine { starts.append(index + 1) }
    }
    lineStarts = starts
  }

  /// The line and column of a byte, both from 1; columns count characters.
  func position(_ byte: Int) -> (line: Int, column: Int) {
    let line = line(of: byte)
    let before = lineStarts[line]..<byte
    // Of ASCII every byte of a line is a character; lines may be very long.
    let isASCII = bytes[before].allSatisfy { $0 < 0x80 }
    return (line + 1, (isASCII ? before.count : characters(before).count) + 1)
  }

  func problem(_ sentence: String, at byte: Int, file: String?) -> Problem {
    let (line, column) = position(byte)
    return Problem(sentence, file: file, line: line, column: column, excerpt: excerpt(byte))
  }

  /// The text of some bytes; what is not UTF-8 becomes U+FFFD.
  func characters(_ range: Range<Int>) -> String {
    // The mark of byte order at the very start is no character of the text.
    let hasMark = range.lowerBound == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let start = min(range.lowerBound + (hasMark ? 3 : 0), range.upperBound)
    return String(decoding: bytes[start..<range.upperBound], as: UTF8.self)
  }

  /// The line that a byte is in, indented by four, with a caret below. Of a long line only the part around the byte is shown.
  func excerpt(_ byte: Int) -> String {
    let line = line(of: byte)
    let before = Array(characters(near(byte, in: line)).printable.drop(while: \.isWhitespace))
    let after = Array(characters(byte..<max(byte, min(lineEnd(line), byte + Self.far))).printable)
    let left = before.count > 60 ? ["…"] + before.suffix(59) : before[...]
    let right = after.count > 40 ? after.prefix(39) + ["…"] : after[...]
    // Tabs stay tabs above the caret, whatever width the terminal gives them.
    let indent = left.map { $0 == "\t" ? "\t" : " " as Character }
    return "    " + String(left) + String(right) + "\n    " + String(indent) + "^"
  }

  /// Bytes on one side of a place of which not all are shown.
  private static let far = 2000

  /// The bytes of a line before one of its bytes, at most some, from the start of a character.
  private func near(_ byte: Int, in line: Int) -> Range<Int> {
    var start = max(lineStarts[line], byte - Self.far)
    while start < byte, bytes[start] & 0xC0 == 0x80 { start += 1 }
    return start..<byte
  }

  /// The first byte that is not UTF-8.
  var firstInvalidByte: Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var source = bytes.makeIterator()
    var parser = UTF8.ForwardParser()
    var byte = 0
    while case .valid(let scalar) = parser.parseScalar(from: &source) { byte += scalar.count }
    return byte
  }

  private func line(of byte: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= byte { low = middle } else { high = middle }
    }
    return low
  }

  private func lineEnd(_ line: Int) -> Int {
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > lineStarts[line], bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    return end
  }
}
