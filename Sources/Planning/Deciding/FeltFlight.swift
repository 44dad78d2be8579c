import Geometry
import Worlds

/// How far a flight through one scene seems, which is farther than it is where near things pass by: the integral of the scene's parallax
/// over the octaves from where it fills the canvas. At an even speed along it, nothing seems to hurry or to slow down.
///
/// The parallax is 1 at the start, grows to the world's own, and has gone when only the next scene is left.
package struct FeltFlight: Sendable {
  /// Where the parallax changes its course: octaves, the felt ones up to there, and the parallax. At least one; the first is 0.
  private let knots: [(octaves: Double, felt: Double, parallax: Double)]

  /// - Parameters:
  ///   - parallax: nil for a scene in which nothing is nearer than the rest.
  ///   - length: octaves to the next scene; nil where none comes.
  package init(_ parallax: Parallax?, length: Double?) {
    var knots = [(octaves: 0.0, felt: 0.0, parallax: 1.0)]
    for (octaves, value) in FeltFlight.course(parallax, length: length ?? .infinity) {
      let last = knots[knots.count - 1]
      let felt = last.felt + (octaves - last.octaves) * (value + last.parallax) / 2
      knots.append((octaves, felt, value))
    }
    self.knots = knots
  }

  private static func course(_ parallax: Parallax?, length: Double) -> [(octaves: Double, value: Double)] {
    guard let parallax, parallax.factor > 1 else { return [] }
    let (start, whole) = (parallax.rise.lowerBound, parallax.rise.upperBound)
    let (fades, gone) = (length - parallax.fade.upperBound, length - parallax.fade.lowerBound)
    guard gone > start else { return [] }
    guard whole > fades else {
      let risen = [(start, 1), (whole, parallax.factor)]
      return gone.isFinite ? risen + [(fades, parallax.factor), (gone, 1)] : risen
    }
    // It fades before it has grown.
    let (upward, downward) = (1 / (whole - start), 1 / (gone - fades))
    let crest = (start * upward + gone * downward) / (upward + downward)
    return [(start, 1), (crest, 1 + (parallax.factor - 1) * upward * (crest - start)), (gone, 1)]
  }

  /// The felt octaves at which the parallax changes its course.
  package var changes: [Double] { knots.dropFirst().map(\.felt) }

  package func felt(_ octaves: Double) -> Double {
    let (knot, slope) = piece { $0.octaves <= octaves }
    let x = octaves - knot.octaves
    return knot.felt + x * (knot.parallax + slope * x / 2)
  }

  /// The octaves that are felt as so many.
  package func octaves(felt: Double) -> Double {
    let (knot, slope) = piece { $0.felt <= felt }
    let y = felt - knot.felt
    // The root of y = x · (parallax + slope · x / 2) that is free of cancellation.
    let root = max(0, knot.parallax * knot.parallax + 2 * slope * y).squareRoot()
    return knot.octaves + 2 * y / (knot.parallax + root)
  }

  /// Felt octaves for each octave, there.
  package func parallax(felt: Double) -> Double {
    let (knot, slope) = piece { $0.felt <= felt }
    return knot.parallax + slope * (octaves(felt: felt) - knot.octaves)
  }

  /// The last knot for which something holds, or the first, and how the parallax changes an octave from there on.
  private func piece(_ holds: ((octaves: Double, felt: Double, parallax: Double)) -> Bool)
    -> (knot: (octaves: Double, felt: Double, parallax: Double), slope: Double)
  {
    let index = knots.lastIndex(where: holds) ?? 0
    guard index + 1 < knots.count, knots[index + 1].octaves > knots[index].octaves else { return (knots[index], 0) }
    let (knot, next) = (knots[index], knots[index + 1])
    return (knot, (next.parallax - knot.parallax) / (next.octaves - knot.octaves))
  }
}

extension Appearance {
  /// The flight from where it fills the canvas to the next scene, or on and on.
  func flight(_ length: Double?) -> FeltFlight { FeltFlight(parallax, length: length) }
}
