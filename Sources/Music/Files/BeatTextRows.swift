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
  init(_ text: String) throws {
    var line = 0
    for part in Self.lines(text) {
      line += 1
      let content = part.trimmed
      if content.isEmpty { continue }
      if content.hasPrefix("#") {
        comments.append((line, content.drop { $0 == "#" }.trimmed))
        continue
      }
      // Audacity writes the frequencies of a label in a line below it.
      if content.hasPrefix("\\") { continue }
      let hasTabs = part.utf8.contains(UInt8(ascii: "\t"))
      let fields = Self.fields(hasTabs ? String(part) : content)
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
    guard text.utf8.allSatisfy({ ("0"..."9").contains(Character(Unicode.Scalar($0))) || "+-.eE".utf8.contains($0) })
    else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Lines that end with LF, CR LF or CR.
  private static func lines(_ text: String) -> [Substring] {
    var lines: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    var at = start
    while at < bytes.endIndex {
      let byte = bytes[at]
      let next = bytes.index(after: at)
      if byte == 10 || byte == 13 {
        lines.append(text[start..<at])
        at = byte == 13 && next < bytes.endIndex && bytes[next] == 10 ? bytes.index(after: next) : next
        start = at
      } else {
        at = next
      }
    }
    return lines + [text[start...]]
  }

  private static func fields(_ line: String) -> [String] {
    let parts: [Substring]
    if line.contains("\t") {
      parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    } else if line.contains(",") || line.contains(";") {
      parts = line.split(omittingEmptySubsequences: false) { $0 == "," || $0 == ";" }
    } else {
      parts = line.split { $0 == " " }
    }
    let fields = parts.map { part in
      let field = part.trimmed
      return field.count > 1 && field.hasPrefix("\"") && field.hasSuffix("\"")
        ? String(field.dropFirst().dropLast()) : field
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
