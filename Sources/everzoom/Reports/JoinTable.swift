import Geometry
import Planning

/// The joins of a plan with their numbers, for people.
enum JoinTable {
  /// A longer chain is shown with its first joins only.
  private static let mostRows = 60
  private static let firstRows = 16

  /// Empty where nothing is joined.
  static func text(_ plan: Plan) -> String {
    let places = Array(plan.links.indices.prefix(plan.links.count > mostRows ? firstRows : mostRows))
    guard !places.isEmpty else { return "" }
    let head = ["join", "kind", "seam", "from", "to", "found", "colours", "score", ""]
    let lines = TextTable([head] + places.map { row(plan, $0) }).lines
    let rest = plan.links.count - places.count
    return (lines + (rest > 0 ? ["… \(rest) more, all of them in the plan's JSON …"] : [])).map { $0 + "\n" }.joined()
  }

  private static func row(_ plan: Plan, _ place: Int) -> [String] {
    let link = plan.links[place]
    let window = link.handOver.map { ($0.begins, $0.ends) }
    return [
      "\(place + 1) → \(plan.order.scene(at: place + 1) + 1)",
      link.kind.rawValue,
      seam(link),
      window.map { signed($0.0) } ?? "",
      window.map { signed($0.1) } ?? "",
      link.aligned?.agreement.map { fixed($0, 2) } ?? "",
      colours(link.measured),
      link.measured?.score.map { fixed($0.total, 2) } ?? "",
      link.aligned?.reason ?? link.measured?.reason ?? "",
    ]
  }

  private static func seam(_ link: Link) -> String {
    if link.reach != nil { return "the world's own" }
    return link.handOver == nil ? "soft" : "drawn"
  }

  /// Octaves beyond the inner scene filling the frame.
  private static func signed(_ octaves: Double) -> String {
    (octaves > 0 ? "+" : octaves < 0 ? "−" : "") + fixed(abs(octaves), 2)
  }

  private static func colours(_ measure: JoinMeasure?) -> String {
    guard let measure else { return "" }
    return "ΔE \(fixed(measure.difference, 1)) to \(fixed(measure.matched, 1))"
  }
}
