import Geometry

/// A join in small: what would be seen if the inner scene lay there.
package struct JoinTrial {
  private let outer: JoinScene
  private let inner: JoinScene
  /// From the inner scene's plane to the outer one's.
  private let portal: Similarity
  /// Half the size of the inner picture; nil: it has no end.
  private let extent: Point?
  private let grid: JoinGrid
  /// The point of the inner scene that stays where it is on the canvas.
  private let fixed: Point

  private static let rows = 34
  private static let canvasRows = 36
  /// When stations are looked at, and when the canvas is, in octaves.
  private static let canvasOctaves = [-2.3, -1.75, -1.15, -0.5]

  package init(_ outer: JoinScene, _ inner: JoinScene, portal: Similarity, extent: Point?) {
    (self.outer, self.inner, self.portal, self.extent) = (outer, inner, portal, extent)
    grid = JoinGrid(rowsOfFrame: JoinTrial.rows, aspect: inner.aspect)
    let rest = Point(x: 1, y: 0) - portal.scale
    fixed = rest.length > 1e-6 ? portal.offset / rest : .zero
  }

  package var score: JoinScore {
    let domain = JoinDomain(
      grid, outer: outer.colours.seen(on: grid, portal), inner: inner.colours.seen(on: grid, .identity),
      outerSalience: outer.salience.seen(on: grid, portal), innerSalience: inner.salience.seen(on: grid, .identity),
      extent: extent)
    let demands = Array(Stations.demands.prefix(3))
    let stations = Stations(domain, demands: demands)
    let costs = domain.cutCosts
    var (seam, frame, covered) = (0.0, 0.0, 0.0)
    for (mask, demand) in zip(stations.masks, demands) {
      let size = grid.cell * PortableMath.exp2(demand.octaves) / 2
      seam += Double(costs.cost(of: mask)) * size / Double(demands.count)
      frame += framed(mask, demand, domain) * size / Double(demands.count)
      covered += share(of: domain.outerSalience, in: mask) / Double(demands.count)
    }
    let apart = apart(domain, stations.masks)
    let middle = portal(.zero)
    let off = Point(x: middle.x / outer.aspect, y: middle.y).length
    return JoinScore(
      seam: seam, frame: frame, emptiness: emptiness([stations.seed] + stations.masks), covered: covered,
      late: late(domain, stations.masks[1]), afloat: afloat(domain, stations.masks[1]), off: off * off,
      sharpness: apart.sharpness, colour: apart.colour)
  }

  /// Cells of the contour at the limit of its reach, times how much they show.
  private func framed(_ mask: [Bool], _ demand: Stations.Demand, _ domain: JoinDomain) -> Double {
    var (count, shown, all) = (0, Float(0), 0)
    for i in mask.indices where isOnContour(i, mask) {
      all += 1
      shown += min(domain.difference[i], 1)
      if domain.reaches[i] > demand.reach - 0.04 || domain.framed[i] > 0.95 { count += 1 }
    }
    return all > 0 ? Double(count) * Double(shown) / Double(all) : 0
  }

  /// Along the contours: by how many factors of 2 one picture is sharper than the other, and how far apart their colours are, each in the mean.
  private func apart(_ domain: JoinDomain, _ masks: [[Bool]]) -> (sharpness: Double, colour: Double) {
    let (around, within) = (outer.colours.seen(on: grid, portal), inner.colours.seen(on: grid, .identity))
    func soft(_ values: [Float]) -> [Float] {
      FloatImage(width: grid.columns, height: grid.rows, pixels: values).blurred(sigma: JoinTrial.beside).pixels
    }
    let (outerSlopes, innerSlopes) = (soft(domain.outerSlopes), soft(within.slopes))
    let chroma = (1...2).map { (soft(around.channels[$0]), soft(within.channels[$0])) }
    var (sharpness, colour) = (0.0, 0.0)
    for mask in masks {
      var (count, sums) = (0, (sharpness: 0.0, colour: Float(0)))
      for i in mask.indices where isOnContour(i, mask) {
        count += 1
        let ratio = (outerSlopes[i] + JoinTrial.leastSlope) / (innerSlopes[i] + JoinTrial.leastSlope)
        sums.sharpness += min(abs(PortableMath.log2(Double(ratio))), 4)
        let (a, b) = (chroma[0].0[i] - chroma[0].1[i], chroma[1].0[i] - chroma[1].1[i])
        sums.colour += min((a * a + b * b).squareRoot() / 30, 2)
      }
      let cells = Double(max(count, 1) * masks.count)
      sharpness += sums.sharpness / cells
      colour += Double(sums.colour) / cells
    }
    return (sharpness, colour)
  }

  /// Cells beside a contour that count for it, as the deviation of a blur.
  private static let beside = 1.5
  /// Lab from pixel to pixel, of what is taken for flat.
  private static let leastSlope: Float = 0.7

  /// Whether a cell of a mask, not at the grid's border, has a neighbour outside.
  private func isOnContour(_ i: Int, _ mask: [Bool]) -> Bool {
    let (x, y) = (i % grid.columns, i / grid.columns)
    guard mask[i], x > 0, y > 0, x < grid.columns - 1, y < grid.rows - 1 else { return false }
    return !(mask[i - 1] && mask[i + 1] && mask[i - grid.columns] && mask[i + grid.columns])
  }

  private func share(of values: [Float], in mask: [Bool]) -> Double {
    var (sum, count) = (0.0, 0)
    for i in mask.indices where mask[i] {
      sum += Double(values[i])
      count += 1
    }
    return sum / Double(max(count, 1))
  }

  private func late(_ domain: JoinDomain, _ mask: [Bool]) -> Double {
    var (all, outside) = (0.0, 0.0)
    for i in mask.indices {
      all += Double(domain.innerSalience[i])
      if !mask[i], grid.isInFrame(i % grid.columns, i / grid.columns) { outside += Double(domain.innerSalience[i]) }
    }
    return outside / max(all, 1e-6)
  }

  /// The part of the mask's lower rim under which the outer picture has no structure: ground, or an edge.
  private func afloat(_ domain: JoinDomain, _ mask: [Bool]) -> Double {
    let usual = max(outer.meanSlope, 1)
    let reach = max(1, Int(0.16 / grid.cell))
    var (columns, hanging) = (0, 0)
    for x in 0..<grid.columns {
      guard let lowest = (0..<grid.rows).last(where: { mask[$0 * grid.columns + x] }) else { continue }
      columns += 1
      let below = (lowest...min(lowest + reach, grid.rows - 1)).map { $0 * grid.columns + x }
      let isHeld = below.contains { domain.outerBorders.down[$0] > 0.25 || domain.outerSlopes[$0] > usual }
      if !isHeld { hanging += 1 }
    }
    return Double(hanging) / Double(max(columns, 1))
  }

  /// How much of the canvas shows hardly any structure, in ninths, at some moments.
  private func emptiness(_ masks: [[Bool]]) -> Double {
    let canvas = JoinGrid(rowsOfCanvas: JoinTrial.canvasRows, aspect: inner.aspect)
    let usual = 0.5 * (outer.meanSlope + inner.meanSlope)
    var sum = 0.0
    for (octaves, mask) in zip(JoinTrial.canvasOctaves, masks) {
      let size = PortableMath.exp2(-octaves)
      let innerFromCanvas = Similarity(scale: Point(x: size, y: 0), offset: fixed * (1 - size))
      let open = FloatImage(width: grid.columns, height: grid.rows, pixels: mask.map { $0 ? 1 : 0 })
        .seenWithin(grid, on: canvas, innerFromCanvas)
      let below = outer.colours.seen(on: canvas, innerFromCanvas.then(portal)).slopes
      let above = inner.colours.seen(on: canvas, innerFromCanvas).slopes
      var (sums, counts) = ([Float](repeating: 0, count: 9), [Float](repeating: 0, count: 9))
      for i in 0..<canvas.count {
        let ninth = i / canvas.columns * 3 / canvas.rows * 3 + i % canvas.columns * 3 / canvas.columns
        sums[ninth] += min(below[i], 8) * (1 - open[i]) + min(above[i], 8) * open[i]
        counts[ninth] += 1
      }
      for k in 0..<9 { sum += Double(unit(1 - sums[k] / counts[k] / (0.6 * max(usual, 0.1)))) / 9 }
    }
    return sum / Double(masks.count)
  }
}

extension FloatImage {
  /// What a canvas shows of numbers on a grid; 0 beyond it.
  fileprivate func seenWithin(_ grid: JoinGrid, on canvas: JoinGrid, _ gridFromCanvas: Similarity) -> [Float] {
    (0..<canvas.count).map { i in
      let p = gridFromCanvas(canvas.place(i % canvas.columns, i / canvas.columns))
      guard abs(p.x) < grid.half * grid.aspect, abs(p.y) < grid.half else { return 0 }
      let cell = grid.cell(at: p)
      return pixels[cell.y * width + cell.x]
    }
  }
}
