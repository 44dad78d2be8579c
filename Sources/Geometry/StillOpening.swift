/// What is seen through a still.
package struct StillOpening: Hashable, Codable, Sendable {
  /// The part of it that is not seen, 0 … 1.
  package var missing: Double
  /// Its largest hole; nil where it has none, or only at its border.
  package var hole: Hole?
  /// Whether something is see-through beside the hole.
  package var showsAround: Bool
  /// Whether its colour profile is of a kind that is not read: of tables, or damaged.
  package var isProfileUnread: Bool

  /// The rectangle around a hole, in plane units of the upright picture (2 high).
  package struct Hole: Hashable, Codable, Sendable {
    package var middle: Point
    package var half: Point

    package init(middle: Point, half: Point) {
      self.middle = middle
      self.half = half
    }
  }

  package init(missing: Double, hole: Hole? = nil, showsAround: Bool = false, isProfileUnread: Bool = false) {
    self.missing = missing
    self.hole = hole
    self.showsAround = showsAround
    self.isProfileUnread = isProfileUnread
  }
}
