/// Stills that lie in one another.
package struct StillStack: Hashable, Sendable {
  /// The stills' numbers, outermost first.
  package var order: [Int]
  /// Where each still lies in the one before it; one fewer than stills.
  package var alignments: [Alignment]
}
