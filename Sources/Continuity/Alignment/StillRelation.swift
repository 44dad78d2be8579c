/// Which of two stills lies in the other.
package enum StillRelation: Hashable, Sendable {
  case firstLiesInSecond(Alignment)
  case secondLiesInFirst(Alignment)
}
