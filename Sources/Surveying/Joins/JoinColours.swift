import Geometry
import Planning

/// Over which depth the colours of scenes meet.
enum JoinColours {
  /// Octaves before and after a hand-over in which a scene's look changes, if there is room, and at least.
  private static let usualOctaves = 1.0
  private static let leastOctaves = 0.1

  static func settle(_ plan: inout Plan) {
    keepGenerated(&plan)
    for place in plan.links.indices {
      guard var colour = plan.links[place].colour else { continue }
      let window = plan.links[place].window
      // The outer scene changes from when it is alone; the inner one is itself when it begins to give way.
      let before = plan.links[place].octaves + window.lowerBound - (plan.link(before: place)?.window.upperBound ?? 0)
      let after = plan.link(after: place + 1).map { $0.octaves + $0.window.lowerBound - window.upperBound }
      colour.begins = window.lowerBound - min(usualOctaves, max(before, leastOctaves))
      colour.ends = window.upperBound + min(usualOctaves, max(after ?? .infinity, leastOctaves))
      plan.links[place].colour = colour
    }
  }

  /// A generated take shows what the scene before it does when it begins: any other colour is its generator's mistake, and is put right for
  /// the whole scene. Each is put right to the one before as that is seen, so that mistakes do not add up.
  private static func keepGenerated(_ plan: inout Plan) {
    let inward = plan.direction == .in
    let order = inward ? Array(plan.links.indices) : plan.links.indices.reversed()
    for place in order {
      guard plan.links[place].kind != .nested, let colour = plan.links[place].colour else { continue }
      let (before, later) = inward ? (place, place + 1) : (place + 1, place)
      guard later < plan.scenes.count, plan.scenes[later].provenance != nil,
        case .take = plan.scenes[later].content
      else { continue }
      let map = inward ? colour.toOuter : colour.toInner
      plan.scenes[later].colour = plan.scenes[before].colour.map { map.then($0) } ?? map
      plan.links[place].colour = nil
    }
  }
}

extension Plan {
  fileprivate func link(before place: Int) -> Link? { has(place: place - 1) ? link(after: place - 1) : nil }
}
