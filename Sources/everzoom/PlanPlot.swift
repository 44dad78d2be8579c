import Foundation
import Geometry
import Planning

/// Speed and depth of a shot over time, as an SVG drawing with its scenes marked.
struct PlanPlot {
  private let plan: Plan
  private let time: PlotAxis
  private let moments: [FrameTime]
  private let scenes: [(seconds: Double, name: String)]

  private static let width = 1200.0
  private static let margin = (left: 70.0, right: 30.0)
  private static let rows = 6
  private static let rowHeight = 16.0
  /// About as wide as a letter.
  private static let letter = 7.0
  private static let panel = 220.0
  private static let gap = 46.0
  private static let samples = 1000

  private static var inside: Double { width - margin.left - margin.right }

  init(_ plan: Plan) {
    self.plan = plan
    time = PlotAxis(0...max(plan.seconds, 1e-3), length: PlanPlot.inside, ticks: 12)
    moments = (0...PlanPlot.samples).map {
      FrameTime(frames: Double(plan.frameCount) * Double($0) / Double(PlanPlot.samples))
    }
    let rate = plan.framesPerSecond.value
    scenes = plan.waypoints.filter { $0.octaves == 0 }.map {
      (plan.moment(clock: $0.time).frames / rate, plan.name(ofSceneAt: $0.scene))
    }.filter { $0.0 > -1 / rate && $0.0 < plan.seconds + 1 / rate }
  }

  /// A complete SVG document.
  var svg: String {
    let speeds = moments.map { plan.speed(at: $0) }
    let depths = DepthScale(plan).depths(moments)
    let top = Double(PlanPlot.rows) * PlanPlot.rowHeight + 24
    let bottom = top + 2 * PlanPlot.panel + PlanPlot.gap
    let height = bottom + 60
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(svgNumber(PlanPlot.width)) \(svgNumber(height))" \
      font-family="sans-serif" font-size="13" fill="#333">
      <rect width="100%" height="100%" fill="#fff"/>
      <g transform="translate(\(svgNumber(PlanPlot.margin.left)) \(svgNumber(top)))">
      \(sceneMarks(height: bottom - top))
      \(panel(speeds, title: "speed, octaves/s", colour: "#c2410c", y: 0, includes: 0))
      \(panel(depths, title: "depth, octaves", colour: "#1d4ed8", y: PlanPlot.panel + PlanPlot.gap, includes: depths[0]))
      \(timeLabels(y: bottom - top))
      </g>
      </svg>

      """
  }

  private func panel(_ values: [Double], title: String, colour: String, y: Double, includes: Double) -> String {
    let low = min(values.min()!, includes)
    let high = max(values.max()!, includes)
    let room = high > low ? high - low : max(1, abs(high))
    let axis = PlotAxis(low - 0.04 * room...high + 0.15 * room, length: PlanPlot.panel, ticks: 5)
    func place(_ value: Double) -> String { svgNumber(PlanPlot.panel - axis.place(of: value)) }
    let lines = axis.ticks.map {
      """
      <path d="M0 \(place($0))H\(svgNumber(PlanPlot.inside))" stroke="#e2e2e2"/>\
      <text x="-8" y="\(place($0))" dy="4" text-anchor="end">\(svgLabel($0, step: axis.step))</text>
      """
    }
    let points = zip(moments, values).map {
      "\(svgNumber(time.place(of: $0.frames / plan.framesPerSecond.value))) \(place($1))"
    }
    return """
      <g transform="translate(0 \(svgNumber(y)))">
      \(lines.joined(separator: "\n"))
      <polyline points="\(points.joined(separator: ","))" fill="none" stroke="\(colour)" stroke-width="2" stroke-linejoin="round"/>
      <text x="6" y="16" fill="\(colour)" font-weight="bold">\(title)</text>
      </g>
      """
  }

  /// A dashed line where each scene fills the frame, with its name where there is room: in the lowest row above the panels that is free.
  private func sceneMarks(height: Double) -> String {
    var rowEnds = [Double](repeating: -.infinity, count: PlanPlot.rows)
    var lastDrawn = -Double.infinity
    return scenes.compactMap { scene -> String? in
      let x = time.place(of: scene.seconds)
      guard x - lastDrawn >= 1.5 else { return nil }
      lastDrawn = x
      let name = scene.name.count <= 24 ? scene.name : scene.name.prefix(23) + "…"
      let width = Double(name.count) * PlanPlot.letter + 10
      let isLast = x + width > PlanPlot.inside + PlanPlot.margin.right
      let start = isLast ? x - width : x
      guard let row = rowEnds.firstIndex(where: { $0 <= start }) else { return mark(x, from: 0, height) }
      rowEnds[row] = start + width
      let y = -8 - Double(row) * PlanPlot.rowHeight
      return mark(x, from: y - 10, height)
        + """
        <text x="\(svgNumber(x + (isLast ? -4 : 4)))" y="\(svgNumber(y))" text-anchor="\(isLast ? "end" : "start")">\
        \(svgText(String(name)))</text>
        """
    }.joined(separator: "\n")
  }

  private func mark(_ x: Double, from y: Double, _ height: Double) -> String {
    #"<path d="M\#(svgNumber(x)) \#(svgNumber(y))V\#(svgNumber(height))" stroke="darkgray" stroke-dasharray="3 4"/>"#
  }

  private func timeLabels(y: Double) -> String {
    let labels = time.ticks.map {
      """
      <text x="\(svgNumber(time.place(of: $0)))" y="\(svgNumber(y + 20))" text-anchor="middle">\
      \(svgLabel($0, step: time.step))</text>
      """
    }
    let title =
      #"<text x="\#(svgNumber(PlanPlot.inside / 2))" y="\#(svgNumber(y + 42))" text-anchor="middle">seconds</text>"#
    return (labels + [title]).joined(separator: "\n")
  }
}

/// Depth from the first moment of the shot on, over all scenes.
private struct DepthScale {
  private let plan: Plan
  /// Octaves from place 0 to each place of the chain, and in a loop to place 0 of the next lap.
  private let sums: [Double]

  init(_ plan: Plan) {
    self.plan = plan
    sums = plan.links.reduce(into: [0]) { $0.append($0.last! + $1.octaves) }
  }

  func depths(_ moments: [FrameTime]) -> [Double] {
    let start = depth(moments[0])
    return moments.map { depth($0) - start }
  }

  private func depth(_ moment: FrameTime) -> Double {
    let (place, octaves) = plan.depth(at: moment)
    guard plan.loops else { return sums[place] + octaves }
    let count = plan.scenes.count
    return Double(floorDiv(place, count)) * sums[count] + sums[floorMod(place, count)] + octaves
  }
}

/// A range of values along a length, with round numbers on the way.
private struct PlotAxis {
  let range: ClosedRange<Double>
  let length: Double
  /// From one round number to the next: 1, 2 or 5 times a power of ten.
  let step: Double

  /// At most about as many ticks as asked.
  init(_ range: ClosedRange<Double>, length: Double, ticks: Int) {
    self.range = range
    self.length = length
    let rough = (range.upperBound - range.lowerBound) / Double(ticks)
    let power = pow(10, log10(rough).rounded(.down))
    step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough * 0.999 } ?? 10 * power
  }

  func place(of value: Double) -> Double {
    (value - range.lowerBound) / (range.upperBound - range.lowerBound) * length
  }

  var ticks: [Double] {
    let first = Int((range.lowerBound / step).rounded(.up))
    let last = Int((range.upperBound / step).rounded(.down))
    return first <= last ? (first...last).map { Double($0) * step } : []
  }
}

/// A coordinate to a hundredth.
private func svgNumber(_ x: Double) -> String { plain((x * 100).rounded() / 100) }

/// A number with as many decimals as its steps need.
private func svgLabel(_ x: Double, step: Double) -> String {
  fixed(x, max(0, Int((-log10(step)).rounded(.up))))
}

private func svgText(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .filter { !($0.unicodeScalars.first!.value < 32) }
}
