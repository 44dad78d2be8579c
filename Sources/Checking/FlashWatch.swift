import Geometry

/// Light on a screen in 64 × 36 cells.
package struct LightCells: Equatable, Sendable {
  /// Luminance in cd/m² on a screen whose white has 200: BT.1886 (gamma 2.4) with BT.709's weights.
  package var luminance: [Float]
  /// Redness as WCAG 2.2 has it, 320 · max(0, R − G − B) of linear light 0 … 1.
  package var redness: [Float]
  /// Whether red has 0.8 of the light.
  package var isSaturated: [Bool]

  package static let columns = 64
  package static let rows = 36

  /// R′G′B′ of each cell, 0 … 1.
  package init(red: [Float], green: [Float], blue: [Float]) {
    let (red, green, blue) = (red.map(Self.light), green.map(Self.light), blue.map(Self.light))
    luminance = red.indices.map { 200 * (0.2126 * red[$0] + 0.7152 * green[$0] + 0.0722 * blue[$0]) }
    redness = red.indices.map { 320 * max(0, red[$0] - green[$0] - blue[$0]) }
    isSaturated = red.indices.map { red[$0] > 0 && red[$0] >= 0.8 * (red[$0] + green[$0] + blue[$0]) }
  }

  private static func light(_ code: Float) -> Float {
    code > 0 ? Float(PortableMath.exp2(2.4 * PortableMath.log2(Double(code)))) : 0
  }
}

/// Watches the light of one frame after another, and notes when the picture turns brighter or darker.
///
/// A cell turns when it has changed by 20 since it last turned: for general flashes in cd/m², the darker state being below 160; for red ones
/// in redness, the redder state being saturated. The picture turns when within a sixth of a second a quarter more of it has turned one way than
/// the other. (Taking the balance keeps moving texture, which brightens as much as it darkens, from counting.)
package struct FlashWatch {
  package enum Kind { case general, red }

  package private(set) var turns: [FlashTurn] = []
  private let kind: Kind
  /// Frames in a sixth of a second.
  private let span: Int
  private var cells: [Cell] = []
  /// Brighter less darker turns of each cell in the last frames.
  private var recent: [[Int8]] = []
  private var frame = 0

  package init(_ kind: Kind, framesPerSecond: Double) {
    self.kind = kind
    span = max(2, Int((framesPerSecond / 6).rounded()))
  }

  package mutating func see(_ light: LightCells) {
    let values = kind == .general ? light.luminance : light.redness
    let counts = kind == .general ? light.luminance.map { $0 < 160 } : light.isSaturated
    if cells.isEmpty { cells = values.indices.map { Cell(low: values[$0], high: values[$0], redAtHigh: counts[$0]) } }
    recent = recent.suffix(span - 1)
    recent.append(values.indices.map { cells[$0].see(values[$0], counts[$0], kind) })
    noteTurn()
    frame += 1
  }

  private mutating func noteTurn() {
    let balance = cells.indices.reduce(0) { sum, i in
      sum + max(-1, min(1, recent.reduce(0) { $0 + Int($1[i]) }))
    }
    guard 4 * abs(balance) >= cells.count, turns.last?.isBrighter != (balance > 0) else { return }
    turns.append(FlashTurn(frame: frame, isBrighter: balance > 0))
    recent = []
  }
}

/// What is remembered of a cell: its extremes since it last turned, and which way that was.
private struct Cell {
  var low: Float
  var high: Float
  /// Whether its reddest state was saturated.
  var redAtHigh: Bool
  var way: Int8 = 0

  /// 1 if it turns brighter, −1 if darker, else 0. `counts`: for light whether it is dark enough, for red whether it is saturated.
  mutating func see(_ value: Float, _ counts: Bool, _ kind: FlashWatch.Kind) -> Int8 {
    low = min(low, value)
    if value >= high { redAtHigh = counts }
    high = max(high, value)
    let rise = value - low >= 20 && way <= 0 && (kind == .general ? low < 160 : counts)
    let fall = high - value >= 20 && way >= 0 && !rise && (kind == .general ? counts : redAtHigh)
    guard rise || fall else { return 0 }
    way = rise ? 1 : -1
    (low, high, redAtHigh) = (value, value, counts)
    return way
  }
}
