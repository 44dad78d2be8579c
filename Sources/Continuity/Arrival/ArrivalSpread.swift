import Geometry

/// Spreads a hand-over over its window so that the inner scene takes over the canvas evenly.
///
/// What counts is what is seen: while the inner picture is smaller than the canvas, its share of it; later only what has not left the canvas.
struct ArrivalSpread {
  let begins: Double
  let ends: Double
  private static let steps = 96
  private static let bins = 2048

  /// How much of the canvas is the inner scene's at a moment 0 … 1.
  func share(_ moment: Double) -> Double { PortableMath.exp2(exponent * PortableMath.log2(min(max(moment, 1e-9), 1))) }

  /// Nearly even; but a quarter of an octave before the inner picture fills the canvas, it may not show its frame by being open all over.
  private var exponent: Double {
    let early = min(max((-0.25 - begins) / (ends - begins), 0.05), 0.95)
    return min(max(PortableMath.log2(0.36) / PortableMath.log2(early), 1.4), 3)
  }

  /// Moments 0 … 1 in the order of some times. `reaches` says how far out each pixel is towards the border: it is seen until the picture
  /// is 1 / reach times as large as the canvas.
  func moments(_ times: [Float], weights: [Float], reaches: Reaches) -> [Float] {
    let ranks = Field.ranks(times)
    let levels = levels(ranks, weights, reaches.framed)
    let limits = limits
    let whole = min(max(-begins / (ends - begins), 0), 1)
    return ranks.indices.map { i in
      let moment = max(moment(of: Double(ranks[i]), levels), moment(of: Double(reaches.round[i]), limits))
      return Float(reaches.framed[i] > ArrivalSpread.frame ? max(moment, whole) : moment)
    }
  }

  /// For each step how far out the inner scene may be open, round about the pole: an ellipse that grows on the canvas evenly, and has the
  /// whole canvas in it at the end. So a picture that is still smaller than the canvas never shows its frame.
  private var limits: [Double] {
    var limits: [Double] = []
    for step in 0...ArrivalSpread.steps {
      let moment = Double(step) / Double(ArrivalSpread.steps)
      let octaves = begins + (ends - begins) * moment
      // The ellipse around the canvas, and more towards the end, because reaches are bent outward.
      let square = moment * moment
      let limit = 2.0.squareRoot() * (moment + 0.6 * square * square) * PortableMath.exp2(-octaves)
      limits.append(max(limits.last ?? 0, octaves < 0 ? min(limit, cap(octaves)) : limit))
    }
    return limits
  }

  /// What is farther out than this has to wait until the inner picture fills the canvas.
  private static let frame: Float = 0.96

  /// How far out the inner scene may be open before its picture fills the canvas. If there is time left afterwards the corners wait for it;
  /// if not, they open shortly before.
  private func cap(_ octaves: Double) -> Double {
    let hurry = min(max((0.4 - ends) / 0.35, 0), 1)
    return 0.94 + 0.9 * hurry * max(0, 1 + octaves / 0.3)
  }

  /// For each step of the window the rank up to which pixels have turned; rising.
  private func levels(_ ranks: [Float], _ weights: [Float], _ reaches: [Float]) -> [Double] {
    let (steps, bins) = (ArrivalSpread.steps, ArrivalSpread.bins)
    var seen = [Double](repeating: 0, count: bins)
    var leaving = [[(bin: Int, weight: Double)]](repeating: [], count: steps + 2)
    for i in ranks.indices {
      let bin = min(bins - 1, Int(ranks[i] * Float(bins)))
      seen[bin] += Double(weights[i])
      let gone = -PortableMath.log2(max(Double(reaches[i]), 1e-9))
      let step = Int(min(max((gone - begins) / (ends - begins) * Double(steps), -1), Double(steps)).rounded(.down)) + 1
      if gone >= 0, step <= steps { leaving[step].append((bin, Double(weights[i]))) }
    }
    let whole = seen.reduce(0, +)
    var levels: [Double] = []
    for step in 0...steps {
      for pixel in leaving[step] { seen[pixel.bin] -= pixel.weight }
      let moment = Double(step) / Double(steps)
      let octaves = begins + (ends - begins) * moment
      let last = levels.last ?? 0
      let wanted: Double
      if octaves < 0 {
        wanted = share(moment) * whole * PortableMath.exp2(-2 * octaves)
      } else {
        // Some of the outer scene leaves by itself; the rest turns nearly evenly.
        let (all, open) = (seen.reduce(0, +), ArrivalSpread.sum(seen, below: last))
        wanted = open + (all - open) * (step == steps ? 1 : 0.8 / Double(steps - step + 1))
      }
      levels.append(max(last, ArrivalSpread.level(seen, holding: wanted)))
    }
    return levels
  }

  private static func sum(_ seen: [Double], below level: Double) -> Double {
    var sum = 0.0
    for (bin, weight) in seen.enumerated() { sum += weight * min(max(level * Double(seen.count) - Double(bin), 0), 1) }
    return sum
  }

  /// The rank below which there is so much.
  private static func level(_ seen: [Double], holding wanted: Double) -> Double {
    var sum = 0.0
    for (bin, weight) in seen.enumerated() {
      if weight > 0, sum + weight >= wanted * (1 - 1e-9) {
        return (Double(bin) + max(0, wanted - sum) / weight) / Double(seen.count)
      }
      sum += weight
    }
    return 1
  }

  private func moment(of rank: Double, _ levels: [Double]) -> Double {
    var (low, high) = (0, levels.count - 1)
    if rank >= levels[high] { return 1 }
    // The last step whose level is not above the rank.
    while high - low > 1 {
      let middle = (low + high) / 2
      if levels[middle] <= rank { low = middle } else { high = middle }
    }
    let rise = levels[high] - levels[low]
    let part = rise > 0 ? min(max((rank - levels[low]) / rise, 0), 1) : 0
    return (Double(low) + part) / Double(levels.count - 1)
  }
}
