/// Series over time as an SVG drawing: one panel under the other, and above them the names of moments that are marked.
struct TimePlot {
  struct Panel {
    let title: String
    let colour: String
    let values: [(seconds: Double, value: Double)]
    /// A value that is always seen.
    let includes: Double
    /// Drawn as a line of its own.
    var limit: Double?
  }

  struct Mark {
    let seconds: Double
    let name: String
    var colour = "darkgray"
  }

  private let time: PlotAxis
  private let panels: [Panel]
  private let marks: [Mark]

  private static let width = 1200.0
  private static let margin = (left: 70.0, right: 30.0)
  private static let rows = 6
  private static let rowHeight = 16.0
  /// About as wide as a letter.
  private static let letter = 7.0
  private static let panel = 220.0
  private static let gap = 46.0
  /// A panel draws no more points than twice this.
  private static let buckets = 1100

  private static var inside: Double { width - margin.left - margin.right }

  init(_ range: ClosedRange<Double>, panels: [Panel], marks: [Mark]) {
    time = PlotAxis(range, length: TimePlot.inside, ticks: 12)
    self.panels = panels
    self.marks = marks
  }

  /// A complete SVG document.
  var svg: String {
    let top = Double(TimePlot.rows) * TimePlot.rowHeight + 24
    let room = Double(panels.count) * (TimePlot.panel + TimePlot.gap) - TimePlot.gap
    let height = top + room + 60
    let drawn = panels.indices.map { draw(panels[$0], y: Double($0) * (TimePlot.panel + TimePlot.gap)) }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(svgNumber(TimePlot.width)) \(svgNumber(height))" \
      font-family="sans-serif" font-size="13" fill="#333">
      <rect width="100%" height="100%" fill="#fff"/>
      <g transform="translate(\(svgNumber(TimePlot.margin.left)) \(svgNumber(top)))">
      \(drawMarks(height: room))
      \(drawn.joined(separator: "\n"))
      \(timeLabels(y: room))
      </g>
      </svg>

      """
  }

  private func draw(_ panel: Panel, y: Double) -> String {
    let values = panel.values.map(\.value) + [panel.includes]
    let (low, high) = (values.min()!, values.max()!)
    let room = high > low ? high - low : max(1, abs(high))
    let axis = PlotAxis(low - 0.04 * room...high + 0.15 * room, length: TimePlot.panel, ticks: 5)
    func place(_ value: Double) -> String { svgNumber(TimePlot.panel - axis.place(of: value)) }
    var lines = axis.ticks.map {
      """
      <path d="M0 \(place($0))H\(svgNumber(TimePlot.inside))" stroke="#e2e2e2"/>\
      <text x="-8" y="\(place($0))" dy="4" text-anchor="end">\(svgLabel($0, step: axis.step))</text>
      """
    }
    if let limit = panel.limit, axis.range.contains(limit) {
      lines.append(
        #"<path d="M0 \#(place(limit))H\#(svgNumber(TimePlot.inside))" stroke="\#(panel.colour)" stroke-dasharray="6 4"/>"#
      )
    }
    let points = thinned(panel.values).map { "\(svgNumber(time.place(of: $0.seconds))) \(place($0.value))" }
    return """
      <g transform="translate(0 \(svgNumber(y)))">
      \(lines.joined(separator: "\n"))
      <polyline points="\(points.joined(separator: ","))" fill="none" stroke="\(panel.colour)" stroke-width="2" stroke-linejoin="round"/>
      <text x="6" y="16" fill="\(panel.colour)" font-weight="bold">\(svgText(panel.title))</text>
      </g>
      """
  }

  /// Of very many values the lowest and the highest of each few, so that no spike is lost.
  private func thinned(_ values: [(seconds: Double, value: Double)]) -> [(seconds: Double, value: Double)] {
    guard values.count > 2 * TimePlot.buckets else { return values }
    return (0..<TimePlot.buckets).flatMap { bucket in
      let range = bucket * values.count / TimePlot.buckets..<(bucket + 1) * values.count / TimePlot.buckets
      let low = range.min { values[$0].value < values[$1].value }!
      let high = range.max { values[$0].value < values[$1].value }!
      return Set([low, high]).sorted().map { values[$0] }
    }
  }

  /// A dashed line at each marked moment, with its name where there is room: in the lowest row above the panels that is free.
  private func drawMarks(height: Double) -> String {
    var rowEnds = [Double](repeating: -.infinity, count: TimePlot.rows)
    var lastDrawn = -Double.infinity
    return marks.compactMap { mark -> String? in
      let x = time.place(of: mark.seconds)
      guard x - lastDrawn >= 1.5 else { return nil }
      lastDrawn = x
      let name = mark.name.count <= 24 ? mark.name : mark.name.prefix(23) + "…"
      let width = Double(name.count) * TimePlot.letter + 10
      let isLast = x + width > TimePlot.inside + TimePlot.margin.right
      let start = isLast ? x - width : x
      guard let row = rowEnds.firstIndex(where: { $0 <= start }) else { return line(mark, x, from: 0, height) }
      rowEnds[row] = start + width
      let y = -8 - Double(row) * TimePlot.rowHeight
      return line(mark, x, from: y - 10, height)
        + """
        <text x="\(svgNumber(x + (isLast ? -4 : 4)))" y="\(svgNumber(y))" text-anchor="\(isLast ? "end" : "start")">\
        \(svgText(String(name)))</text>
        """
    }.joined(separator: "\n")
  }

  private func line(_ mark: Mark, _ x: Double, from y: Double, _ height: Double) -> String {
    #"<path d="M\#(svgNumber(x)) \#(svgNumber(y))V\#(svgNumber(height))" stroke="\#(mark.colour)" stroke-dasharray="3 4"/>"#
  }

  private func timeLabels(y: Double) -> String {
    let labels = time.ticks.map {
      """
      <text x="\(svgNumber(time.place(of: $0)))" y="\(svgNumber(y + 20))" text-anchor="middle">\
      \(svgLabel($0, step: time.step))</text>
      """
    }
    let title =
      #"<text x="\#(svgNumber(TimePlot.inside / 2))" y="\#(svgNumber(y + 42))" text-anchor="middle">seconds</text>"#
    return (labels + [title]).joined(separator: "\n")
  }
}
