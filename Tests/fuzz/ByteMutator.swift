import Geometry

/// Changes the bytes of a text, whatever they mean.
struct ByteMutator {
  private let seed: Seed

  init(_ seed: Seed) { self.seed = seed }

  /// One to six changes: a byte replaced, a stretch left out, doubled, or moved elsewhere.
  func mutated(_ bytes: [UInt8]) -> [UInt8] {
    (0...seed.at("changes").pick(0..<6)).reduce(bytes) { $0.isEmpty ? $0 : changed($0, seed.at("change", $1)) }
  }

  private static let signs = Array("{}[],:'\"0-.e/*\\".utf8)

  private func changed(_ bytes: [UInt8], _ seed: Seed) -> [UInt8] {
    var bytes = bytes
    let start = seed.at("start").pick(0..<bytes.count)
    let stretch = start..<min(bytes.count, start + seed.at("length").pick(1..<30))
    switch seed.at("kind").pick(0..<5) {
    case 0: bytes[start] = UInt8(seed.at("byte").pick(0..<256))
    case 1: bytes[start] = ByteMutator.signs[seed.at("sign").pick(0..<ByteMutator.signs.count)]
    case 2: bytes.removeSubrange(stretch)
    case 3: bytes.insert(contentsOf: bytes[stretch], at: start)
    default:
      let moved = Array(bytes[stretch])
      bytes.removeSubrange(stretch)
      bytes.insert(contentsOf: moved, at: seed.at("other").pick(0..<bytes.count + 1))
    }
    return bytes
  }
}
