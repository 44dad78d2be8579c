import Glibc

/// The steady pulse through tracked beats, if there is one: a straight line by least squares over the whole song, which
/// grows from its clearest stretch, so that beats that were lost or doubled in a break are counted right beyond it.
struct SteadyFit {
  /// Seconds of a beat, and when beat 0 falls.
  let period: Double
  let first: Double
  /// The share of clear beats that lie on the line.
  let share: Double
  /// How far the beats of the song's eighths lie off the line at most, in seconds, by their middle.
  let bend: Double
  /// Standard error of the period.
  let error: Double

  var isSteady: Bool { share > 0.7 && bend < 0.014 }

  /// Nil for less than eight beats.
  init?(_ attacks: AttackTimes) {
    let (moments, weights) = (attacks.moments, attacks.weights)
    guard moments.count >= 8 else { return nil }
    let size = min(moments.count, 32)
    let starts = Array(stride(from: 0, through: moments.count - size, by: 8))
    let start = starts.max { weights[$0..<$0 + size].reduce(0, +) < weights[$1..<$1 + size].reduce(0, +) }!
    var range = start..<start + size
    var line = Self.start(moments, weights, range)
    line = Self.fitted(moments, weights, range, line, within: 0.2 * line.period)
    while true {
      for width in [0.12, 0.08] {
        line = Self.fitted(moments, weights, range, line, within: min(0.04, width * line.period))
      }
      if range == moments.indices { break }
      let more = max(16, range.count / 4)
      range = max(0, range.lowerBound - more)..<min(moments.count, range.upperBound + more)
    }
    period = line.period
    first = line.first
    let within = min(0.025, 0.07 * line.period)
    let off = moments.map { Self.off($0, line) }
    let clear = zip(off, weights).filter { $0.1 > 0 }
    let on = clear.filter { abs($0.0) < within }
    share = Double(on.count) / Double(max(1, clear.count))
    let parts = (0..<8).map { part in
      off.indices.filter { $0 * 8 / off.count == part && weights[$0] > 0 && abs(off[$0]) < 2 * within }.map { off[$0] }
    }
    bend = parts.filter { $0.count > 3 }.map { abs($0.sorted()[$0.count / 2]) }.max() ?? 0
    let square = on.map { $0.0 * $0.0 }.reduce(0, +) / Double(max(1, on.count))
    error = (12 * square).squareRoot() / pow(Double(max(2, on.count)), 1.5)
  }

  /// The middle step, from the beat that most others are in line with.
  private static func start(_ moments: [Double], _ weights: [Double], _ range: Range<Int>) -> Line {
    let steps = zip(moments[range], moments[range].dropFirst()).map { $1 - $0 }.sorted()
    let period = steps[steps.count / 2]
    let first = range.map { anchor in
      let line = (period: period, first: moments[anchor])
      let near = range.filter {
        weights[$0] > 0 && abs($0 - anchor) <= 8 && abs(off(moments[$0], line)) < 0.05 * period
      }
      return (line.first, near.count)
    }.max { $0.1 < $1.1 }!.0
    return (period, first)
  }

  private typealias Line = (period: Double, first: Double)

  private static func off(_ moment: Double, _ line: Line) -> Double {
    let beat = ((moment - line.first) / line.period).rounded()
    return moment - line.first - beat * line.period
  }

  private static func fitted(
    _ moments: [Double], _ weights: [Double], _ range: Range<Int>, _ line: Line, within: Double
  ) -> Line {
    var (sum, beats, times) = (0.0, 0.0, 0.0)
    var points: [(beat: Double, moment: Double, weight: Double)] = []
    for i in range where weights[i] > 0 && abs(off(moments[i], line)) < within {
      let beat = ((moments[i] - line.first) / line.period).rounded()
      points.append((beat, moments[i], weights[i]))
      sum += weights[i]
      beats += beat * weights[i]
      times += moments[i] * weights[i]
    }
    guard points.count > 3 else { return line }
    let middle = (beat: beats / sum, moment: times / sum)
    var (cross, square) = (0.0, 0.0)
    for point in points {
      cross += point.weight * (point.beat - middle.beat) * (point.moment - middle.moment)
      square += point.weight * (point.beat - middle.beat) * (point.beat - middle.beat)
    }
    guard square > 0, case let period = cross / square, abs(period / line.period - 1) < 0.1 else { return line }
    return (period, middle.moment - middle.beat * period)
  }
}
