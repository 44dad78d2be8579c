/// What frames need and is long in the making, by numbers. It keeps what was used last, up to a count, but always what the frame at hand
/// shows. Forgetting changes speed, never a pixel.
struct FrameMemo<Value> {
  private let most: Int
  /// What was used last is last.
  private var kept: [(key: Int, value: Value)] = []
  private var shown: [Int] = []

  init(most: Int) { self.most = most }

  var count: Int { kept.count }

  /// Begins another frame: what the last one showed may be forgotten.
  mutating func beginFrame() { shown.removeAll() }

  /// The value of a key, made if it is not kept.
  mutating func value(_ key: Int, make: () throws -> Value) rethrows -> Value {
    shown.append(key)
    if let index = kept.firstIndex(where: { $0.key == key }) {
      let found = kept.remove(at: index)
      kept.append(found)
      return found.value
    }
    let made = try make()
    kept.append((key, made))
    while kept.count > most, let idle = kept.firstIndex(where: { !shown.contains($0.key) }) { kept.remove(at: idle) }
    return made
  }

  /// The value of a key, if it is kept.
  func known(_ key: Int) -> Value? { kept.first { $0.key == key }?.value }
}
