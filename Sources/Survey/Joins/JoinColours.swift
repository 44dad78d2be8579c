import Geometry
import Planning

/// Over which depth the colours of scenes meet.
enum JoinColours {
  /// Octaves before and after a hand-over in which a scene's look changes, if there is room.
  private static let usualOctaves = 1.0
  /// A scene keeps this part of its depth for itself.
  private static let ownPart = 0.2

  static func settle(_ plan: inout Plan) {
    keepGenerated(&plan)
    for place in plan.links.indices {
      guard var colour = plan.links[place].colour else { continue }
      let window = plan.links[place].window
      let before = room(plan, at: place) / 2
      let after = room(plan, at: (place + 1) % plan.scenes.count) / 2
      colour.begins = window.lowerBound - min(usualOctaves, max(before + min(0, window.lowerBound), 0.05))
      colour.ends = window.upperBound + min(usualOctaves, max(after - max(0, window.upperBound), 0.05))
      plan.links[place].colour = colour
    }
  }

  /// Octaves of a scene in which looks may change.
  private static func room(_ plan: Plan, at place: Int) -> Double {
    guard let link = plan.link(after: place) else { return 4 * usualOctaves }
    return link.octaves * (1 - ownPart)
  }

  /// A generated take shows what the scene before it does when it begins: any other colour is its generator's mistake, and is put right for
  /// the whole scene. Each is put right to the one before as that is seen, so that mistakes do not add up.
  private static func keepGenerated(_ plan: inout Plan) {
    let inward = plan.placesAreInOrder
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
  /// Whether the first place is seen first.
  fileprivate var placesAreInOrder: Bool { waypoints.last!.scene >= waypoints[0].scene }
}
