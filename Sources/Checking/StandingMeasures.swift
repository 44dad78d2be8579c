import Geometry

/// Films that stand, or show nothing, for a time that is noticed: what stays so for long is usual, and nothing stands out from it.
enum StandingMeasures {
  /// Mean change of L, a and b below which a frame is taken for the one before: encoders repeat what hardly moves, to the last bit.
  private static let leastChange = 0.02
  /// L reaches so far in a picture in which there is something to see: about three code values.
  private static let leastReach = 1.0

  /// The longest time in which each frame is the one before.
  static func standing(_ series: FilmSeries) -> Finding {
    let longest = longest(
      series.pairs.map { $0.change < leastChange && abs(PortableMath.log2($0.map.scale.length)) * series.edge < 0.03 })
    let seconds = longest.reduce(0) { $0 + series.durations[$1] } / series.framesPerSecond
    return Finding(.standing, seconds, frame: longest.isEmpty ? nil : longest.lowerBound + 1)
  }

  /// The longest time in which no frame has anything to see.
  static func blank(_ series: FilmSeries) -> Finding {
    let longest = longest(series.reach.map { $0 < leastReach })
    return Finding(
      .blank, Double(longest.count) / series.framesPerSecond, frame: longest.isEmpty ? nil : longest.lowerBound)
  }

  /// So much less contrast than shortly before and shortly after, in dB, is a screen on which hardly anything is to be seen.
  private static let bareDepth = 9.0
  /// What is shortly before and after: so many seconds, but no more octaves than that; a fast film is soon in another scene.
  private static let bareReach = (seconds: 4.0, octaves: 2.0)

  /// The longest time in which the screen is bare, between moments at which it is not: what the zoom flies through to open something there.
  static func bare(_ series: FilmSeries, _ course: MotionCourse) -> Finding {
    let contrast = series.contrast
    let frames = min(bareReach.seconds * series.framesPerSecond, bareReach.octaves / course.base)
    let reach = max(4, Int(frames.rounded()))
    let longest = longest(
      contrast.indices.map { i in
        guard i >= 3, i < contrast.count - 3 else { return false }
        let before = Array(contrast[max(0, i - reach)..<i]).percentile(75)
        let after = Array(contrast[i + 1..<min(contrast.count, i + 1 + reach)]).percentile(75)
        return min(before, after) - contrast[i] > bareDepth
      })
    return Finding(
      .bare, Double(longest.count) / series.framesPerSecond, frame: longest.isEmpty ? nil : longest.lowerBound)
  }

  /// The longest run of flags that are set.
  private static func longest(_ flags: [Bool]) -> Range<Int> {
    var (longest, start) = (0..<0, 0)
    for end in 0...flags.count where end == flags.count || !flags[end] {
      if end - start > longest.count { longest = start..<end }
      start = end + 1
    }
    return longest
  }
}
