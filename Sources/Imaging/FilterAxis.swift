import Geometry

/// One axis of a separable filter: for each output sample, where its taps begin in the source and what they weigh.
struct FilterAxis: Sendable {
  /// Number of taps of every output sample.
  let taps: Int
  /// First tap of each output sample; taps beyond the source's ends mean its end samples.
  let starts: [Int]
  /// Weights, `taps` for each output sample, which add up to 1.
  let weights: [Float]

  /// Output sample i lies at `step · i + offset` among the source's samples (sample 0 at 0). The kernel is stretched by
  /// `stretch` ≥ 1, source samples per output sample when shrinking.
  init(count: Int, step: Double, offset: Double, sourceCount: Int, stretch: Double) {
    let support = Lanczos.lobes * stretch
    let taps = Int((2 * support).rounded(.up))
    let reach = Int(support.rounded(.up))
    var starts = [Int](repeating: 0, count: count)
    var weights = [Float](repeating: 0, count: count * taps)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: taps) { row in
      weights.withUnsafeMutableBufferPointer { weights in
        for i in 0..<count {
          let position = FilterAxis.clamped(Double(i) * step + offset, sourceCount: sourceCount, reach: reach)
          let start = Int((position - support).rounded(.down)) + 1
          let sum = Lanczos.row(
            from: start, position: position, stretch: stretch, count: taps, into: row.baseAddress!)
          starts[i] = start
          for k in 0..<taps { weights[i * taps + k] = Float(row[k] / sum) }
        }
      }
    }
    self.taps = taps
    self.starts = starts
    self.weights = weights
  }

  /// A position so far outside that every tap, `reach` on either side, is the same end sample may as well be nearer.
  @inline(__always)
  static func clamped(_ position: Double, sourceCount: Int, reach: Int) -> Double {
    let low = -Double(reach + 2)
    let high = Double(sourceCount - 1) - low
    let raised = position > low ? position : low
    return raised < high ? raised : high
  }

  /// The source samples, perhaps beyond its ends, that a range of output samples needs. Starts rise or fall all along.
  func sources(of outputs: Range<Int>) -> Range<Int> {
    let first = starts[outputs.lowerBound]
    let last = starts[outputs.upperBound - 1]
    return min(first, last)..<max(first, last) + taps
  }
}
