/// Finds the word that a person probably meant.
package enum NearestWord {
  /// "did you mean …" with the nearest known word, or "expected one of …" when none is near. Follows a comma.
  package static func advice(for word: String, among known: [String]) -> String {
    if let nearest = nearest(to: word, among: known) { return "did you mean \"\(nearest)\"?" }
    return known.isEmpty ? "there is none" : "expected one of \(known.joined(separator: ", "))"
  }

  /// The known word that differs least, the first of several; nil when even it differs in more than a third of its letters.
  package static func nearest(to word: String, among known: [String]) -> String? {
    guard word.count <= 64 else { return nil }
    let distances = known.map { (word: $0, edits: distance(word.lowercased(), $0.lowercased())) }
    guard let best = distances.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= max(1, best.word.count / 3) ? best.word : nil
  }

  /// How many letters have to be put in, left out, replaced, or swapped with their neighbour (Damerau and Levenshtein; a letter that
  /// was swapped is not touched again).
  ///
  ///     NearestWord.distance("ocatve", "octaves")   // 2
  package static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [[Int](0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var edits = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        let isSwap = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]
        if isSwap { edits = min(edits, rows[i - 1][j - 1] + 1) }
        row.append(edits)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
