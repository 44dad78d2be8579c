import Geometry
import Planning

/// Speed and depth of a shot over time, as an SVG drawing with its scenes marked.
struct PlanPlot {
  private let plan: Plan
  private let moments: [FrameTime]

  private static let samples = 1000

  init(_ plan: Plan) {
    self.plan = plan
    moments = (0...PlanPlot.samples).map {
      FrameTime(frames: Double(plan.frameCount) * Double($0) / Double(PlanPlot.samples))
    }
  }

  /// A complete SVG document.
  var svg: String {
    let depths = DepthScale(plan).depths(moments)
    let panels = [
      TimePlot.Panel(
        title: "speed, octaves/s", colour: "#c2410c", values: series(moments.map { plan.speed(at: $0) }), includes: 0),
      TimePlot.Panel(title: "depth, octaves", colour: "#1d4ed8", values: series(depths), includes: depths[0]),
    ]
    return TimePlot(0...max(plan.seconds, 1e-3), panels: panels, marks: scenes).svg
  }

  private func series(_ values: [Double]) -> [(seconds: Double, value: Double)] {
    zip(moments, values).map { ($0.frames / plan.framesPerSecond.value, $1) }
  }

  /// Where each scene fills the frame.
  private var scenes: [TimePlot.Mark] {
    let rate = plan.framesPerSecond.value
    return plan.waypoints.filter { $0.octaves == 0 }.map {
      TimePlot.Mark(seconds: plan.moment(clock: $0.time).frames / rate, name: plan.name(ofSceneAt: $0.scene))
    }.filter { $0.seconds > -1 / rate && $0.seconds < plan.seconds + 1 / rate }
  }
}

/// Depth from the first moment of the shot on, over all scenes.
private struct DepthScale {
  private let plan: Plan
  private let order: ChainOrder
  /// Octaves from place 0 to each place of the chain, and to the one after it if there is one.
  private let sums: [Double]

  init(_ plan: Plan) {
    self.plan = plan
    order = plan.order
    sums = plan.links.reduce(into: [0]) { $0.append($0.last! + $1.octaves) }
  }

  func depths(_ moments: [FrameTime]) -> [Double] {
    let start = depth(moments[0])
    return moments.map { depth($0) - start }
  }

  private func depth(_ moment: FrameTime) -> Double {
    let (place, octaves) = plan.depth(at: moment)
    let round = order.round.map { sums[$0.upperBound] - sums[$0.lowerBound] } ?? 0
    return sums[order.scene(at: place)] + Double(order.rounds(at: place)) * round + octaves
  }
}
