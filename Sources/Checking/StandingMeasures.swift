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
