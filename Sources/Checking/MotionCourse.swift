import Geometry

/// How a film moves: speeds from pair to pair, and the pairs that stand out.
package struct MotionCourse: Sendable {
  /// Octaves of zoom in one average frame, as measured; one for each pair.
  package let zoom: [Double]
  /// Pairs that no single motion explains: the map leaves more than 0.6 of the texture, and 2.5 times what it leaves around.
  package let broken: [Bool]
  /// The second frame repeats the first (`Stands`): what sets off gently, or comes to rest, is slow and not frozen.
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
    /// Pixels at the side edge for each octave.
    let reach = PortableMath.ln2 * series.edge
    frozen = Stands(series, zoom, broken: broken).flags
    skipped = zoom.indices.map { i in
      let ratio = zoom[i] / usualZoom[i]
      return !broken[i] && ratio > 1.7 && abs(usualZoom[i]) * reach > 0.2
    }
    self.broken = broken
  }
}
