import Geometry

/// A ring of panes, with the colours of its glass.
struct RoseRing {
  enum Shape { case roundel, lancet, quatrefoil, teardrop }
  let shape: Shape
  /// Log2 of its inner edge on the canvas, and how many octaves it goes on outward.
  let start: Float
  let length: Float
  /// Its length as a logarithm to base e: what lengths in the window are measured in.
  var height: Float { length * 0.69314718 }
  let panes: Float
  /// Rows of panes.
  let rows: Float
  /// In turns.
  let angle: Float
  let pearls: Float
  let outer: Colour
  let inner: Colour
  let heart: Colour
  let ground: Colour
  let accent: Colour
  let seed: UInt32

  /// How many panes stand round a ring.
  static func panes(_ index: Int, _ rose: RoseWindow) -> Int {
    [8, 12, 16, 12, 24][rose.seed.at("ring", index).at("panes").pick(0..<5)]
  }

  init(_ index: Int, _ rose: RoseWindow, _ view: WorldView, _ lens: Lens, _ opening: RoseOpening?) {
    let seed = rose.seed.at("ring", index)
    let count = Self.panes(index, rose)
    let shapes: [Shape] = [.roundel, .lancet, .quatrefoil, .teardrop]
    // Never the same shape twice in a row.
    let turn = (index * 3 + (seed.at("shape").pick(0..<2)) * 2) & 3
    shape = shapes[turn]
    panes = Float(count)
    rows = count == 24 && (shape == .roundel || shape == .quatrefoil) ? 2 : 1
    let near = Double(index) + (opening?.shift(ofEdge: index) ?? 0)
    let far = Double(index + 1) + (opening?.shift(ofEdge: index + 1) ?? 0)
    start = Float(near * rose.length + lens.depth)
    length = Float((far - near) * rose.length)
    // Rings sway, each against its neighbour.
    let sway = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.04) + seed.at("sway").unit).sine
    let half = seed.at("half").unit < 0.5 ? 0.5 / Double(count) : 0
    angle = Float(half + 0.25 + (index & 1 == 0 ? rose.sway : -rose.sway) * sway)
    pearls = Float(count * Int((126 / Double(count)).rounded()))
    let first = seed.at("colour").pick(0..<rose.glass.count)
    outer = rose.glass[first]
    inner = rose.glass[(first + 1 + seed.at("inner").pick(0..<2)) % rose.glass.count]
    heart = rose.glass[(first + 3) % rose.glass.count]
    ground = rose.ground[index & 1]
    accent = rose.glass[seed.at("accent").pick(0..<rose.glass.count)]
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
  }
}
