/// Where an inner scene may lie in an outer one.
package struct JoinPlace: Hashable, Codable, Sendable {
  /// Of the inner scene's middle, in plane units of the outer picture (2 high).
  package var middle: Point
  /// What would be seen of the join.
  package var score: JoinScore

  package init(middle: Point, score: JoinScore) { (self.middle, self.score) = (middle, score) }
}
