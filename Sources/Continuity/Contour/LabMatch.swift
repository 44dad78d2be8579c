/// The map that gives colours in Lab the mean and the spread of others (as `ColourMatch.statistics`, but in Lab itself, and gentler).
struct LabMatch {
  private let from: Vector3
  private let to: Vector3
  private let linear: Matrix3

  init(from image: LabImage, to other: LabImage) {
    let (a, b) = (LabMatch.statistics(image), LabMatch.statistics(other))
    let root = a.covariance.withEigenvalues { max($0, 1e-6).squareRoot() }
    let between = (root * b.covariance * root).withEigenvalues { max($0, 0).squareRoot() }
    linear = (root.inverse * between * root.inverse).withEigenvalues { min(max($0, 0.5), 1.3) }
    (from, to) = (a.mean, b.mean)
  }

  private static func statistics(_ image: LabImage) -> (mean: Vector3, covariance: Matrix3) {
    var sums = ColourSums()
    for i in 0..<image.count {
      let colour = Vector3(Double(image.channels[0][i]), Double(image.channels[1][i]), Double(image.channels[2][i]))
      sums.add(colour, colour, weight: 1)
    }
    return (sums.meanFrom, sums.covariance + 6 * .identity)
  }

  /// An image so much of the way, 0 … 1.
  func apply(to image: LabImage, amount: Double) -> LabImage {
    let step = amount * (linear - .identity)
    let rows = [step * Vector3(1, 0, 0), step * Vector3(0, 1, 0), step * Vector3(0, 0, 1)]
    let shift = amount * (to - from) - step * from
    func row(_ pick: (Vector3) -> Double) -> (Float, Float, Float, Float) {
      (Float(pick(rows[0])), Float(pick(rows[1])), Float(pick(rows[2])), Float(pick(shift)))
    }
    let factors = [row(\.x), row(\.y), row(\.z)]
    let (l, a, b) = (image.channels[0], image.channels[1], image.channels[2])
    let channels = factors.enumerated().map { k, f in
      (0..<image.count).map { image.channels[k][$0] + f.0 * l[$0] + f.1 * a[$0] + f.2 * b[$0] + f.3 }
    }
    return LabImage(width: image.width, height: image.height, channels: channels)
  }
}
