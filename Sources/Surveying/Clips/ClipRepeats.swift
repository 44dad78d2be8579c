import Geometry

/// Finds the frames of a part that show the same picture as the one before them: doubled to make up a rate, or frozen.
///
/// A repeated picture stands still, or nearly so after coding, while its neighbours move; and it stops or starts from one frame to the
/// next, as no camera does. So what slows down gently is no repeat, and a clip that stands still has none.
struct ClipRepeats {
  private(set) var frames: [Int] = []
  private let pairs: ArraySlice<ClipPair>
  /// What is usual in the part: of distance, change and most change.
  private let usual: Usual

  private struct Usual {
    var distance: Double
    var change: Double
    var mostChange: Double
  }

  private static let reach = 12
  /// Where every fifth picture is new, one in five pairs moves.
  private static let upper = 0.88

  init(_ all: [ClipPair], in part: Range<Int>) {
    pairs = all[part.lowerBound..<max(part.lowerBound, part.upperBound - 1)]
    usual = ClipRepeats.usual(pairs)
    let held = runs { isHeld($0) }.filter { stands($0, beside: moves) }
    let same = runs { isSame($0) }.filter { stands($0, beside: changes) }
    frames = Set((held + same).flatMap { $0.map { $0 + 1 } }).sorted()
  }

  /// Pairs in a row of which something is true.
  private func runs(_ isSo: (Int) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in pairs.indices where isSo(index) {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }

  /// Whether the pair before a run or the one after it goes on.
  private func stands(_ run: Range<Int>, beside goesOn: (Int) -> Bool) -> Bool {
    [run.lowerBound - 1, run.upperBound].contains { pairs.indices.contains($0) && goesOn($0) }
  }

  private static func usual(_ pairs: ArraySlice<ClipPair>) -> Usual {
    Usual(
      distance: pairs.filter(\.isExplained).map(\.distance).quantile(upper) ?? 0,
      change: pairs.map(\.change).quantile(upper) ?? 0, mostChange: pairs.map(\.mostChange).quantile(upper) ?? 0)
  }

  private func usual(about index: Int) -> Usual {
    Self.usual(pairs[max(pairs.startIndex, index - Self.reach)..<min(pairs.endIndex, index + Self.reach + 1)])
  }

  private static let grey = 1.0 / 255
  /// Pixels that a moving camera moves the picture by, at least.
  private static let leastDistance = 0.15

  /// What changes an area by less may be a keyframe, where nothing moves and the codec starts anew (8 steps of 255 at x264's crf 35).
  private static let leastChange = 10 * grey

  /// How far pictures about a pair move, and no less than half of what is usual in the part: within a long stop nothing moves.
  private func usualDistance(about index: Int) -> Double { max(usual(about: index).distance, usual.distance / 2) }

  /// Whether the camera stands still for a pair, and nothing else tells of time going on.
  private func isHeld(_ index: Int) -> Bool {
    let (pair, near) = (pairs[index], usual(about: index))
    let distance = usualDistance(about: index)
    return distance > Self.leastDistance && pair.distance < 0.2 * distance
      && pair.change < 0.6 * max(near.change, usual.change / 2)
      && pair.mostChange < max(3 * Self.grey, 0.35 * max(near.mostChange, usual.mostChange / 2))
  }

  private func moves(_ index: Int) -> Bool {
    !pairs[index].isExplained || pairs[index].distance > max(Self.leastDistance, 0.5 * usualDistance(about: index))
  }

  /// Whether a pair's pictures are the same, whatever moves in the clip: also where the camera stands.
  private func isSame(_ index: Int) -> Bool {
    let (pair, near) = (pairs[index], usual(about: index))
    guard pair.motion.residual < 0.035, pair.distance < 0.05 else { return false }
    let isStillHere =
      near.mostChange > Self.leastChange && pair.change < 0.3 * near.change
      && pair.mostChange < min(4 * Self.grey, max(1.5 * Self.grey, 0.15 * near.mostChange))
    let isStillAtAll =
      usual.mostChange > Self.leastChange && pair.change < 0.05 * usual.change && pair.mostChange < Self.grey
    return isStillHere || isStillAtAll
  }

  private func changes(_ index: Int) -> Bool {
    !pairs[index].isExplained || pairs[index].mostChange > max(Self.leastChange, 0.4 * usual(about: index).mostChange)
  }
}
