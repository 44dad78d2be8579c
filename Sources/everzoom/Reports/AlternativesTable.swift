import Planning

/// The places that scenes may have in others, for people: what to write into a storyboard for each.
enum AlternativesTable {
  /// - Parameter plans: alike but for the places of their joins, the best first.
  static func text(_ plans: [Plan]) -> String {
    let joins = plans[0].chosenJoins(besides: plans.dropFirst())
    guard !joins.isEmpty else { return "no join of this shot has another place\n" }
    let rows = joins.flatMap { place in
      plans.enumerated().map { rank, plan in row(plan, place, rank) }
    }
    return TextTable([["join", "rank", "focus", "score", "what costs most"]] + rows).text
  }

  private static func row(_ plan: Plan, _ place: Int, _ rank: Int) -> [String] {
    let score = plan.links[place].measured?.score
    return [
      rank == 0 ? "\(place + 1) → \(plan.order.scene(at: place + 1) + 1)" : "",
      "\(rank + 1)",
      plan.focus(ofLinkAfter: place).map { "[\(fixed($0.x, 3)), \(fixed($0.y, 3))]" } ?? "",
      score.map { fixed($0.total, 2) } ?? "",
      score?.parts.max { $0.cost < $1.cost }.map { "\($0.name) (\(fixed($0.cost, 2)))" } ?? "",
    ]
  }
}
