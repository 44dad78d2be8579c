import Foundation
import Geometry
import Planning

/// A plan as a table for people.
enum PlanSummary {
  static func text(_ plan: Plan) -> String {
    let head =
      "\(plan.size), \(plan.framesPerSecond) frames/s, \(plan.frameCount) frames, \(fixed(plan.seconds, 2)) s"
      + (plan.loops ? ", loops" : "") + ", speed \(speeds(plan)) octaves/s\n\n"
    let rows =
      [["fills at", "frame", "scene", "octaves", "speed", "portal"]] + plan.waypoints.indices.map { row(plan, $0) }
    let notes = plan.notes.map { "note: \($0)\n" }.joined()
    return head + table(rows) + (notes.isEmpty ? "" : "\n" + notes)
  }

  private static func speeds(_ plan: Plan) -> String {
    let samples = (0..<min(1000, plan.frameCount)).map {
      abs(plan.speed(at: FrameTime($0 * max(1, plan.frameCount / 1000))))
    }
    let (low, high) = (fixed(samples.min()!, 3), fixed(samples.max()!, 3))
    return low == high ? low : "\(low) … \(high)"
  }

  private static func row(_ plan: Plan, _ index: Int) -> [String] {
    let point = plan.waypoints[index]
    let isScene = point.octaves == 0
    let link = plan.link(after: point.scene)
    return [
      isScene ? fixed(point.time.frames / plan.framesPerSecond.value, 3) + " s" : "",
      fixed(point.time.frames, 2),
      isScene ? name(plan, point.scene) : "(\(fixed(point.octaves, 2)) octaves on)",
      isScene ? link.map { brief($0.octaves) } ?? "" : "",
      fixed(point.speed * plan.framesPerSecond.value, 3),
      isScene ? link.map { portal($0.portal) } ?? "" : "",
    ]
  }

  private static func brief(_ x: Double) -> String { plain((x * 1000).rounded() / 1000) }

  private static func portal(_ portal: Similarity) -> String {
    "at (\(fixed(portal.offset.x, 3)), \(fixed(portal.offset.y, 3))), 1/\(fixed(1 / portal.scale.length, 2))"
      + (portal.scale.turns == 0 ? "" : ", \(fixed(portal.scale.turns, 3)) turns")
  }

  private static func name(_ plan: Plan, _ place: Int) -> String {
    let scene = plan.scene(at: place)
    switch scene.content {
    case .take(let take): return (plan.takes[take].path as NSString).lastPathComponent
    case .world(let name, _): return name
    }
  }

  private static func table(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max()! }
    return rows.map { row in
      zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmingSuffix(" ") + "\n"
    }.joined()
  }
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
