import Geometry
import Imaging

/// How different two pictures are to the eye, in steps of Lab (CIE 1976).
package struct ColourDifference: Hashable, Sendable {
  /// The mean over all pixels of the difference between what both show there.
  package var meanDE: Double
  /// The difference between the pictures' mean colours, whatever they show.
  package var betweenMeans: Double
  /// How much lighter the second is in the mean.
  package var lightness: Double
}

extension ColourMatch {
  /// The difference between two pictures of the same size, the colours of the first being mapped before.
  ///
  ///     ColourMatch.difference(grey40, grey60)      // meanDE 20.03, betweenMeans 20.03, lightness 20.03
  package static func difference(
    _ first: Picture, _ second: Picture, mapping: ColourMap = .identity
  ) -> ColourDifference {
    precondition(first.size == second.size, "colours are compared between pictures of the same size")
    let p = ColourImage(first, mostWidth: first.size.width).mapped(mapping)
    let q = ColourImage(second, mostWidth: second.size.width)
    var (sum, shift) = (0.0, Vector3.zero)
    for i in 0..<p.count {
      let step = Vector3(
        Double(q.lightness[i] - p.lightness[i]), Double(q.a[i] - p.a[i]), Double(q.b[i] - p.b[i]))
      sum += step.squaredLength.squareRoot()
      shift += step
    }
    let mean = (1 / Double(p.count)) * shift
    return ColourDifference(
      meanDE: sum / Double(p.count), betweenMeans: mean.squaredLength.squareRoot(), lightness: mean.x)
  }
}
