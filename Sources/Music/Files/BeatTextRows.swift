/// The lines of a text of beats, as fields: what every program's form has in common.
struct BeatTextRows {
  struct Row {
    /// From 1.
    let line: Int
    /// Without quotes and the space around them; at least one.
    let fields: [String]
    /// The first field, in seconds.
    let time: Double
    let hasTabs: Bool

    func number(_ field: Int) -> Double? { fields.indices.contains(field) ? BeatTextRows.number(fields[field]) : nil }
  }

  private(set) var rows: [Row] = []
  /// What stands after `#`, with its line.
  private(set) var comments: [(line: Int, text: String)] = []

  /// Throws `MusicProblem` for a line that does not begin with a time, unless it is the head of the columns.
  init(_ bytes: [UInt8]) throws {
    var line = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
      let part = bytes[start..<end]
      // A line ends with LF, CR LF or CR.
      let isPair = end + 1 < bytes.count && bytes[end] == 13 && bytes[end + 1] == 10
      start = end + (isPair ? 2 : 1)
      line += 1
      let content = part.trimmed
      guard let first = content.first else { continue }
      if first == UInt8(ascii: "#") {
        comments.append((line, Self.text(content.drop { $0 == UInt8(ascii: "#") }.trimmed)))
        continue
      }
      // Audacity writes the frequencies of a label in a line below it.
      if first == UInt8(ascii: "\\") { continue }
      let hasTabs = part.contains(UInt8(ascii: "\t"))
      let fields = Self.fields(hasTabs ? part : content, hasTabs)
      guard let time = Self.number(fields[0]) else {
        if rows.isEmpty, Self.isHead(fields[0]) { continue }
        throw Self.noTime(fields[0], line)
      }
      guard abs(time) <= MusicLimits.seconds else {
        throw MusicProblem(
          "the time is \(fields[0].brief), expected seconds, not samples or milliseconds. Export times in seconds.",
          line: line)
      }
      rows.append(Row(line: line, fields: fields, time: time, hasTabs: hasTabs))
    }
  }

  /// A finite decimal number.
  static func number(_ text: String) -> Double? {
    let isDecimal =
      text.utf8.count <= 64
      && text.utf8.allSatisfy { byte in
        (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || "+-.eE".utf8.contains(byte)
      }
    guard isDecimal else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func fields(_ line: ArraySlice<UInt8>, _ hasTabs: Bool) -> [String] {
    let commas = Array(",;".utf8)
    let parts: [ArraySlice<UInt8>]
    if hasTabs {
      parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    } else if line.contains(where: { commas.contains($0) }) {
      parts = line.split(omittingEmptySubsequences: false) { commas.contains($0) }
    } else {
      parts = line.split(separator: UInt8(ascii: " "))
    }
    let quote = UInt8(ascii: "\"")
    let fields = parts.map { part in
      let field = part.trimmed
      return text(field.count > 1 && field.first == quote && field.last == quote ? field.dropFirst().dropLast() : field)
    }
    return fields.isEmpty ? [""] : fields
  }

  private static func isHead(_ field: String) -> Bool {
    let word = field.lowercased()
    return ["time", "start", "onset", "beat", "sec"].contains { word.contains($0) }
  }

  private static func noTime(_ field: String, _ line: Int) -> MusicProblem {
    if field.contains(","), number(field.replacing(",", with: ".")) != nil {
      return MusicProblem("the time is \"\(field.brief)\" with a comma. Write it with a point.", line: line)
    }
    if field.contains(":") {
      return MusicProblem(
        "the time is \"\(field.brief)\", expected seconds such as 83.5. Write minutes as seconds.", line: line)
    }
    return MusicProblem(
      "begins with \"\(field.brief)\", expected a time in seconds. Put # before what is no beat.", line: line)
  }
}

extension StringProtocol {
  /// Without space, tabs and the mark of byte order around it.
  var trimmed: String {
    func isSpace(_ character: Character) -> Bool { character.isWhitespace || character == "\u{FEFF}" }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
