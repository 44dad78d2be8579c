import Geometry

/// Changes what a text says, and leaves it JSON.
struct TreeMutator {
  private let seed: Seed

  init(_ seed: Seed) { self.seed = seed }

  /// One to four changes, mostly one.
  func mutated(_ tree: Tree) -> Tree {
    let changes = 1 + Int(4 * seed.at("changes").unit * seed.at("fewer").unit)
    return (0..<changes).reduce(tree) { changed($0, seed.at("change", $1)) }
  }

  private func changed(_ tree: Tree, _ seed: Seed) -> Tree {
    let (place, other) = (seed.at("place").pick(0..<tree.count), seed.at("other").pick(0..<tree.count))
    switch seed.at("kind").pick(0..<12) {
    case 0: return tree.replacing(place) { _ in [] }
    case 1: return tree.replacing(place) { [$0, $0] }
    case 2:
      let (one, two) = (tree[place], tree[other])
      return tree.replacing(place) { _ in [two] }.replacing(other) { _ in [one] }
    case 3:
      let copy = tree[other]
      return tree.replacing(place) { _ in [copy] }
    case 4: return tree.replacing(place) { _ in [nested(seed)] }
    case 5: return tree.replacing(place) { [.list([$0])] }
    case 6: return tree.replacing(place) { _ in [Extremes.any(seed.at("any"))] }
    case 7: return tree.replacing(place, reordered)
    default: return number(in: tree, seed)
    }
  }

  /// Another number in place of one, the next there is from a place on.
  private func number(in tree: Tree, _ seed: Seed) -> Tree {
    let start = seed.at("number").pick(0..<tree.count)
    for step in 0..<min(tree.count, 50) {
      let place = (start + step) % tree.count
      guard case .raw(let text) = tree[place], let number = Double(text) else { continue }
      return tree.replacing(place) { _ in [other(number, seed.at("extreme"))] }
    }
    return tree
  }

  private func other(_ number: Double, _ seed: Seed) -> Tree {
    switch seed.at("how").pick(0..<7) {
    case 0: .number(-number)
    case 1: .number(number + 1)
    case 2: .number(number - 1)
    case 3: .number(number * (1 + 1e-9 * seed.at("little").signed))
    case 4: .number(number * PortableMath.exp2(seed.at("much").signed * 20))
    default: Extremes.number(seed.at("which"))
    }
  }

  private func nested(_ seed: Seed) -> Tree {
    (0..<seed.at("depth").pick(1..<600)).reduce(.raw("0")) { inside, _ in .list([inside]) }
  }

  private func reordered(_ tree: Tree) -> [Tree] {
    if case .list(let values) = tree { [.list(values.reversed())] } else { [tree] }
  }
}

/// Values that are rarely thought of.
enum Extremes {
  private static let numbers = [
    "0", "-0", "-1", "1", "2", "0.5", "1e-3", "1e-6", "1e-9", "7e-9", "1e-12", "1e-300", "5e-324", "3", "64", "1000",
    "86400", "1e6", "999999999", "1000000000", "2000000000", "2147483648", "4294967296", "9007199254740991",
    "9007199254740993", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "1e18", "1e19", "-1e19",
    "1e100", "1e300", "1.7976931348623157e308", "1e999", "-1e999", "NaN", "Infinity", "-Infinity", "0x7fffffffffffffff",
  ]
  private static let words = [
    "true", "false", "null", "\"\"", "\"a\"", "\"1\"", "\"9223372036854775807/9223372036854775807\"",
    "\"1/9007199254740992\"", "\"-1/2\"", "[]", "{}", "[[]]", "\"\\u0000\"", "\"😀\"", "\"../..\"", "\"640x360.png\"",
  ]

  static func number(_ seed: Seed) -> Tree { .raw(numbers[seed.pick(0..<numbers.count)]) }
  static func word(_ seed: Seed) -> Tree { .raw(words[seed.pick(0..<words.count)]) }
  static func any(_ seed: Seed) -> Tree { seed.at("word").unit < 0.5 ? word(seed) : number(seed) }
}
