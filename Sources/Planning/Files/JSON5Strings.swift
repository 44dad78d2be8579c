/// Strings and names.
extension JSON5Parser {
  /// A string in single or double quotes.
  mutating func string() throws(Mistake) -> String {
    let start = at
    let quote = peek
    at += 1
    if let plain = plain(UInt8(ascii: quote)) { return plain }
    var scalars = String.UnicodeScalarView()
    while !take(quote) {
      guard !isAtEnd, peek != "\n", peek != "\r" else {
        throw Mistake(
          sentence: "expected a \(quote) at the end of this string, found the end of the \(isAtEnd ? "file" : "line")",
          byte: start)
      }
      if peek == "\\" {
        if let scalar = try escape() { scalars.append(scalar) }
      } else {
        scalars.append(peek)
        skip()
      }
    }
    return String(scalars)
  }

  /// A string up to its quote at once, as most are, with nothing in it that means something else; nil, and nothing taken, otherwise.
  private mutating func plain(_ quote: UInt8) -> String? {
    var end = at
    while end < text.bytes.count, text.bytes[end] != quote {
      if text.bytes[end] == UInt8(ascii: "\\") || text.bytes[end] == 10 || text.bytes[end] == 13 { return nil }
      end += 1
    }
    guard end < text.bytes.count else { return nil }
    defer { at = end + 1 }
    return String(decoding: text.bytes[at..<end], as: UTF8.self)
  }

  /// A name as in ECMAScript 5.1: letters, `$`, `_`, and digits after the first. Nil when none starts here.
  mutating func name() throws(Mistake) -> String? {
    var scalars = String.UnicodeScalarView()
    while !isAtEnd {
      let start = at
      var scalar = peek
      if scalar == "\\" {
        at += 1
        guard take("u") else { throw Mistake(sentence: "expected \\u and four digits, found \\", byte: start) }
        scalar = try codePoint(start)
      } else {
        skip()
      }
      guard scalars.isEmpty ? scalar.startsName : scalar.continuesName else {
        at = start
        break
      }
      scalars.append(scalar)
    }
    return scalars.isEmpty ? nil : String(scalars)
  }

  /// What a backslash and the characters after it mean; nil for a line that goes on in the next.
  private mutating func escape() throws(Mistake) -> Unicode.Scalar? {
    let start = at
    at += 1
    guard !isAtEnd else { return nil }
    let letter = peek
    skip()
    switch letter {
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "x": return Unicode.Scalar(try digits(2, start))
    case "u": return try codePoint(start)
    case "0" where isAtEnd || !("0"..."9" ~= peek): return "\0"
    case "0"..."9": throw Mistake(sentence: "\\\(letter) means nothing; write \\u and four digits", byte: start)
    case "\r":
      _ = take("\n")
      return nil
    case _ where letter.endsLine: return nil
    default: return letter
    }
  }

  /// Four digits after `\u`, and a second `\u` where the first is half a pair.
  private mutating func codePoint(_ start: Int) throws(Mistake) -> Unicode.Scalar {
    let first = try digits(4, start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, take("\\"), take("u") {
      let second = try digits(4, start)
      if 0xDC00..<0xE000 ~= second { return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))! }
    }
    throw Mistake(sentence: "this is half a character, expected a pair such as \\uD83D\\uDE00", byte: start)
  }

  private mutating func digits(_ count: Int, _ start: Int) throws(Mistake) -> UInt32 {
    var bits: UInt32 = 0
    for _ in 0..<count {
      guard let digit = isAtEnd ? nil : Character(peek).hexDigitValue, peek.isASCII else {
        throw Mistake(sentence: "expected \(count) digits 0 … F after this, found \(found)", byte: start)
      }
      bits = bits << 4 | UInt32(digit)
      at += 1
    }
    return bits
  }
}

extension Unicode.Scalar {
  fileprivate var startsName: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "$", "_": return true
    case _ where isASCII: return false
    default: break
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber: return true
    default: return false
    }
  }

  fileprivate var continuesName: Bool {
    if startsName || "0"..."9" ~= self { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber, .connectorPunctuation: return true
    default: return self == "\u{200C}" || self == "\u{200D}"
    }
  }
}
