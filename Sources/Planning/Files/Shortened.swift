extension String {
  /// One line for a sentence: at most forty characters, and nothing that would move a terminal's cursor.
  var shortened: String {
    let line = String(prefix(41)).printable
    return line.count > 40 ? line.prefix(39) + "…" : line
  }

  /// Control characters, except tabs, as U+FFFD.
  var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0 != "\t" && $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }
}
