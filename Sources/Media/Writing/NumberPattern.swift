/// A file name with a place for a number: %d, or %05d for five digits with zeros. What folders are called is no pattern.
struct NumberPattern {
  private let before: String
  private let after: String
  private let digits: Int

  init(_ pattern: String) throws {
    let start = pattern.lastIndex(of: "/").map { pattern.index(after: $0) } ?? pattern.startIndex
    let name = pattern[start...]
    let spot = name.firstRange(of: #/%(?:0([1-9]))?d/#)
    let digits = name.firstMatch(of: #/%(?:0([1-9]))?d/#)?.1.flatMap { Int($0) } ?? 0
    guard let spot, !name[spot.upperBound...].contains("%"), !name[..<spot.lowerBound].contains("%") else {
      throw MediaError(
        .wish,
        "\(pattern) does not say where the frame's number goes. Write one %05d in the file's name: frames/%05d.png.")
    }
    before = String(pattern[..<spot.lowerBound])
    after = String(pattern[spot.upperBound...])
    self.digits = digits
  }

  func name(_ number: Int) -> String {
    let text = String(number)
    return before + String(repeating: "0", count: max(0, digits - text.count)) + text + after
  }

  /// The number in a name that the pattern makes; nil for other names.
  func number(of name: String) -> Int? {
    guard name.hasPrefix(before), name.hasSuffix(after), name.utf8.count > before.utf8.count + after.utf8.count else {
      return nil
    }
    let digits = name.utf8.dropFirst(before.utf8.count).dropLast(after.utf8.count)
    guard digits.count < 16, digits.allSatisfy({ (48...57).contains($0) }), let number = Int(String(digits)!) else {
      return nil
    }
    return self.name(number) == name ? number : nil
  }
}
