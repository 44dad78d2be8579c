import Planning

/// What people should know of stills that follow one another: whether they are a stack.
struct StackNotes {
  private let pairs: [NeighbourPair]
  private let alignments: [TakePair: TakeAlignment]

  /// Pairs of stills.
  init(_ pairs: [NeighbourPair], _ alignments: [TakePair: TakeAlignment]) {
    self.pairs = pairs
    self.alignments = alignments
  }

  var all: [String] { [same, around, inside].compactMap { $0 } }

  private func octaves(_ pair: NeighbourPair) -> Double? { alignments[pair.takes]?.octaves }

  /// That some are one picture twice.
  private var same: String? {
    let same = pairs.filter { octaves($0).map { abs($0) <= TakeAlignment.leastOctavesInside } ?? false }
    guard !same.isEmpty else { return nil }
    let list = same.map { "\($0.first + 1) and \($0.second + 1)" }.joined(separator: ", ")
    return
      "some stills show the same as the one before: scenes \(list); leave one of each out, or the shot flies into itself there"
  }

  /// That some stand the wrong way round.
  private var around: String? {
    let around = pairs.filter { octaves($0).map { $0 < -TakeAlignment.leastOctavesInside } ?? false }
    guard !around.isEmpty else { return nil }
    let list = around.map { "\($0.second + 1) around \($0.first + 1)" }.joined(separator: ", ")
    return "some stills lie around the one before, not in it: \(list); --order stack puts them in order"
  }

  /// Whether all are a stack, or which of them are apart.
  private var inside: String? {
    let inside = pairs.filter { octaves($0).map { $0 > TakeAlignment.leastOctavesInside } ?? false }
    guard !inside.isEmpty else { return nil }
    if inside.count == pairs.count {
      return "the stills are a stack: each was found in the one around it, and lies where it was found"
    }
    let apart = pairs.filter { octaves($0) == nil }.map { "\($0.first + 1) and \($0.second + 1)" }
    return apart.isEmpty
      ? nil : "nothing of one was found in the other: scenes \(apart.joined(separator: ", "))"
  }
}
