import Geometry

/// Measures the similarity that takes a picture's content to its place in the next picture.
package enum MotionEstimator {
  /// `guess` is tried first, then standing still, then a search over zooms to 2^0.4, rolls to a sixtieth of a turn and shifts of an
  /// eighth of the width. Both frames have the same size.
  ///
  ///     MotionEstimator.motion(from: frame, to: threePixelsFurtherRight).map.offset      // (−3, 0)
  ///     MotionEstimator.motion(from: frame, to: magnified).map.scale.length              // 1.05
  ///     MotionEstimator.motion(from: flat, to: flat)                                     // .unknown
  package static func motion(from a: MotionFrame, to b: MotionFrame, guess: Similarity = .identity) -> PairMotion {
    precondition(a.size == b.size, "motion is measured between pictures of the same size")
    guard LevelAlignment.isPossible(from: a.levels[0]) else { return .unknown }
    let coarsest = a.levels.lastIndex { LevelAlignment.isPossible(from: $0) }!
    var starts = [guess]
    if guess != .identity { starts.append(.identity) }
    let near = best(starts.map { aligned(a, b, start: $0, level: coarsest) })
    let direct = finished(a, b, near, level: coarsest)
    // Where much moves otherwise a good map leaves much, but far more agrees with it than would by chance.
    if direct.residual < 0.5 || direct.inliers > 0.85 { return direct }
    let search = StartSearch(a, b)
    let found = best(search.starts().map { aligned(a, b, start: $0, level: search.level) })
    let searched = finished(a, b, found, level: search.level)
    return searched.residual < direct.residual ? searched : direct
  }

  private static func best(_ motions: [PairMotion]) -> PairMotion {
    motions.dropFirst().reduce(motions[0]) { $1.residual < $0.residual ? $1 : $0 }
  }

  /// The map bettered at one level.
  private static func aligned(_ a: MotionFrame, _ b: MotionFrame, start: Similarity, level: Int) -> PairMotion {
    let scale = a.levels[level].scale
    var alignment = LevelAlignment(
      from: a.levels[level], to: b.levels[level], start: Similarity(scale: start.scale, offset: start.offset / scale))
    return alignment.refine(rounds: 12, tolerance: 0.02) ? alignment.judged() : .unknown
  }

  /// The map bettered at all finer levels, down to the picture itself.
  private static func finished(_ a: MotionFrame, _ b: MotionFrame, _ start: PairMotion, level: Int) -> PairMotion {
    var motion = start
    for number in (0..<level).reversed() {
      let (first, second) = (a.levels[number], b.levels[number])
      let start = Similarity(scale: motion.map.scale, offset: motion.map.offset / first.scale)
      var alignment = LevelAlignment(from: first, to: second, start: start, gain: motion.gain)
      guard alignment.refine(rounds: number == 0 ? 10 : 5, tolerance: number == 0 ? 0.002 : 0.02) else {
        return .unknown
      }
      motion.map = Similarity(scale: alignment.map.scale, offset: alignment.map.offset * first.scale)
      motion.gain = alignment.gain
      if number == 0 { motion = alignment.judged() }
    }
    return motion
  }
}
