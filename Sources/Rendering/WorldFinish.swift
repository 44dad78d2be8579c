/// How finely worlds are drawn.
package enum WorldFinish: Sendable {
  case film
  /// Without grain, for pictures that others go on from.
  case grainless
  /// At half the size, for a quick look.
  case draft
}
