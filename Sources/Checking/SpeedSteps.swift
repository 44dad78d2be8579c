/// Sudden lasting changes of a series.
package enum SpeedSteps {
  /// The jump between each sample and the next: straight lines through the `reach` samples before and after it, carried on to the middle
  /// between them. A smooth acceleration gives 0, and a break of the speed its step.
  ///
  /// A jump counts only as far as it is more than twice its own standard error: with residuals e of both lines, of 2·reach − 4 degrees of
  /// freedom, the variance of a line's end is s² (1/reach + a² / Σt²), a being its distance from the line's middle.
  package static func jumps(_ series: [Double], reach: Int) -> [Double] {
    var jumps = [Double](repeating: 0, count: max(0, series.count - 1))
    guard reach > 2, series.count >= 2 * reach else { return jumps }
    let times = (0..<reach).map { Double($0) - Double(reach - 1) / 2 }
    let spread = times.reduce(0) { $0 + $1 * $1 }
    let end = Double(reach) / 2
    let endVariance = 1 / Double(reach) + end * end / spread
    for i in reach - 1..<series.count - reach {
      let before = Line(series[i - reach + 1...i], times, spread)
      let after = Line(series[i + 1...i + reach], times, spread)
      let variance = (before.squaredError + after.squaredError) / Double(2 * reach - 4)
      let doubt = 2 * (variance * 2 * endVariance).squareRoot()
      let jump = (after.mean - after.slope * end) - (before.mean + before.slope * end)
      jumps[i] = jump < 0 ? -max(-jump - doubt, 0) : max(jump - doubt, 0)
    }
    return jumps
  }

  /// The straight line of least squares.
  private struct Line {
    let mean: Double
    let slope: Double
    let squaredError: Double

    init(_ samples: ArraySlice<Double>, _ times: [Double], _ spread: Double) {
      let mean = samples.reduce(0, +) / Double(times.count)
      let slope = zip(samples, times).reduce(0) { $0 + $1.0 * $1.1 } / spread
      squaredError = zip(samples, times).reduce(0) { sum, point in
        let error = point.0 - mean - slope * point.1
        return sum + error * error
      }
      (self.mean, self.slope) = (mean, slope)
    }
  }
}
