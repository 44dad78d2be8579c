import Geometry

/// Which scene stands at which place of a chain, and in which order people see them.
///
/// Scenes are kept outermost first, and so are places: place 0 … count − 1 holds the scene of its own number. Where a chain goes round,
/// places count on and some of the scenes come again: in a loop all of them, both ways for ever; in an open shot those of the round, inward
/// or outward beyond the last one that is seen. A **step** counts scenes in the order in which they appear.
///
///     let order = ChainOrder(count: 5, direction: .in, loops: false, round: 2..<5)
///     order.scene(at: 5)    // 2
///     order.rounds(at: 5)   // 1
///     order.has(place: -1)  // false
package struct ChainOrder: Equatable, Sendable {
  package let count: Int
  package let direction: Direction
  package let loops: Bool
  /// The places that come again; nil: the chain ends with its scenes.
  package let round: Range<Int>?

  /// A round is not empty and lies in the chain: flying in at its end, flying out at its beginning.
  package init(count: Int, direction: Direction, loops: Bool, round: Range<Int>?) {
    self.count = count
    self.direction = direction
    self.loops = loops
    self.round = loops ? 0..<count : round
  }

  package var isInward: Bool { direction == .in }

  /// Whether the chain has this place.
  package func has(place: Int) -> Bool {
    if loops { return true }
    guard round != nil else { return place >= 0 && place < count }
    return isInward ? place >= 0 : place < count
  }

  /// The number of the scene at a place that the chain has.
  package func scene(at place: Int) -> Int {
    if place >= 0, place < count { return place }
    guard let round else { preconditionFailure("a chain that ends has no place beyond its scenes") }
    return round.lowerBound + floorMod(place - round.lowerBound, round.count)
  }

  /// How many rounds further in a place lies than the scene that stands there.
  package func rounds(at place: Int) -> Int {
    guard let round else { return 0 }
    return (place - scene(at: place)) / round.count
  }

  /// How many links there are: each place's to the next, but for the innermost one of a chain that ends there.
  package var linkCount: Int { has(place: count) ? count : count - 1 }

  /// The place of a step 0 ..< count.
  package func place(ofStep step: Int) -> Int { isInward ? step : count - 1 - step }

  /// The step of a place 0 ..< count.
  package func step(at place: Int) -> Int { isInward ? place : count - 1 - place }

  /// The step from which people go on to the next over the link after a place 0 ..< count.
  package func outgoingStep(ofLinkAfter place: Int) -> Int {
    isInward ? place : floorMod(count - 2 - place, count)
  }
}
