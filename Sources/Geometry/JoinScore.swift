/// What will be seen of a join of unlike scenes: less is better. Up to 1 most joins are good, from `bad` on none was.
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

  package init(
    seam: Double, frame: Double, emptiness: Double, covered: Double, late: Double, afloat: Double, off: Double
  ) {
    (self.seam, self.frame, self.emptiness, self.covered) = (seam, frame, emptiness, covered)
    (self.late, self.afloat, self.off) = (late, afloat, off)
  }

  package var total: Double {
    parts.reduce(0) { $0 + $1.cost }
  }

  /// What each part comes to, and what it is called.
  package var parts: [(name: String, cost: Double)] {
    [
      ("its contour shows", seam), ("its frame shows", 0.9 * frame), ("little is to be seen", 0.9 * emptiness),
      ("it covers what the outer scene is of", 0.8 * covered), ("its own thing comes late", 0.3 * late),
      ("it hangs in the air", 0.3 * afloat), ("it lies far from the middle", 0.5 * off),
    ]
  }

  /// From here on a join does not go well.
  package static let bad = 1.25

  /// What is wrong with a bad join, in the words of `parts`, the worst first; nil for one that is not bad.
  package var complaint: String? {
    guard total >= JoinScore.bad else { return nil }
    let worst = parts.filter { $0.cost > 0.15 }.sorted { $0.cost > $1.cost }.prefix(2)
    return worst.map(\.name).joined(separator: " and ")
  }
}
