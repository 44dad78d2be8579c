import Geometry
import Imaging

/// Finds affine maps of colours that make one picture look like another.
package enum ColourMatch {
  /// Pictures are reduced to this width before they are measured.
  private static let mostWidth = 320
  /// What is added to the variance of L, a and b, so that flat pictures ask for no more than they can: two steps of what an eye sees.
  private static let addedVariance = 4.0
  /// No direction of colour is stretched by more than this or less than that.
  private static let gentle = 0.5...2.0

  /// The map that gives one picture the mean and the spread of another's colours: of pictures of unlike things.
  ///
  /// Between Gaussians in Lab it is the map that moves colours least in the mean of squares (Pitié and Kokaram, "The linear
  /// Monge–Kantorovitch linear colour mapping for example-based colour transfer", 2007): T = A^−½ (A^½ B A^½)^½ A^−½ for covariances
  /// A and B. The affine map in Y′CbCr is the nearest one over the picture's own colours.
  ///
  ///     let lighter = ColourMatch.statistics(from: grey40, to: grey60, amount: 0.5)
  ///     lighter((y: 0.4, cb: 0, cr: 0)).y      // 0.498
  ///
  /// - Parameters:
  ///   - amount: how much of the way is gone, 0 … 1.
  ///   - weights: how much each place counts, laid over both pictures; all places alike if nil.
  package static func statistics(
    from: Picture, to: Picture, amount: Double = 0.75, weights: GreyImage? = nil
  ) -> ColourMap {
    let source = ColourImage(from, mostWidth: mostWidth)
    let a = LabStatistics(source, weights, addedVariance)
    let b = LabStatistics(ColourImage(to, mostWidth: mostWidth), weights, addedVariance)
    let root = a.covariance.withEigenvalues { $0.squareRoot() }
    let between = (root * b.covariance * root).withEigenvalues { max($0, 0).squareRoot() }
    let full = (root.inverse * between * root.inverse).withEigenvalues {
      min(max($0, gentle.lowerBound), gentle.upperBound)
    }
    let linear = Matrix3.identity + amount * (full - .identity)
    let mean = a.mean + amount * (b.mean - a.mean)
    return affine(over: source, weights, a) { mean + linear * ($0 - a.mean) }
  }

  /// The nearest affine map in Y′CbCr to a map in Lab.
  private static func affine(
    over image: ColourImage, _ weights: GreyImage?, _ statistics: LabStatistics, _ map: (Vector3) -> Vector3
  ) -> ColourMap {
    var sums = ColourSums()
    for i in 0..<image.count {
      let colour = Vector3(Double(image.luma[i]), Double(image.blueness[i]), Double(image.redness[i]))
      sums.add(colour, yCbCr(map(image.lab(i))), weight: image.weight(i, weights))
    }
    // The added variance, as colours about the mean: 2 · 6² / 18 = 4 in each direction.
    let share = sums.weight / 18
    for step in [Vector3(6, 0, 0), Vector3(0, 6, 0), Vector3(0, 0, 6)] {
      for lab in [statistics.mean + step, statistics.mean - step] {
        sums.add(yCbCr(lab), yCbCr(map(lab)), weight: share)
      }
    }
    return sums.map(sums.linearPart(near: .identity, variance: 1e-9).stretching(within: gentle))
  }

  private static func yCbCr(_ lab: Vector3) -> Vector3 {
    let (y, cb, cr) = Lab.yCbCr((Float(lab.x), Float(lab.y), Float(lab.z)))
    return Vector3(Double(y), Double(cb), Double(cr))
  }
}

/// The mean and the covariance of a picture's colours in Lab.
private struct LabStatistics {
  let mean: Vector3
  let covariance: Matrix3

  init(_ image: ColourImage, _ weights: GreyImage?, _ addedVariance: Double) {
    var sums = ColourSums()
    for i in 0..<image.count {
      let colour = image.lab(i)
      sums.add(colour, colour, weight: image.weight(i, weights))
    }
    mean = sums.meanFrom
    covariance = sums.covariance + addedVariance * .identity
  }
}

extension ColourImage {
  fileprivate func lab(_ i: Int) -> Vector3 { Vector3(Double(lightness[i]), Double(a[i]), Double(b[i])) }

  /// The weight of the place where a pixel lies. A millionth more, so that weights of nothing at all mean the same as none.
  fileprivate func weight(_ i: Int, _ weights: GreyImage?) -> Double {
    guard let weights else { return 1 }
    let (x, y) = (i % width * weights.width / width, i / width * weights.height / height)
    return Double(weights.pixels[y * weights.width + x]) + 1e-6
  }
}
