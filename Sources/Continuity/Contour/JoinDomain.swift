import Geometry

/// All that decides where the contour between two scenes may run, on a grid over the inner scene's plane.
struct JoinDomain {
  let grid: JoinGrid
  /// What shows where the two pictures lie side by side even after soft blending, 0 … 1.5.
  private(set) var difference: [Float]
  private(set) var outerBorders: NaturalBorders
  private(set) var innerBorders: NaturalBorders
  let outerSalience: [Float]
  let innerSalience: [Float]
  let outerSlopes: [Float]
  /// −1 … 1: how light a cell of the outer picture is among those near it.
  let grain: [Float]
  /// How far out of the inner picture a cell is, 0 … 1 a tenth of half the canvas's height on.
  let beyond: [Float]
  /// How far out a cell is, as `bent` says: 1 on a rounded frame that waves with what is in the pictures.
  let reaches: [Float]
  /// 1 on the frame itself, which waves a little.
  let framed: [Float]
  /// 1 on the rounded frame.
  private let rounds: [Float]
  /// −1 … 1.5: what makes all these wave.
  let waves: [Float]

  /// - Parameters:
  ///   - outer, inner: colours on the grid.
  ///   - extent: half the size of the inner picture in its scene's plane; nil for a scene without end.
  init(
    _ grid: JoinGrid, outer: LabImage, inner: LabImage, outerSalience: [Float], innerSalience: [Float], extent: Point?
  ) {
    self.grid = grid
    self.outerSalience = outerSalience
    self.innerSalience = innerSalience
    let half = JoinDomain.halfMatch
    let a = LabMatch(from: outer, to: inner).apply(to: outer, amount: half)
    let b = LabMatch(from: inner, to: outer).apply(to: inner, amount: half)
    difference = JoinDomain.difference(a, b)
    let radius = grid.rows < 60 ? 3 : 4
    outerBorders = NaturalBorders(outer, radius: radius)
    innerBorders = NaturalBorders(inner, radius: radius)
    outerSlopes = outer.slopes
    let light = FloatImage(width: grid.columns, height: grid.rows, pixels: outer.channels[0])
    let wide = light.blurred(sigma: 0.03 * Double(grid.rows))
    grain = light.pixels.indices.map { min(max((light.pixels[$0] - wide.pixels[$0]) / 8, -1), 1) }
    let frame = JoinFrame(grid, extent: extent, outer: a, inner: b)
    (beyond, reaches, framed, rounds) = (frame.beyond, frame.reaches, frame.framed, frame.rounds)
    waves = frame.waves
  }

  /// The same where scenes move: borders are those that stay where they are, and what shows is the mean of all moments.
  func steadied(by others: [JoinDomain]) -> JoinDomain {
    var steady = self
    for other in others {
      steady.outerBorders = NaturalBorders(inBoth: steady.outerBorders, other.outerBorders)
      steady.innerBorders = NaturalBorders(inBoth: steady.innerBorders, other.innerBorders)
      for i in steady.difference.indices { steady.difference[i] += other.difference[i] }
    }
    let count = Float(others.count + 1)
    for i in steady.difference.indices { steady.difference[i] /= count }
    return steady
  }

  /// How far the pictures' looks are moved to each other before they are compared.
  private static let halfMatch = 0.25

  private static func difference(_ a: LabImage, _ b: LabImage) -> [Float] {
    var squares = [Float](repeating: 0, count: a.count)
    for k in 0..<3 {
      let apart = FloatImage(
        width: a.width, height: a.height, pixels: (0..<a.count).map { a.channels[k][$0] - b.channels[k][$0] })
      let wide = apart.blurred(sigma: 0.1 * Double(a.height))
      for i in squares.indices {
        let fine = apart.pixels[i] - 0.7 * wide.pixels[i]
        squares[i] += fine * fine
      }
    }
    return squares.map { min($0.squareRoot() / 18, 1.5) }
  }

  /// What a contour costs between neighbours: much where it would show, nearly nothing on a border of either picture, more through a thing.
  var cutCosts: CutCosts {
    func cost(_ i: Int, _ j: Int, _ natural: Float) -> Float {
      ((difference[i] + difference[j]) / 2 + 0.04) * (1 - 0.92 * natural)
    }
    func costs(_ step: Int, _ a: [Float], _ b: [Float]) -> [Float] {
      (0..<grid.count).map { cost($0, min($0 + step, grid.count - 1), max(a[$0], b[$0])) }
    }
    return CutCosts(
      width: grid.columns, height: grid.rows, right: costs(1, outerBorders.right, innerBorders.right),
      down: costs(grid.columns, outerBorders.down, innerBorders.down)
    ) { i, j, beside in
      cost(i, j, max(outerBorders.across(i, j, beside), innerBorders.across(i, j, beside)))
    }
  }

  /// Where the inner scene begins: in what stands out most near its middle.
  var thing: Point {
    let soft = FloatImage(width: grid.columns, height: grid.rows, pixels: innerSalience)
      .blurred(sigma: 0.08 * Double(grid.rows))
    var (best, most) = (0, -Float.infinity)
    for i in 0..<grid.count {
      let value = (soft.pixels[i] + 0.15) * max(1.15 - rounds[i] * rounds[i] * 1.6, 0)
      if value > most { (best, most) = (i, value) }
    }
    return grid.place(best % grid.columns, best / grid.columns)
  }
}

/// The inner scene's frame, as a limit that does not look like one.
private struct JoinFrame {
  let beyond: [Float]
  let reaches: [Float]
  let framed: [Float]
  let rounds: [Float]
  let waves: [Float]

  init(_ grid: JoinGrid, extent: Point?, outer: LabImage, inner: LabImage) {
    // A picture that is larger than the frame has more to show while it is small, and a little beyond its end it is mirrored.
    let more =
      extent.map { half in
        Point(
          x: min(max(half.x / grid.aspect, 1) + Contour.mirrored / grid.aspect, 1.3),
          y: min(max(half.y, 1) + Contour.mirrored, 1.3))
      } ?? Point(x: 1.3, y: 1.3)
    let noise = JoinFrame.noise(grid)
    waves = noise.map { min(max($0, -1), 1.5) }
    let light = FloatImage(
      width: grid.columns, height: grid.rows,
      pixels: (0..<grid.count).map { outer.channels[0][$0] + inner.channels[0][$0] })
    let near = light.blurred(sigma: max(0.03 * Double(grid.rows), 0.5))
    let far = light.blurred(sigma: 0.15 * Double(grid.rows))
    var (beyond, reaches) = ([Float](repeating: 0, count: grid.count), [Float](repeating: 0, count: grid.count))
    var (framed, rounds) = (beyond, reaches)
    let across = (0..<grid.columns).map { abs(grid.place($0, 0).x) / (grid.aspect * more.x) }
    let down = (0..<grid.rows).map { abs(grid.place(0, $0).y) / more.y }
    let (acrossPowers, downPowers) = (across.map(power), down.map(power))
    for y in 0..<grid.rows {
      for x in 0..<grid.columns {
        let (i, p) = (y * grid.columns + x, grid.place(x, y))
        let (u, v) = (across[x], down[y])
        let round = Float(PortableMath.exp2(PortableMath.log2(acrossPowers[x] + downPowers[y] + 1e-12) / 2.2))
        let bump = min(max((near.pixels[i] - far.pixels[i]) / 12, -1), 1)
        rounds[i] = round
        reaches[i] = round * (1 + 0.16 * min(max(noise[i], -2), 2) + 0.06 * bump)
        framed[i] = Float(max(u, v)) * (1.05 + 0.14 * waves[i])
        if let extent {
          let out = Point(x: max(0, abs(p.x) - extent.x), y: max(0, abs(p.y) - extent.y)).length
          beyond[i] = Float(min(out / 0.1, 1))
        }
      }
    }
    (self.beyond, self.reaches, self.framed, self.rounds) = (beyond, reaches, framed, rounds)
    func power(_ x: Double) -> Double { x > 0 ? PortableMath.exp2(2.2 * PortableMath.log2(x)) : 0 }
  }

  /// Waves of 3, 6 and 12 over the height, the same at any fineness.
  private static func noise(_ grid: JoinGrid) -> [Float] {
    var noise = [Float](repeating: 0, count: grid.count)
    for (count, height) in [(3, 0.5), (6, 0.35), (12, 0.15)] {
      let seed = Seed(7).at("waves", count)
      func knot(_ cell: Int) -> (before: Int, way: Double) {
        let place = (Double(cell) + 0.5) / Double(grid.rows) * Double(count)
        return (Int(place), smoothStep(place - Double(Int(place))))
      }
      let (across, down) = ((0..<grid.columns).map(knot), (0..<grid.rows).map(knot))
      let (width, rows) = (across.last!.before + 2, down.last!.before + 2)
      let values = (0..<width * rows).map { 1.7 * seed.at("wave", $0 / width * 64 + $0 % width).signed }
      for y in 0..<grid.rows {
        let (j, t) = down[y]
        for x in 0..<grid.columns {
          let (i, s) = across[x]
          let k = j * width + i
          let above = values[k] * (1 - s) + values[k + 1] * s
          let below = values[k + width] * (1 - s) + values[k + width + 1] * s
          noise[y * grid.columns + x] += Float(height * (above * (1 - t) + below * t))
        }
      }
    }
    return noise
  }
}
