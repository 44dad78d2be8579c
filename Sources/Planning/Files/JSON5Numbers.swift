/// Numbers: decimal with or without digits on either side of the point, hexadecimal, Infinity and NaN, all with a sign.
extension JSON5Parser {
  mutating func number() throws(Mistake) -> Double {
    let start = at
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let magnitude = try magnitude(start)
    guard isAtEnd || !goesOn else {
      throw Mistake(sentence: "expected a number, found \(text.characters(start..<endOfWord).shortened)", byte: start)
    }
    return isNegative ? -magnitude : magnitude
  }

  private mutating func magnitude(_ start: Int) throws(Mistake) -> Double {
    if peek == "I" || peek == "N" {
      switch try name() {
      case "Infinity": return .infinity
      case "NaN": return .nan
      default: at = start + 1
      }
    }
    let first = at
    if take("0"), take("x") || take("X") { return try hexadecimal(start) }
    at = first
    return try decimal(start)
  }

  private mutating func hexadecimal(_ start: Int) throws(Mistake) -> Double {
    let first = at
    var value = 0.0
    while !isAtEnd, peek.isASCII, let digit = Character(peek).hexDigitValue {
      value = value * 16 + Double(digit)
      at += 1
    }
    guard at > first else { throw notANumber(start) }
    return value
  }

  private mutating func decimal(_ start: Int) throws(Mistake) -> Double {
    let first = at
    let whole = skipDigits()
    guard whole <= 1 || text.bytes[first] != UInt8(ascii: "0") else {
      throw Mistake(sentence: "a number does not start with 0, except for 0 itself and 0.5", byte: start)
    }
    let fraction = take(".") ? skipDigits() : 0
    guard whole + fraction > 0 else { throw notANumber(start) }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      guard skipDigits() > 0 else { throw notANumber(start) }
    }
    // The standard library wants a digit on both sides of the point.
    let written = String(decoding: text.bytes[first..<at], as: UTF8.self)
    if whole > 0, fraction > 0 || !written.contains(".") { return Double(written) ?? .nan }
    let complete = (whole == 0 ? "0" : "") + written.replacing(".", with: fraction == 0 ? ".0" : ".")
    return Double(complete) ?? .nan
  }

  /// How many digits it went past.
  private mutating func skipDigits() -> Int {
    let first = at
    while !isAtEnd, 0x30...0x39 ~= text.bytes[at] { at += 1 }
    return at - first
  }

  /// What stands behind most numbers.
  private static func endsNumber(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x5D || byte == 0x0A || byte == 0x7D }

  private func notANumber(_ start: Int) -> Mistake {
    Mistake(
      sentence: "expected a number, found \(text.characters(start..<max(endOfWord, start + 1)).shortened)", byte: start)
  }

  /// Whether something stands right behind a number that would make it another word.
  private var goesOn: Bool { endOfWord > at }

  private var endOfWord: Int {
    if isAtEnd || Self.endsNumber(text.bytes[at]) { return at }
    var ahead = self
    while !ahead.isAtEnd {
      switch ahead.peek {
      case "0"..."9", "a"..."z", "A"..."Z", "_", "$", ".", "+", "-": ahead.skip()
      default: return ahead.at
      }
    }
    return ahead.at
  }
}
