import Geometry
import Imaging

extension ColourMatch {
  /// The map that takes one picture's colours to another's, both showing the same things at the same places; nil if they do not. Things
  /// that have moved are left out of it, and so is what is burnt out or drowned in black.
  ///
  /// As many of the map's numbers as the colours of the picture tell are found: its offset always, its gain from a few steps of contrast
  /// on, and each direction of colour by itself as soon as there is more of it than noise.
  ///
  ///     let map = ColourMatch.corresponding(from: scene, to: scene.mapped(warmer))!
  ///     map((y: 0.5, cb: 0, cr: 0))                                  // (0.500, −0.020, 0.020), as warmer's
  ///     ColourMatch.corresponding(from: scene, to: another)          // nil
  package static func corresponding(from: Picture, to: Picture) -> ColourMap? {
    precondition(from.size == to.size, "pictures that correspond have the same size")
    let pair = ColourPair(
      ColourImage(from, mostWidth: correspondenceWidth), ColourImage(to, mostWidth: correspondenceWidth))
    return pair.isSameScene ? pair.map : nil
  }

  private static let correspondenceWidth = 320
}

/// Two pictures of the same things, and the map between their colours by robust least squares.
private struct ColourPair {
  private let from: ColourImage
  private let to: ColourImage
  private let indices: [Int]
  private let trust: [Double]
  private(set) var map = ColourMap.identity
  /// How well each pixel fits the map, 0 … 1, and 0 where nothing is to be learnt from it.
  private var weights: [Double]
  /// The median distance between the mapped colours and the others, and what it is at least taken for: rounding to eight bits.
  private var error = 0.0
  private static let leastError = 0.002

  /// Variances in Y′CbCr below which the simpler map decides: a step of eight bits, and two.
  private static let (leastVariance, leastContrast) = (1.6e-5, 6.4e-5)

  init(_ from: ColourImage, _ to: ColourImage) {
    (self.from, self.to) = (from, to)
    let shown = (0..<from.count).filter { !from.isCut($0) && !to.isCut($0) }
    indices = shown.count * 20 > from.count ? shown : Array(0..<from.count)
    let (p, q) = (from.slopes, to.slopes)
    // Where the picture is steep, a small shift looks like another colour.
    trust = (0..<from.count).map { 1 / (1 + Double(p[$0] + q[$0]) / (0.04 * 0.04)) }
    weights = trust
    fit()
  }

  private mutating func fit() {
    for round in 0..<16 {
      solve()
      let distances = squaredDistances()
      error = max(ColourPair.median(distances).squareRoot(), ColourPair.leastError)
      // At first nothing is thrown away, because the map is still wrong; then what is four times as far as usual counts nothing.
      weights = [Double](repeating: 0, count: from.count)
      for (k, i) in indices.enumerated() {
        let far = distances[k] / (error * error)
        let near = max(0, 1 - far / 16)
        weights[i] = trust[i] * (round < 6 ? 1 / (1 + far) : near * near)
      }
    }
    solve()
  }

  private mutating func solve() {
    var sums = ColourSums()
    for i in indices where weights[i] > 0 { sums.add(from.colour(i), to.colour(i), weight: weights[i]) }
    let gain = sums.gain(variance: ColourPair.leastContrast)
    map = sums.map(sums.linearPart(near: gain * .identity, variance: ColourPair.leastVariance))
  }

  private func squaredDistances() -> [Double] {
    let linear = map.linear
    let offset = Vector3(map.rows[0][3], map.rows[1][3], map.rows[2][3])
    return indices.map { (linear * from.colour($0) + offset - to.colour($0)).squaredLength }
  }

  /// Of at most 8000 of the numbers.
  private static func median(_ numbers: [Double]) -> Double {
    let some = stride(from: 0, to: numbers.count, by: 1 + numbers.count / 8000).map { numbers[$0] }.sorted()
    return some[some.count / 2]
  }

  /// Whether both show the same: their fine structure goes together; where neither has any, their colours do.
  var isSameScene: Bool {
    let (p, q) = (from.mapped(map).detail, to.detail)
    var (pp, qq, pq, sum) = (0.0, 0.0, 0.0, 0.0)
    for i in indices {
      // Whether a pixel fits decides here, and steep ones tell the most.
      let weight = weights[i] / trust[i]
      pp += weight * Double(p[i] * p[i])
      qq += weight * Double(q[i] * q[i])
      pq += weight * Double(p[i] * q[i])
      sum += weight
    }
    guard sum > 0.4 * Double(indices.count) else { return false }
    let structure = (max(pp, qq) / sum).squareRoot()
    if structure < 0.004 { return error < 0.02 }
    return pq > 0.5 * (pp * qq).squareRoot()
  }
}

extension ColourImage {
  fileprivate func colour(_ i: Int) -> Vector3 {
    Vector3(Double(luma[i]), Double(blueness[i]), Double(redness[i]))
  }

  /// Whether red, green or blue is at an end of its range, where it says little.
  fileprivate func isCut(_ i: Int) -> Bool {
    let (y, cb, cr) = (luma[i], blueness[i], redness[i])
    let (red, green, blue) = (y + 1.5748 * cr, y - 0.1873 * cb - 0.4681 * cr, y + 1.8556 * cb)
    return min(red, green, blue) < 0.006 || max(red, green, blue) > 0.994
  }

  /// The squared change of luma from pixel to pixel.
  fileprivate var slopes: [Float] {
    var slopes = [Float](repeating: 0, count: count)
    for y in 0..<height {
      let (above, below) = (max(y - 1, 0) * width, min(y + 1, height - 1) * width)
      for x in 0..<width {
        let across = luma[y * width + min(x + 1, width - 1)] - luma[y * width + max(x - 1, 0)]
        let down = luma[below + x] - luma[above + x]
        slopes[y * width + x] = 0.25 * (across * across + down * down)
      }
    }
    return slopes
  }

  /// Luma less its mean over a square of nine pixels around.
  fileprivate var detail: [Float] {
    let across = ColourImage.means(luma, count: width, step: 1, lines: height, lineStep: width)
    let around = ColourImage.means(across, count: height, step: width, lines: width, lineStep: 1)
    return (0..<count).map { luma[$0] - around[$0] }
  }

  /// Means over nine neighbours along lines of samples. Beyond its ends a line goes on.
  private static func means(_ samples: [Float], count: Int, step: Int, lines: Int, lineStep: Int) -> [Float] {
    var out = samples
    for line in 0..<lines {
      for i in 0..<count {
        var sum: Float = 0
        for k in i - 4...i + 4 { sum += samples[line * lineStep + min(max(k, 0), count - 1) * step] }
        out[line * lineStep + i * step] = sum / 9
      }
    }
    return out
  }
}
