/// Writes or reads yes-or-no decisions, in as many bits as they surprise: what codes something is written once for both.
protocol DecisionCoder {
  /// Codes a decision with the chance, in 65536ths, that it is yes. `bit` is what to write; where a code is read it is not asked for.
  mutating func decide(_ bit: @autoclosure () -> Bool, chance: Int32) -> Bool
}

extension DecisionCoder {
  /// Codes a decision with the mean of two chances, which both learn from it.
  @inline(__always)
  mutating func decide(_ bit: @autoclosure () -> Bool, _ a: inout Chance, _ b: inout Chance) -> Bool {
    let result = decide(bit(), chance: (a.value + b.value) / 2)
    a.learn(result)
    b.learn(result)
    return result
  }

  @inline(__always)
  mutating func decide(_ bit: @autoclosure () -> Bool, _ chance: inout Chance) -> Bool {
    let result = decide(bit(), chance: chance.value)
    chance.learn(result)
    return result
  }
}

/// The chance that a kind of decision is yes, in 65536ths: nearly its share among those before, the last few hundred counting most.
struct Chance {
  private(set) var value: Int32 = 1 << 15
  private var count: Int32 = 0

  /// After so many decisions all newer ones count alike.
  private static let longest: Int32 = 250

  /// The estimator of Krichevsky and Trofimov (1981), (yes + ½) / (all + 1), as a step towards the decision.
  @inline(__always)
  mutating func learn(_ bit: Bool) {
    value += ((bit ? 65535 : 0) - value) * 2 / (2 * count + 3)
    if count < Chance.longest { count += 1 }
  }
}

/// The interval that stands for all decisions so far, as both ends of a range coder see it (Martin 1979, with the interval's two ends
/// in 32 bits, of which bytes that both share leave at the top: Witten, Neal and Cleary 1987).
struct DecisionInterval {
  private var low: UInt32 = 0
  private(set) var high: UInt32 = .max

  /// The last place of the part that stands for yes.
  @inline(__always)
  func middle(_ chance: Int32) -> UInt32 {
    // Neither part is ever empty.
    let part = UInt64(min(max(chance, 32), 65536 - 32))
    return low &+ UInt32((UInt64(high &- low) &* part) >> 16)
  }

  @inline(__always)
  mutating func narrow(to bit: Bool, _ middle: UInt32) {
    if bit { high = middle } else { low = middle &+ 1 }
  }

  /// Takes a byte off the top if both ends have the same; nil when they differ.
  @inline(__always)
  mutating func shift() -> UInt8? {
    guard (low ^ high) >> 24 == 0 else { return nil }
    let byte = UInt8(high >> 24)
    low <<= 8
    high = high << 8 | 255
    return byte
  }
}

struct DecisionEncoder: DecisionCoder {
  private var interval = DecisionInterval()
  private var bytes: [UInt8] = []

  @inline(__always)
  mutating func decide(_ bit: @autoclosure () -> Bool, chance: Int32) -> Bool {
    let bit = bit()
    interval.narrow(to: bit, interval.middle(chance))
    while let byte = interval.shift() { bytes.append(byte) }
    return bit
  }

  /// All bytes: the last one is within the interval with whatever follows.
  func finished() -> [UInt8] { bytes + [UInt8(interval.high >> 24)] }
}

struct DecisionDecoder: DecisionCoder {
  private var interval = DecisionInterval()
  private var window: UInt32 = 0
  private let bytes: ArraySlice<UInt8>
  private var next: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    next = bytes.startIndex
    for _ in 0..<4 { window = window << 8 | UInt32(nextByte()) }
  }

  /// Whether more was read than there is, which no whole code asks for.
  var isOver: Bool { next > bytes.endIndex + 4 }

  @inline(__always)
  mutating func decide(_ bit: @autoclosure () -> Bool, chance: Int32) -> Bool {
    let middle = interval.middle(chance)
    let bit = window <= middle
    interval.narrow(to: bit, middle)
    while interval.shift() != nil { window = window << 8 | UInt32(nextByte()) }
    return bit
  }

  /// Zero after the end.
  @inline(__always)
  private mutating func nextByte() -> UInt8 {
    defer { next += 1 }
    return next < bytes.endIndex ? bytes[next] : 0
  }
}
