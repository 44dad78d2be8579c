/// A file name with a place for a number: %d, or %05d for five digits with zeros.
struct NumberPattern {
  private let before: String
  private let after: String
  private let digits: Int

  init(_ pattern: String) throws {
    let spot = pattern.firstRange(of: #/%(?:0([1-9]))?d/#)
    let digits = pattern.firstMatch(of: #/%(?:0([1-9]))?d/#)?.1.flatMap { Int($0) } ?? 0
    guard let spot, !pattern[spot.upperBound...].contains("%"), !pattern[..<spot.lowerBound].contains("%"),
      !pattern[spot.upperBound...].contains("/")
    else {
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
}
