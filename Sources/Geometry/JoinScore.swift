/// What will be seen of a join of unlike scenes: less is better.
///
/// The weights are those with which it puts the joins of a pair of pictures in the order in which eyes do, in three of four comparisons (63 joins
/// of 16 pairs, rated blind). Up to 1.2 joins were rated 6.3 of 10 in the mean, from `bad` on 3.5.
package struct JoinScore: Hashable, Codable, Sendable {
  /// Length of the contour in heights of the canvas, weighted by how much it shows, in the mean of some moments.
  package var seam: Double
  /// The same of what runs along the inner scene's frame.
  package var frame: Double
  /// The part of the canvas in which nothing is to be seen, 0 … 1.
  package var emptiness: Double
  /// How much of what the outer scene is of is covered while it is still seen, 0 … 1.
  package var covered: Double
  /// How much of what the inner scene is of comes late, 0 … 1.
  package var late: Double
  /// How much of the inner scene's lower rim stands on nothing, 0 … 1.
  package var afloat: Double
  /// How far from the outer scene's middle it opens, in halves of the canvas, squared.
  package var off: Double
  /// How much sharper or softer the inner scene is than what is beside it: factors of 2, in the mean along the contour.
  package var sharpness: Double
  /// How far apart their colours are there, in units of 30 of chroma (Lab), 0 … 2.
  package var colour: Double

  package init(
    seam: Double, frame: Double, emptiness: Double, covered: Double, late: Double, afloat: Double, off: Double,
    sharpness: Double, colour: Double
  ) {
    (self.seam, self.frame, self.emptiness, self.covered) = (seam, frame, emptiness, covered)
    (self.late, self.afloat, self.off) = (late, afloat, off)
    (self.sharpness, self.colour) = (sharpness, colour)
  }

  package var total: Double {
    parts.reduce(0) { $0 + $1.cost }
  }

  /// What each part comes to, and what it is called.
  package var parts: [(name: String, cost: Double)] {
    [
      ("its contour shows", seam), ("its frame shows", frame), ("little is to be seen", 1.2 * emptiness),
      ("it covers what the outer scene is of", 0.3 * covered), ("its own thing comes late", 0.1 * late),
      ("it hangs in the air", 0.6 * afloat), ("it lies far from the middle", 0.35 * off),
      ("one picture is sharp where the other is soft", 0.2 * sharpness), ("their colours are far apart", 0.2 * colour),
    ]
  }

  /// From here on a join does not go well.
  package static let bad = 1.85

  /// What is wrong with a bad join, in the words of `parts`, the worst first; nil for one that is not bad.
  package var complaint: String? {
    guard total >= JoinScore.bad else { return nil }
    let worst = parts.filter { $0.cost > 0.15 }.sorted { $0.cost > $1.cost }.prefix(2)
    return worst.map(\.name).joined(separator: " and ")
  }
}
