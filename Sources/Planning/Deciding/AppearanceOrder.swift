import Geometry

/// The three ways of counting scenes, and how they go together: places of the chain, outermost first; steps, as people see them; and
/// numbers of the list of appearances, of which some come more than once.
struct AppearanceOrder {
  /// The number of the appearance at each step.
  let steps: [Int]
  let chain: ChainOrder

  var places: Range<Int> { 0..<chain.count }

  /// The appearance that stands at a place.
  func appearance(at place: Int) -> Int { steps[chain.step(at: chain.scene(at: place))] }

  /// The appearance from which people go on over the link after a place: its outer scene flying in, its inner one flying out.
  func outgoing(ofLinkAfter place: Int) -> Int { steps[chain.outgoingStep(ofLinkAfter: chain.scene(at: place))] }

  /// The step before the one that is seen first at a place; nil for the very first.
  func stepBefore(_ place: Int) -> Int? {
    let step = chain.step(at: place)
    return step > 0 ? step - 1 : chain.loops ? chain.count - 1 : nil
  }

  /// Whether nothing comes after the scene at a place.
  func isLast(_ place: Int) -> Bool { chain.step(at: place) == chain.count - 1 && chain.round == nil }
}
