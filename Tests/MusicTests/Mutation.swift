import Geometry

/// A file that is changed here and there, or is nothing at all, by number.
struct Mutation {
  private let seed: Seed
  private static let telling = Array("0123456789.-+eE,;\t\n\r#:\"'<>&/! \\[]{}\u{0}\u{FF}MThd".utf8)

  init(_ seed: Seed) { self.seed = seed }

  private func pick(_ name: StaticString, _ count: Int, _ i: Int = 0) -> Int {
    min(count - 1, Int(seed.at(name, i).unit * Double(count)))
  }

  /// One of some files with one to four changes; each tenth one is random bytes.
  func changed(_ files: [[UInt8]]) -> [UInt8] {
    var bytes = files[pick("file", files.count)]
    if pick("random", 10) == 0 { bytes = (0..<pick("length", 200)).map { UInt8(pick("byte", 256, $0)) } }
    for change in 0..<1 + pick("changes", 4) where !bytes.isEmpty {
      let at = pick("at", bytes.count, change)
      let new = Self.telling[pick("new", Self.telling.count, change)]
      switch pick("how", 5, change) {
      case 0: bytes[at] = new
      case 1: bytes.insert(new, at: at)
      case 2: bytes.remove(at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + pick("cut", 20, change)))
      default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 1 + pick("twice", 20, change))], at: at)
      }
    }
    return bytes
  }
}
