import Geometry

/// Texts that are nearly right: changed in a few places, as values or as bytes.
enum Mutation {
  /// One to four values changed.
  static func tree(_ tree: TextTree, _ seed: Seed) -> TextTree {
    var tree = tree
    for change in 0...seed.at("changes").pick(0..<4) {
      let place = seed.at("change", change)
      let other = tree.value(place.at("other").pick(0..<tree.count))
      tree = tree.changing(place.at("value").pick(0..<tree.count)) { changed($0, other, place.at("kind")) }
    }
    return tree
  }

  private static func changed(_ value: TextTree, _ other: TextTree, _ seed: Seed) -> TextTree {
    switch (value, seed.at("how").pick(0..<6)) {
    case (_, 0): return other
    case (.object(var members), _) where !members.isEmpty:
      let index = seed.at("member").pick(0..<members.count)
      switch seed.at("object").pick(0..<4) {
      case 0: members.remove(at: index)
      case 1: members.append(TextTree.Member(members[index].key, other))
      case 2: members[index].value = other
      default: members[index].key += "x"
      }
      return .object(members)
    case (.list(var list), _) where !list.isEmpty:
      let index = seed.at("element").pick(0..<list.count)
      switch seed.at("list").pick(0..<4) {
      case 0: list.remove(at: index)
      case 1: list.insert(list[index], at: index)
      case 2: list.swapAt(index, seed.at("swap").pick(0..<list.count))
      default: list = Array(list.prefix(index))
      }
      return .list(list)
    case (.word(let word), 1...3): return .word(number(like: Double(word), seed))
    case (.string(let text), 1...3): return .string(String(text.shuffledBy(seed)))
    default: return .word(Extremes.words[seed.at("word").pick(0..<Extremes.words.count)])
    }
  }

  /// A number that is a little or much larger or smaller, or has the other sign.
  private static func number(like number: Double?, _ seed: Seed) -> String {
    guard let number, seed.at("near").unit < 0.6 else {
      return Extremes.words[seed.at("word").pick(0..<Extremes.words.count)]
    }
    let factors = [-1, 0.5, 2, 1.0001, 1 / 3.0, 1000, 1e-6]
    return "\(number * factors[seed.at("factor").pick(0..<factors.count)] + Double(seed.at("step").pick(-1..<2)))"
  }

  /// One to five stretches of bytes replaced, left out, doubled or moved.
  static func bytes(_ original: [UInt8], _ seed: Seed) -> [UInt8] {
    var bytes = original
    for change in 0...seed.at("changes").pick(0..<5) where !bytes.isEmpty {
      let place = seed.at("change", change)
      let start = place.at("start").pick(0..<bytes.count)
      let stretch = start..<min(bytes.count, start + place.at("length").pick(1..<40))
      switch place.at("kind").pick(0..<5) {
      case 0: bytes[start] = UInt8(place.at("byte").pick(0..<256))
      case 1: bytes[start] = Array("{}[],:'\"0-.e/*\\9".utf8)[place.at("sign").pick(0..<16)]
      case 2: bytes.removeSubrange(stretch)
      case 3: bytes.insert(contentsOf: bytes[stretch], at: start)
      default:
        let moved = Array(bytes[stretch])
        bytes.removeSubrange(stretch)
        bytes.insert(contentsOf: moved, at: place.at("other").pick(0..<bytes.count + 1))
      }
    }
    return bytes
  }
}

/// Words for values that somebody will write some day.
enum Extremes {
  static let words = [
    "0", "-0", "1", "-1", "0.5", "1e-12", "7e-9", "1e-300", "1e308", "-1e308", "1e400", "NaN", "Infinity", "-Infinity",
    "9223372036854775807", "-9223372036854775808", "9007199254740993", "4294967296", "1000000000", "2147483648",
    "86400", "64", "64.0000001", "0.1", "0.001", "0.9999999", "true", "null", "\"\"", "[]", "{}", "\"#2\"", "[0, 0]",
    "0x7fffffffffffffff", "+5", ".5", "5.", "\"30000/1001\"", "\"1/0\"",
  ]
}

extension String {
  /// Its characters with two of them exchanged, or one left out.
  fileprivate func shuffledBy(_ seed: Seed) -> String {
    var letters = Array(self)
    guard letters.count > 1 else { return self + "x" }
    let index = seed.at("letter").pick(0..<letters.count)
    if seed.at("leave out").unit < 0.5 { letters.remove(at: index) } else { letters.swapAt(0, index) }
    return String(letters)
  }
}
