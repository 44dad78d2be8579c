/// Hides keys and passwords: values of environment variables that are named like one.
struct Secrets: Sendable {
  private static let words = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "AUTH"]
  /// Longest first, so that one that contains another is hidden whole.
  private let values: [String]

  init(environment: [String: String]) {
    values = environment.filter { name, value in
      let name = name.uppercased()
      // Shorter values would hide ordinary words, and paths are no secrets.
      return value.utf8.count >= 8 && !value.hasPrefix("/") && Self.words.contains { name.contains($0) }
    }.values.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  /// The text with every secret replaced by three stars.
  func hidden(in text: String) -> String {
    values.reduce(text) { $1.isEmpty ? $0 : $0.replacing($1, with: "***") }
  }
}
