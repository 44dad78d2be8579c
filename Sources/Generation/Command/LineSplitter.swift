/// Bytes as lines, however they come in pieces.
struct LineSplitter {
  /// Of a line, in bytes.
  let longest: Int
  /// What ends a line.
  let ends: [UInt8]
  private var rest: [UInt8] = []

  init(longest: Int, ends: String) {
    self.longest = longest
    self.ends = Array(ends.utf8)
  }

  /// Whether the line that has begun is longer than allowed.
  var isTooLong: Bool { rest.count > longest }

  /// The lines that are complete now, without their ends.
  mutating func lines(adding bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var bytes = bytes
    while let end = bytes.firstIndex(where: ends.contains) {
      lines.append(rest + bytes[..<end])
      rest = []
      bytes = bytes[(end + 1)...]
    }
    rest += bytes
    return lines
  }

  /// What stands after the last end of a line, and forgets it; nil when there is nothing.
  mutating func remainder() -> [UInt8]? {
    defer { rest = [] }
    return rest.isEmpty ? nil : rest
  }
}
