/// A command line as words, split as a POSIX shell splits it, without anything else that a shell does: `$`, `*` and `;` are letters.
///
///     CommandWords("python3 'my paint.py' --size \"a \\\" b\"")?.words   // ["python3", "my paint.py", "--size", "a \" b"]
struct CommandWords {
  private(set) var words: [String] = []
  private var word: String?
  private var quote: Character?
  private var isEscaped = false

  /// Nil when there is no word, or a quotation mark has no partner.
  init?(_ line: String) {
    for letter in line { take(letter) }
    guard quote == nil, !isEscaped else { return nil }
    endWord()
    if words.first?.isEmpty != false || line.unicodeScalars.contains("\0") { return nil }
  }

  private mutating func take(_ letter: Character) {
    if isEscaped {
      // Between double quotation marks a backslash is a letter unless it guards something.
      if quote != nil && !"\"\\$`".contains(letter) { add("\\") }
      add(letter)
      isEscaped = false
    } else if letter == "\\" && quote != "'" {
      isEscaped = true
    } else if let open = quote {
      if letter == open { quote = nil } else { add(letter) }
    } else if letter == "'" || letter == "\"" {
      quote = letter
      word = word ?? ""
    } else if letter.isWhitespace {
      endWord()
    } else {
      add(letter)
    }
  }

  private mutating func add(_ letter: Character) { word = (word ?? "") + String(letter) }

  private mutating func endWord() {
    if let word { words.append(word) }
    word = nil
  }
}
