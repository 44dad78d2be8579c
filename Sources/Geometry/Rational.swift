/// A fraction in lowest terms with a positive denominator: a frame rate, a time base.
package struct Rational: Hashable, Sendable {
  package let numerator: Int
  package let denominator: Int

  /// The denominator must not be zero.
  package init(_ numerator: Int, _ denominator: Int = 1) {
    precondition(denominator != 0, "a fraction's denominator is not zero")
    let divisor = max(1, Rational.greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int(divisor)
    self.denominator = sign * denominator / Int(divisor)
  }

  package var value: Double { Double(numerator) / Double(denominator) }
  package var inverse: Rational { Rational(denominator, numerator) }

  private static func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}

extension Rational {
  /// Reads "30", "30000/1001" or "29.97"; 23.976, 29.97, 59.94 and 119.88 mean their NTSC fractions. Nil for anything else, and
  /// for rates that are not positive.
  package init?(frameRate text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let a = Int(parts[0]), let b = Int(parts[1]), a > 0, b > 0 {
      self.init(a, b)
    } else if parts.count == 1, let rate = Double(text) {
      self.init(frameRate: rate)
    } else {
      return nil
    }
  }

  /// The fraction meant by a decimal rate, to a thousandth of a frame; NTSC rates exactly.
  package init?(frameRate rate: Double) {
    guard rate.isFinite, rate > 0, rate < 1e6 else { return nil }
    for whole in [24, 30, 48, 60, 120] where abs(rate - Double(whole) / 1.001) < 0.004 && rate != Double(whole) {
      self.init(whole * 1000, 1001)
      return
    }
    let thousandths = Int((rate * 1000).rounded())
    guard thousandths > 0 else { return nil }
    self.init(thousandths, 1000)
  }
}

extension Rational: CustomStringConvertible {
  package var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}

/// In files a rate is a number where it is whole, else a string such as "30000/1001".
extension Rational: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let whole = try? container.decode(Int.self) {
      try self.init(whole, 1, container)
    } else {
      let text = try container.decode(String.self)
      let parts = text.split(separator: "/")
      guard parts.count == 2, let a = Int(parts[0]), let b = Int(parts[1]), b != 0 else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "\(text) is not a fraction such as 30000/1001")
      }
      try self.init(a, b, container)
    }
  }

  /// Only whole numbers that a Double holds exactly, so that nothing overflows.
  private init(_ a: Int, _ b: Int, _ container: any SingleValueDecodingContainer) throws {
    guard max(a.magnitude, b.magnitude) <= 1 << 53 else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(a)/\(b) has more digits than a rate can have")
    }
    self.init(a, b)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if denominator == 1 { try container.encode(numerator) } else { try container.encode(description) }
  }
}
