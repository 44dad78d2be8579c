import Geometry

/// Where a film stands: runs of pairs that show the same picture, though the motion beside them does not lead there.
///
/// Slow is not standing, and nor is a rest that the motion eases into and out of: only a run with full motion next to it is told, from its first
/// frame to its last, and a film in which nothing moves at all.
struct Stands {
  /// For each pair.
  let flags: [Bool]

  /// What an encoder leaves between two equal pictures, as a mean difference of L, a and b.
  private static let sameChange = 0.05
  /// So many pixels at the side edge must be missing in a run: encoders repeat blocks that move by less, and catch up.
  private static let leastMissing = 0.25
  /// And so many where the film goes at less than a part of its usual pace: setting off, or coming to rest.
  private static let leastMissingAtRest = 3.0
  private static let restingPart = 0.4

  /// `zoom` in octaves in an average frame; broken pairs belong to no run.
  init(_ series: FilmSeries, _ zoom: [Double], broken: [Bool]) {
    let reach = PortableMath.ln2 * series.edge
    let pixels = zoom.map { abs($0) * reach }
    let change = series.pairs.map(\.change)
    guard change.middleValue > Self.sameChange || Self.moves(series.pairs, reach) else {
      flags = zoom.map { _ in true }
      return
    }
    let usual = pixels.without(broken).runningMedian(half: series.half)
    let usualChange = change.runningMedian(half: series.half)
    let sameChange = max(Self.sameChange, 0.2 * change.percentile(75))
    let still = zoom.indices.map { i in
      let repeats = change[i] < 0.35 * usualChange[i] && pixels[i] < 0.3 * usual[i] && usual[i] > 0.05
      return !broken[i] && (repeats || (change[i] < sameChange && pixels[i] < 0.05))
    }
    let typical = zip(pixels, broken).filter { !$1 }.map(\.0).middleValue
    var flags = zoom.map { _ in false }
    for run in still.runs {
      let far = Self.pace(pixels, run, half: max(8, series.half))
      let ends = [run.lowerBound - 1, run.upperBound].filter(pixels.indices.contains)
      let near = ends.map { pixels[$0] }.max() ?? 0
      let isResting = far < Self.restingPart * typical
      let missing = (isResting ? near : far) * Double(run.count)
      if near > 0.6 * far, missing > (isResting ? Self.leastMissingAtRest : Self.leastMissing) {
        for i in run { flags[i] = true }
      }
    }
    self.flags = flags
  }

  /// The median motion of half a second on either side of a run, whichever is faster.
  private static func pace(_ pixels: [Double], _ run: Range<Int>, half: Int) -> Double {
    let before = Array(pixels[max(0, run.lowerBound - half)..<run.lowerBound])
    let after = Array(pixels[run.upperBound..<min(pixels.count, run.upperBound + half)])
    return [before, after].filter { !$0.isEmpty }.map(\.middleValue).max() ?? 0
  }

  /// Whether the motion of all pairs adds up to half a pixel: a very slow film moves by less than that from frame to frame.
  private static func moves(_ pairs: [PairMeasure], _ reach: Double) -> Bool {
    let zoom = pairs.reduce(0) { $0 + PortableMath.log2($1.map.scale.length) }
    let roll = pairs.reduce(0) { $0 + $1.map.scale.turns }
    let shift = pairs.reduce(Point.zero) { $0 + $1.map.offset }
    return abs(zoom) * reach > 0.5 || abs(roll) * 2 * Double.pi * reach / PortableMath.ln2 > 0.5 || shift.length > 0.5
  }
}

extension Array where Element == Bool {
  /// The longest ranges in which all are true.
  fileprivate var runs: [Range<Int>] {
    var found: [Range<Int>] = []
    for i in indices where self[i] {
      if let last = found.last, last.upperBound == i {
        found[found.count - 1] = last.lowerBound..<i + 1
      } else {
        found.append(i..<i + 1)
      }
    }
    return found
  }
}
