import Geometry
import Planning
import Worlds

/// What a field may hold, from which values inside, at and beyond its ends are made.
indirect enum FieldKind: Sendable {
  case number(NumberRange)
  case whole(ClosedRange<Int>)
  case choice([String])
  /// As they stand.
  case words([String])
  case flag
  case text
  case point
  case crop
  case size
  case rate
  case seed
  case object([(String, FieldKind)])
  /// The same with its first field always given.
  case named([(String, FieldKind)])
  case list(FieldKind, upTo: Int)

  func value(_ seed: Seed) -> TextTree {
    // A value of another kind now and then.
    if seed.at("wrong").unit < 0.004 { return .word(seed.at("word").choose(Extremes.words)) }
    switch self {
    case .number(let range): return .word(Draw.number(range, seed))
    case .whole(let range): return .word(Draw.whole(range, seed))
    case .choice(let names): return .string(seed.at("name").choose(names))
    case .words(let words): return .word(seed.at("word").choose(words))
    case .flag: return .word(seed.at("flag").unit < 0.5 ? "true" : "false")
    case .text: return .string(seed.at("text").choose(["a", "fog over a lake", "command: true", "no rain 🌧"]))
    case .point: return .list((0..<2).map { FieldKind.number(Limits.fraction).value(seed.at("axis", $0)) })
    case .crop: return Draw.crop(seed)
    case .size:
      return .string(
        seed.at("size").choose(["192x108", "1080x1920", "1920x1080", "1x1", "64x1", "16384x16384", "65x1", "333x77"]))
    case .rate:
      return .word(
        seed.at("rate").choose(["30", "25", "29.97", "1000", "0.1", "\"30000/1001\"", "\"1/10\"", "0.5"]))
    case .seed: return .word(seed.at("seed").choose(["0", "7", "9007199254740991", "\"18446744073709551615\""]))
    case .object(let fields): return Draw.object(fields, seed)
    case .named(let fields): return Draw.object(fields, seed, first: true)
    case .list(let kind, let most):
      return .list((0..<seed.at("count").pick(1..<most + 1)).map { kind.value(seed.at("element", $0)) })
    }
  }
}

/// Draws values of the kinds.
private enum Draw {
  /// Half of the fields of an object at most, fewer as a rule.
  static func object(_ fields: [(String, FieldKind)], _ seed: Seed, first: Bool = false) -> TextTree {
    let share = 0.1 + 0.5 * seed.at("share").unit
    return .object(
      fields.enumerated().compactMap { number, field in
        seed.at("given", number).unit < share || first && number == 0
          ? TextTree.Member(field.0, field.1.value(seed.at("field", number))) : nil
      })
  }

  static func number(_ range: NumberRange, _ seed: Seed) -> String {
    let (low, high) = (max(range.lower, range.upper * 1e-9, range.lower == 0 ? 1e-4 : range.lower), range.upper)
    let inside =
      low <= 0
      ? range.lower + seed.unit * (high - range.lower)
      : low * PortableMath.exp2(seed.unit * PortableMath.log2(high / low))
    switch seed.at("end").pick(0..<14) {
    case 0: return "\(range.isAboveLower && seed.at("zero").unit < 0.8 ? inside : range.lower)"
    case 1: return "\(range.upper)"
    case 2: return "\(max(range.lower, 0) + 1e-9)"
    case 3: return seed.at("beyond").unit < 0.1 ? "\(range.upper * 1.01 + 1e-6)" : "\(inside)"
    case 4...8: return "\(min(max(inside, range.lower), min(range.upper, 8)))"
    default: return "\(inside)"
    }
  }

  static func whole(_ range: ClosedRange<Int>, _ seed: Seed) -> String {
    switch seed.at("end").pick(0..<8) {
    case 0: return "\(range.lowerBound)"
    case 1: return "\(range.upperBound)"
    default:
      let span = Double(range.upperBound - range.lowerBound) + 1
      return "\(range.lowerBound + Int(PortableMath.exp2(seed.unit * PortableMath.log2(span))) - 1)"
    }
  }

  static func crop(_ seed: Seed) -> TextTree {
    let small = [seed.at("sliver").choose([1e-12, 0.001]), 0.1, 0.1, 1.0 / 3, 0.5, 0.5, 0.9, 1, 1]
    func part(_ name: Int) -> Double { seed.at("part", name).choose(small) }
    let (width, height) = (part(0), part(1))
    let (x, y) = (seed.at("x").unit * (1 - width), seed.at("y").unit * (1 - height))
    return .list([x, y, width, height].map { .word("\($0)") })
  }
}

extension Seed {
  func choose<T>(_ list: [T]) -> T { list[pick(0..<list.count)] }
}
