import Foundation
import Geometry
import Planning

/// A plan as a table for people.
enum PlanSummary {
  /// A longer chain is shown with its first and last rows only.
  private static let mostRows = 200
  private static let firstRows = 100
  private static let lastRows = 20

  static func text(_ plan: Plan) -> String {
    let notes = plan.notes.map { "note: \($0)\n" }.joined()
    let joins = JoinTable.text(plan)
    return head(plan) + "\n" + table(plan) + (joins.isEmpty ? "" : "\n" + joins) + (notes.isEmpty ? "" : "\n" + notes)
  }

  private static func head(_ plan: Plan) -> String {
    let scenes = plan.scenes.count == 1 ? "1 scene" : "\(plan.scenes.count) scenes"
    let length = "\(plan.frameCount) frames at \(plan.framesPerSecond)/s, \(fixed(plan.seconds, 2)) s"
    return "\(plan.size), \(length), \(scenes)\(plan.loops ? ", a loop" : ""), \(speeds(plan)) octaves/s\n"
  }

  private static func speeds(_ plan: Plan) -> String {
    let samples = (0..<min(1000, plan.frameCount)).map {
      plan.speed(at: FrameTime($0 * max(1, plan.frameCount / 1000)))
    }
    let (low, high) = (fixed(samples.min()!, 3), fixed(samples.max()!, 3))
    return low == high ? low : "\(low) … \(high)"
  }

  private static func table(_ plan: Plan) -> String {
    let rows = plan.waypoints.indices
    let shown = rows.count <= mostRows ? Array(rows) : Array(rows.prefix(firstRows)) + rows.suffix(lastRows)
    var lines =
      TextTable([["fills at", "frame", "scene", "octaves", "speed", "portal"]] + shown.map { row(plan, $0) }).lines
    if shown.count < rows.count {
      lines.insert("… \(rows.count - shown.count) more, all of them in the plan's JSON …", at: 1 + firstRows)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func row(_ plan: Plan, _ index: Int) -> [String] {
    let point = plan.waypoints[index]
    let moment = plan.moment(clock: point.time)
    let name = shortened(plan.name(ofSceneAt: point.scene))
    let speed = fixed(plan.speed(at: moment), 3)
    let frame = fixed(moment.frames, 2)
    guard point.octaves == 0 else {
      let way = "\(point.octaves > 0 ? "+" : "−") \(fixed(abs(point.octaves), 2))"
      return ["", frame, "  \(name) \(way)", "", speed, ""]
    }
    let seconds = fixed(moment.frames / plan.framesPerSecond.value, 3) + " s"
    let link = plan.link(after: point.scene)
    return [
      seconds, frame, name, link.map { brief($0.octaves) } ?? "", speed, link.map { portal($0.portal) } ?? "",
    ]
  }

  private static func brief(_ x: Double) -> String { plain((x * 1000).rounded() / 1000) }

  private static func portal(_ portal: Similarity) -> String {
    "at (\(fixed(portal.offset.x, 3)), \(fixed(portal.offset.y, 3))), 1/\(fixed(1 / portal.scale.length, 2))"
      + (portal.scale.turns == 0 ? "" : ", \(fixed(portal.scale.turns, 3)) turns")
  }

  private static func shortened(_ name: String) -> String {
    name.count <= 40 ? name : name.prefix(24) + "…" + name.suffix(15)
  }
}

extension Plan {
  /// The name of a scene's file, or of its world.
  func name(ofSceneAt place: Int) -> String {
    switch scene(at: place).content {
    case .take(let take): (takes[take].path as NSString).lastPathComponent
    case .world(let recipe): recipe.name
    case .pending(let pending): "pending: \(pending.prompt)"
    }
  }
}
