import Geometry

/// A number for each frame of a clip, in a file: as they are, or as steps from one to the next where all are whole millionths.
///
///     [0, 0.0625, 0.1]                                  // as they are
///     {"steps": [0, 20000, 25000, [0, 300], -20000]}    // 0, 0.02, 0.045 and so on; 300 frames stand still
enum StepList {
  private static let perUnit = 1e6
  /// Steps up to here add up exactly.
  private static let largest = 1e15

  /// The nearest number that is whole millionths; never −0.
  static func rounded(_ value: Double) -> Double { (value * perUnit).rounded() / perUnit + 0 }

  static func json(_ values: [Double]) -> JSONText {
    guard let millionths = millionths(values) else { return .numbers(values) }
    let steps = zip(millionths, [0] + millionths).map { $0 - $1 }
    return .short([("steps", .row(runs(steps).map(json(run:))))])
  }

  private static func json(run: (step: Int, count: Int)) -> JSONText {
    run.count == 1 ? .whole(run.step) : .row([.whole(run.step), .whole(run.count)])
  }

  private static func millionths(_ values: [Double]) -> [Int]? {
    let whole = values.map { ($0 * perUnit).rounded() }
    let isExact = zip(whole, values).allSatisfy {
      abs($0) <= largest && ($0 / perUnit).bitPattern == $1.bitPattern
    }
    return isExact ? whole.map { Int($0) } : nil
  }

  /// Three or more of the same step are written once.
  private static func runs(_ steps: [Int]) -> [(step: Int, count: Int)] {
    var runs: [(step: Int, count: Int)] = []
    for step in steps {
      if let last = runs.last, last.step == step { runs[runs.count - 1].count += 1 } else { runs.append((step, 1)) }
    }
    return runs.flatMap { $0.count > 2 ? [$0] : Array(repeating: ($0.step, 1), count: $0.count) }
  }

  /// The numbers of steps; nil where they lead too far.
  static func values(_ runs: [(step: Int, count: Int)]) -> [Double]? {
    var values: [Double] = []
    var sum = 0
    for run in runs {
      for _ in 0..<run.count {
        sum += run.step
        guard Double(sum.magnitude) <= largest else { return nil }
        values.append(Double(sum) / perUnit)
      }
    }
    return values
  }
}

extension ZoomTrack {
  /// The track to a millionth of an octave and turn, which is a hundredth of a pixel at most and takes little room in a plan.
  var rounded: ZoomTrack {
    ZoomTrack(
      octaves: octaves.map(StepList.rounded), turns: turns.map(StepList.rounded), focus: focus,
      sway: sway.map { Point(x: StepList.rounded($0.x), y: StepList.rounded($0.y)) })
  }
}
