/// A prompt as words, some of them denied.
struct PromptText {
  /// A word, or a phrase that is known; in lower case and as it stands in the table.
  struct Term: Equatable {
    var word: String
    var isDenied: Bool
  }

  let terms: [Term]

  /// - Parameter isKnown: whether a word or a phrase of several means something.
  init(_ text: String, isKnown: (String) -> Bool) {
    var terms: [Term] = []
    for clause in PromptText.clauses(text) {
      var rest = clause[...]
      var isDenied = false
      var deniesNext = false
      while !rest.isEmpty {
        let (word, count) = PromptText.term(rest, isKnown)
        rest = rest.dropFirst(count)
        if PromptWords.negations.contains(word) {
          isDenied = true
        } else if word == "or" || word == "nor" {
          isDenied = deniesNext
        } else if !PromptWords.glue.contains(word) || isKnown(word) {
          terms.append(Term(word: word, isDenied: isDenied))
          // "No clouds or rain" denies both, "no clouds and rain" only one.
          deniesNext = isDenied
          isDenied = false
        }
      }
    }
    self.terms = terms
  }

  /// The longest phrase that is known, or one word; and how many words that is.
  private static func term(_ words: ArraySlice<String>, _ isKnown: (String) -> Bool) -> (word: String, count: Int) {
    for count in stride(from: min(3, words.count), through: 1, by: -1) {
      let phrase = words.prefix(count).joined(separator: " ")
      for form in forms(phrase) where isKnown(form) { return (form, count) }
    }
    return (words.first!, 1)
  }

  /// A word, and what it may be the plural of.
  private static func forms(_ word: String) -> [String] {
    var forms = [word]
    if word.hasSuffix("ves") { forms.append(word.dropLast(3) + "f") }
    if word.hasSuffix("ies") { forms.append(word.dropLast(3) + "y") }
    if word.hasSuffix("es") { forms.append(String(word.dropLast(2))) }
    if word.hasSuffix("s") { forms.append(String(word.dropLast())) }
    return forms
  }

  /// The text cut at its commas and stops, in words of letters and digits.
  private static func clauses(_ text: String) -> [[String]] {
    text.lowercased().split { ",;.:!?\n".contains($0) }.map { clause in
      clause.split { !($0.isLetter || $0.isNumber || $0 == "'" || $0 == "’") }.map { word in
        // "The mountain's" is "the mountain".
        String(word.prefix { $0 != "'" && $0 != "’" })
      }
      .filter { !$0.isEmpty }
    }
  }
}
