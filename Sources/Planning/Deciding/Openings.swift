import Geometry

/// Where worlds open onto the next scene by a piece of their own structure.
enum Openings {
  /// Sets the links' reach after every world that is wished to open.
  static func settle(_ plan: inout Plan, isWished: (_ place: Int) -> Bool) {
    for place in plan.links.indices where isWished(place) {
      guard case .world = plan.scenes[place].content else { continue }
      plan.links[place].reach = reach(of: plan.scenes[(place + 1) % plan.scenes.count], in: plan)
    }
  }

  /// A world has something to show wherever one looks, so its rim is on its way out of the canvas when it fills it. A take ends at its
  /// border, and the rim stays within it.
  private static func reach(of inner: PlannedScene, in plan: Plan) -> Double {
    guard let shown = plan.shownSize(of: inner), let unit = plan.unitsPerPixel(of: inner) else {
      return 0.85 * plan.size.corners[0].length
    }
    let p = inner.vanishingPoint
    return 0.98 * min(shown.width * unit / 2 - abs(p.x), shown.height * unit / 2 - abs(p.y))
  }
}
