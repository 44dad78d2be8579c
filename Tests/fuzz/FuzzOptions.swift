/// What is to be tried.
struct FuzzOptions {
  enum Kind: String, CaseIterable { case storyboard, preset, plan }

  private(set) var kind: Kind?
  private(set) var numbers = 0..<3000
  private(set) var seed: UInt64 = 1
  private(set) var cpuSeconds = 2.0
  private(set) var megabytes = 300
  private(set) var shows = false
  private(set) var isOneProcess = false

  /// Nil for words that are not understood.
  init?(_ words: [String]) {
    var (from, count) = (0, 3000)
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--show": shows = true
      case "--one-process": isOneProcess = true
      default:
        guard let value = rest.popFirst(), let number = Double(value) ?? (word == "--kind" ? 0 : nil), number >= 0
        else { return nil }
        switch word {
        case "--kind": kind = Kind(rawValue: value)
        case "--from": from = Int(number)
        case "--count": count = Int(number)
        case "--seed": seed = UInt64(number)
        case "--cpu": cpuSeconds = number
        case "--megabytes": megabytes = Int(number)
        default: return nil
        }
        if word == "--kind", kind == nil { return nil }
      }
    }
    numbers = from..<from + count
  }

  /// The same from another number on, as words.
  func words(from number: Int) -> [String] {
    (kind.map { ["--kind", $0.rawValue] } ?? []) + [
      "--from", "\(number)", "--count", "\(numbers.upperBound - number)", "--seed", "\(seed)", "--cpu", "\(cpuSeconds)",
      "--megabytes", "\(megabytes)",
    ]
  }
}
