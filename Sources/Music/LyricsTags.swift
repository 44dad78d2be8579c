/// What stands in lyrics and subtitles beside words.
enum LyricsTags {
  /// Without tags such as `<i>`, `<00:12.30>`, `<v Fred>` and `{\an8}`, with WebVTT's characters by name as they are, and
  /// without space around each line and empty lines.
  static func stripped(_ text: String) -> String {
    var words = text.contains("<") ? text.replacing(/<\/?(?:[A-Za-z][^<>]*|[0-9:.]*:[0-9:.]*)>/, with: "") : text
    if words.contains("{\\") { words = words.replacing(/\{\\[^{}]*\}/, with: "") }
    if words.contains("&") {
      for (name, character) in names { words = words.replacing(name, with: character) }
    }
    let lines = words.split { $0.isNewline }.map(\.trimmed).filter { !$0.isEmpty }
    return lines.joined(separator: "\n")
  }

  /// "&amp;" is the last one, so that nothing is taken twice.
  private static let names = [
    ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&"),
  ]
}
