import Geometry

/// How a film moves: speeds from pair to pair, and the pairs that stand out.
package struct MotionCourse: Sendable {
  /// Octaves of zoom in one average frame, as measured; one for each pair.
  package let zoom: [Double]
  /// Pairs that no single motion explains: the map leaves more than 0.6 of the texture, and 2.5 times what it leaves around.
  package let broken: [Bool]
  /// The second frame repeats the first: little zoom and little change, both compared to the second around, and to where the speed before and
  /// after leads: what sets off gently, or comes to rest, is slow and not frozen.
  package let frozen: [Bool]
  /// The zoom steps 1.7 times as far as around, or more.
  package let skipped: [Bool]
  /// Zoom and roll (turns) in one average frame and the centre's motion (px), where pairs that stand out are bridged.
  package let steadyZoom: [Double]
  package let steadyRoll: [Double]
  package let centre: [Point]
  /// Median zoom in one average frame.
  package let typicalZoom: Double
  /// What steps and swings are compared to: the typical speed, but at least 0.014 px a frame at the side edge.
  package let base: Double
  /// Where the zoom goes to, in pixels from the centre; nil where there is none.
  package let vanishingPoint: Point?

  package init(_ series: FilmSeries) {
    let maps = series.pairs.map(\.map)
    let durations = series.durations
    zoom = zip(maps, durations).map { PortableMath.log2($0.scale.length) / $1 }
    let roll = zip(maps, durations).map { $0.scale.turns / $1 }
    let outliers = Outliers(series, zoom)
    (broken, frozen, skipped) = (outliers.broken, outliers.frozen, outliers.skipped)
    let bad = zoom.indices.map { outliers.broken[$0] || outliers.frozen[$0] || outliers.skipped[$0] }
    steadyZoom = zoom.without(bad).bridged
    steadyRoll = roll.without(bad).bridged
    let across = zip(maps, durations).map { $0.offset.x / $1 }.without(bad).bridged
    let down = zip(maps, durations).map { $0.offset.y / $1 }.without(bad).bridged
    centre = zip(across, down).map { Point(x: $0, y: $1) }
    let sound = zip(zoom, outliers.broken).filter { !$1 }.map(\.0)
    typicalZoom = sound.isEmpty ? 0 : sound.middleValue
    base = max(abs(typicalZoom), 0.02 / series.edge)
    vanishingPoint = MotionCourse.vanishingPoint(maps)
  }

  /// The median fixed point of the maps that zoom or roll at all.
  private static func vanishingPoint(_ maps: [Similarity]) -> Point? {
    let points = maps.map { (map: $0, away: Point.one - $0.scale) }.filter { $0.away.length > 2e-4 }.map {
      $0.map.offset / $0.away
    }
    return points.isEmpty ? nil : Point(x: points.map(\.x).middleValue, y: points.map(\.y).middleValue)
  }
}

/// Pairs that are not like those around them.
private struct Outliers {
  let broken: [Bool]
  let frozen: [Bool]
  let skipped: [Bool]

  init(_ series: FilmSeries, _ zoom: [Double]) {
    let disparity = series.pairs.map(\.disparity)
    let usualDisparity = disparity.runningMedian(half: series.half)
    let broken = zip(disparity, usualDisparity).map { $0 > 0.6 && $0 > 2.5 * $1 }
    let usualZoom = zoom.without(broken).runningMedian(half: series.half)
    let change = series.pairs.map(\.change)
    let usualChange = change.runningMedian(half: series.half)
    /// Pixels at the side edge for each octave.
    let reach = PortableMath.ln2 * series.edge
    let still = zoom.indices.map { i in
      change[i] < 0.35 * usualChange[i] && abs(zoom[i]) < 0.3 * abs(usualZoom[i]) && abs(usualZoom[i]) * reach > 0.05
    }
    frozen = Outliers.frozen(zoom, usualZoom, still, reach)
    skipped = zoom.indices.map { i in
      let ratio = zoom[i] / usualZoom[i]
      return !broken[i] && ratio > 1.7 && abs(usualZoom[i]) * reach > 0.2
    }
    self.broken = broken
  }

  /// Of pairs that stand still those at which the speed before or after, going on as it does, would have been seen: 0.05 px at the side edge,
  /// or 0.3 where the film sets off or comes to rest, since encoders repeat what moves less.
  private static func frozen(_ zoom: [Double], _ usual: [Double], _ still: [Bool], _ reach: Double) -> [Bool] {
    var frozen = still
    var start = 0
    while let first = still[start...].firstIndex(of: true) {
      let end = still[first...].firstIndex(of: false) ?? still.count
      let before = going(zoom[max(0, first - trend)..<first])
      let after = going(zoom[end..<min(zoom.count, end + trend)].reversed())
      let expected = max(before, after)
      for i in first..<end {
        let isGentle = expected < 0.5 * abs(usual[i])
        frozen[i] = expected * reach > (isGentle ? 0.3 : 0.05) && abs(zoom[i]) < 0.3 * expected
      }
      start = end
    }
    return frozen
  }

  /// Pairs over which it is seen how the speed goes on.
  private static let trend = 8

  /// The size of the speed one pair after some, in a straight line; 0 where it comes to rest, or too few are known.
  private static func going<Speeds: Collection<Double>>(_ speeds: Speeds) -> Double {
    let sizes = speeds.map { abs($0) }
    guard sizes.count > 3 else { return 0 }
    let middle = Double(sizes.count - 1) / 2
    let spread = sizes.indices.reduce(0.0) { $0 + (Double($1) - middle) * (Double($1) - middle) }
    let slope = sizes.enumerated().reduce(0.0) { $0 + (Double($1.offset) - middle) * $1.element } / spread
    return max(0, sizes.mean + slope * (middle + 1))
  }
}
