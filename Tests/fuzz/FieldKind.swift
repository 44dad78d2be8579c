import Geometry
import Planning

/// A key of an object and what it may hold.
struct Field: Sendable {
  let key: String
  let kind: FieldKind
  /// How often it is given.
  let presence: Double

  init(_ key: String, _ kind: FieldKind, presence: Double = 0.25) {
    (self.key, self.kind, self.presence) = (key, kind, presence)
  }
}

/// What a field may hold.
indirect enum FieldKind: Sendable {
  case number(NumberRange, usual: [Double])
  case whole(ClosedRange<Int>, usual: [Int])
  /// Moments that rise from one element of a list to the next.
  case rising
  /// Text as it is written, quotes and all.
  case raw([String])
  case words([String])
  case oneOf([FieldKind])
  /// So many of the same.
  case list(ClosedRange<Int>, FieldKind)
  /// Fields, and those of one of several choices.
  case object([Field], oneOf: [[Field]])

  static let flag = FieldKind.raw(["true", "false"])
}

/// How far a whole text goes from what is usual.
struct FieldTaste {
  /// How often a field is at an end of its range, anywhere in it, or outside.
  let ends: Double
  let anywhere: Double
  let outside: Double

  init(_ seed: Seed) {
    switch seed.unit {
    case ..<0.2: (ends, anywhere, outside) = (0.02, 0.05, 0)
    case ..<0.6: (ends, anywhere, outside) = (0.3, 0.3, 0)
    case ..<0.85: (ends, anywhere, outside) = (0.6, 0.3, 0)
    default: (ends, anywhere, outside) = (0.2, 0.2, 0.1)
    }
  }

  func choice<Choice>(_ seed: Seed, usual: Choice, end: Choice, anywhere: Choice, outside: Choice) -> Choice {
    let unit = seed.unit
    if unit < self.outside { return outside }
    if unit < self.outside + ends { return end }
    return unit < self.outside + ends + self.anywhere ? anywhere : usual
  }
}

extension FieldKind {
  /// A value of this kind, the element of a list by its number.
  func drawn(_ seed: Seed, _ taste: FieldTaste, element: Int = 0) -> Tree {
    if taste.outside > 0, seed.at("wrong").unit < taste.outside / 4 { return Extremes.any(seed.at("extreme")) }
    switch self {
    case .number(let range, let usual): return FieldKind.number(range, usual, seed, taste)
    case .whole(let range, let usual): return FieldKind.whole(range, usual, seed, taste)
    case .rising: return FieldKind.rising(element, seed, taste)
    case .raw(let texts): return .raw(texts[seed.pick(0..<texts.count)])
    case .words(let words): return .string(words[seed.pick(0..<words.count)])
    case .oneOf(let kinds): return kinds[seed.at("one").pick(0..<kinds.count)].drawn(seed.at("value"), taste)
    case .list(let counts, let kind):
      let count = seed.at("count").pick(counts.lowerBound..<counts.upperBound + 1)
      return .list((0..<count).map { kind.drawn(seed.at("element", $0), taste, element: $0) })
    case .object(let fields, let choices):
      let chosen = choices.isEmpty ? [] : choices[seed.at("choice").pick(0..<choices.count)]
      return .object((chosen + fields).enumerated().compactMap { $1.drawn(seed.at("field", $0), taste, element) })
    }
  }

  private static func number(_ range: NumberRange, _ usual: [Double], _ seed: Seed, _ taste: FieldTaste) -> Tree {
    let least = range.isAboveLower ? max(range.lower.nextUp, 1e-9) : range.lower
    let end = seed.at("end").unit < 0.5 ? least : range.upper
    return taste.choice(
      seed.at("taste"), usual: .number(usual[seed.at("usual").pick(0..<usual.count)]), end: .number(end),
      anywhere: .number(anywhere(least, range.upper, seed.at("anywhere"))), outside: outside(range, seed.at("outside")))
  }

  /// Evenly, or evenly in the number of digits.
  private static func anywhere(_ least: Double, _ most: Double, _ seed: Seed) -> Double {
    let even = least + (most - least) * seed.at("even").unit
    guard seed.at("digits").unit < 0.6, most > 0 else { return even }
    let (low, high) = (PortableMath.log2(max(least, most * 1e-12)), PortableMath.log2(most))
    return min(most, PortableMath.exp2(low + (high - low) * seed.at("part").unit))
  }

  private static func outside(_ range: NumberRange, _ seed: Seed) -> Tree {
    switch seed.pick(0..<4) {
    case 0: .number(range.lower.nextDown)
    case 1: .number(range.upper.nextUp)
    case 2: Extremes.number(seed.at("number"))
    default: Extremes.any(seed.at("any"))
    }
  }

  private static func whole(_ range: ClosedRange<Int>, _ usual: [Int], _ seed: Seed, _ taste: FieldTaste) -> Tree {
    let end = seed.at("end").unit < 0.5 ? range.lowerBound : range.upperBound
    let numbers = NumberRange(Double(range.lowerBound)...Double(range.upperBound))
    let anywhere = anywhere(numbers.lower, numbers.upper, seed.at("anywhere")).rounded()
    return taste.choice(
      seed.at("taste"), usual: .number(Double(usual[seed.at("usual").pick(0..<usual.count)])),
      end: .number(Double(end)), anywhere: .number(anywhere), outside: outside(numbers, seed.at("outside")))
  }

  private static func rising(_ element: Int, _ seed: Seed, _ taste: FieldTaste) -> Tree {
    let step = taste.choice(seed.at("taste"), usual: 3.0, end: 0.001, anywhere: 1000.0, outside: -1)
    return .number(Double(element) * step)
  }
}

extension Field {
  fileprivate func drawn(_ seed: Seed, _ taste: FieldTaste, _ element: Int) -> (key: String, value: Tree)? {
    guard seed.at("presence").unit < presence else { return nil }
    return (key, kind.drawn(seed.at("value"), taste, element: element))
  }
}
