/// Randomness by name: a hash of a place, never a stream, so that anything can be drawn alone and in any order.
///
///     let star = seed.at("star", 17)
///     let brightness = star.unit          // 0 ..< 1, the same for ever
package struct Seed: Hashable, Codable, Sendable {
  package let bits: UInt64

  package init(_ bits: UInt64) { self.bits = bits }

  /// The seed of a named and numbered place below this one.
  package func at(_ name: StaticString, _ numbers: Int...) -> Seed {
    var hash = bits
    name.withUTF8Buffer { for byte in $0 { hash = Seed.mixed(hash ^ UInt64(byte)) } }
    for number in numbers { hash = Seed.mixed(hash ^ UInt64(bitPattern: Int64(number))) }
    return Seed(hash)
  }

  /// Uniform in 0 ..< 1.
  package var unit: Double { Double(Seed.mixed(bits) >> 11) * 0x1p-53 }

  /// Uniform in −1 ..< 1.
  package var signed: Double { unit * 2 - 1 }

  /// Uniform in a range of whole numbers, which must not be empty.
  package func pick(_ range: Range<Int>) -> Int {
    range.lowerBound + min(Int(unit * Double(range.count)), range.count - 1)
  }

  /// One step of SplitMix64 (Steele, Lea and Flood 2014).
  static func mixed(_ x: UInt64) -> UInt64 {
    var z = x &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
