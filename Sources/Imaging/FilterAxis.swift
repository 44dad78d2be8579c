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
    var starts = [Int](repeating: 0, count: count)
    var weights = [Float](repeating: 0, count: count * taps)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: taps) { row in
      weights.withUnsafeMutableBufferPointer { weights in
        for i in 0..<count {
          let position = FilterAxis.folded(Double(i) * step + offset, sourceCount: sourceCount)
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

  /// A position within the source: what lies beyond its ends is mirrored, there and back.
  @inline(__always)
  static func folded(_ position: Double, sourceCount: Int) -> Double {
    let count = Double(sourceCount)
    if position >= -0.5, position <= count - 0.5 { return position }
    return mirrored(position, count)
  }

  private static func mirrored(_ position: Double, _ count: Double) -> Double {
    let from = position + 0.5
    let rest = from - 2 * count * (from / (2 * count)).rounded(.down)
    return min(max((rest < count ? rest : 2 * count - rest) - 0.5, -0.5), count - 0.5)
  }

  /// The source samples, perhaps a little beyond its ends, that a range of output samples needs.
  func sources(of outputs: Range<Int>) -> Range<Int> {
    var (first, last) = (starts[outputs.lowerBound], starts[outputs.lowerBound])
    for i in outputs {
      first = min(first, starts[i])
      last = max(last, starts[i])
    }
    return first..<last + taps
  }
}
