import Geometry

/// Where the contour of an inner scene stands at some moments while it grows: masks, each containing the one before.
struct Stations {
  /// What is asked of a mask.
  struct Demand {
    /// Octaves beyond the inner scene filling the canvas, of a window that is not compressed.
    let octaves: Double
    /// The least and the largest part of the inner frame that it covers.
    let part: ClosedRange<Double>
    /// How far out it reaches, 1 being the frame.
    let reach: Float
  }

  static let begins = -2.35
  static let ends = 0.55
  static let demands = [
    Demand(octaves: -1.8, part: 0.14...0.40, reach: 0.76), Demand(octaves: -1.2, part: 0.30...0.62, reach: 0.92),
    Demand(octaves: -0.55, part: 0.48...0.80, reach: 1.02), Demand(octaves: 0.2, part: 0.82...2, reach: 1.25),
  ]

  let masks: [[Bool]]
  /// What is open from the first.
  let seed: [Bool]

  /// - Parameters:
  ///   - window: octaves beyond the inner scene filling the canvas from when on and until when it takes over.
  ///   - coarse: stations on a coarser grid, near which these stay.
  init(
    _ domain: JoinDomain, demands: [Demand] = Stations.demands, window: ClosedRange<Double> = begins...ends,
    near coarse: (Stations, JoinGrid)? = nil
  ) {
    let maker = StationMaker(domain)
    let seed = maker.spot
    self.seed = seed
    var (masks, last) = ([[Bool]](), seed)
    for (number, demand) in demands.enumerated() {
      let guide = coarse.map { maker.guide($0.0.masks[number], $0.1) }
      let part = (demand.octaves - Stations.begins) / (Stations.ends - Stations.begins)
      let octaves = window.lowerBound + part * (window.upperBound - window.lowerBound)
      last = maker.mask(demand, at: octaves, containing: last, near: guide)
      masks.append(last)
    }
    self.masks = masks
  }
}

private struct StationMaker {
  private let domain: JoinDomain
  private let grid: JoinGrid
  private let cut: GridCut
  /// What cells cost counts as on a grid of 60 rows, where a cut through as many costs as much.
  private let areaScale: Float
  private let frameCount: Int

  init(_ domain: JoinDomain) {
    self.domain = domain
    grid = domain.grid
    cut = GridCut(domain.cutCosts)
    areaScale = 60 / Float(grid.rows)
    let grid = grid
    frameCount = (0..<grid.count).filter { grid.isInFrame($0 % grid.columns, $0 / grid.columns) }.count
  }

  /// A disc in the inner scene's thing.
  var spot: [Bool] {
    let middle = domain.thing
    return (0..<grid.count).map { (grid.place($0 % grid.columns, $0 / grid.columns) - middle).length < 0.09 }
  }

  private static let certain: Float = 1e4
  private static let mostTries = 7

  func mask(
    _ demand: Stations.Demand, at octaves: Double, containing last: [Bool], near guide: Guide?
  ) -> [Bool] {
    let isEarly = octaves < -0.01
    let farthest: Float = octaves < -0.05 ? 0.985 : 1.18
    // While it is small, what the inner scene is of comes whole.
    let salience: Float = octaves < -0.9 ? 0.45 : 0.22
    func preference(_ bias: Float) -> [Float] {
      (0..<grid.count).map { i in
        if last[i] || guide?.isInside[i] == true { return StationMaker.certain }
        if domain.reaches[i] > demand.reach + 0.06 || domain.framed[i] > farthest || guide?.isOutside[i] == true {
          return -StationMaker.certain
        }
        let rim = unit((domain.reaches[i] - demand.reach + 0.22) / 0.28)
        let inside = 0.10 * domain.outerSalience[i] + 0.4 * domain.beyond[i] + (isEarly ? 0.12 * rim * rim : 0)
        return (salience * domain.innerSalience[i] + bias - inside) * areaScale
      }
    }
    if guide != nil { return tidied(cut.inside(preference: preference(0.02)), last) }
    var (low, high, bias) = (Float(-0.6), Float(1.2), Float(0))
    var best: (miss: Double, mask: [Bool])?
    for _ in 0..<StationMaker.mostTries {
      let mask = cut.inside(preference: preference(bias))
      let part = Double(mask.lazy.filter { $0 }.count) / Double(frameCount)
      let miss = abs(min(max(part, demand.part.lowerBound), demand.part.upperBound) - part)
      if best == nil || miss < best!.miss { best = (miss, mask) }
      if part < demand.part.lowerBound {
        low = bias
      } else if part > demand.part.upperBound {
        high = bias
      } else {
        break
      }
      bias = (low + high) / 2
    }
    return tidied(best!.mask, last)
  }

  /// Islands stay if they are large and of what the inner scene is of; what the outer scene keeps inside is filled.
  private func tidied(_ mask: [Bool], _ last: [Bool]) -> [Bool] {
    let mask = withoutSlivers(mask, last)
    let islands = Islands(mask, grid.columns, grid.rows)
    var keeps = [Bool](repeating: false, count: islands.count)
    var (sizes, sums) = ([Int](repeating: 0, count: islands.count), [Float](repeating: 0, count: islands.count))
    for i in mask.indices where islands.labels[i] >= 0 {
      let island = islands.labels[i]
      sizes[island] += 1
      sums[island] += domain.innerSalience[i]
      if last[i] { keeps[island] = true }
    }
    for island in keeps.indices where Double(sizes[island]) > 0.02 * Double(frameCount) {
      if sums[island] / Float(sizes[island]) > 0.3 { keeps[island] = true }
    }
    var kept = mask.indices.map { last[$0] || islands.labels[$0] >= 0 && keeps[islands.labels[$0]] }
    let holes = Islands(kept.map { !$0 }, grid.columns, grid.rows)
    var isOpen = [Bool](repeating: false, count: holes.count)
    let front = Front(width: grid.columns, height: grid.rows)
    for i in kept.indices where holes.labels[i] >= 0 && front.isBorder(i) { isOpen[holes.labels[i]] = true }
    for i in kept.indices where holes.labels[i] >= 0 && !isOpen[holes.labels[i]] { kept[i] = true }
    return kept
  }

  /// Without what is thinner than a few cells: a cut along borders costs so little that it makes fingers of them.
  private func withoutSlivers(_ mask: [Bool], _ last: [Bool]) -> [Bool] {
    let radius = max(1, grid.rows / 80)
    func extreme(_ values: [Float], _ better: (Float, Float) -> Float) -> [Float] {
      Field.extreme(values, grid.columns, grid.rows, radius: radius, better)
    }
    let own = mask.map { $0 ? Float(1) : 0 }
    let opened = extreme(extreme(own, min), max)
    let joined = opened.indices.map { max(opened[$0], last[$0] ? 1 : 0) }
    return extreme(extreme(joined, max), min).map { $0 > 0.5 }
  }

  /// What is surely inside and outside, as a coarser mask says.
  struct Guide {
    let isInside: [Bool]
    let isOutside: [Bool]
  }

  func guide(_ mask: [Bool], _ coarse: JoinGrid) -> Guide {
    let near = max(1, grid.rows / 40)
    let columns = (0..<grid.columns).map { coarse.cell(at: grid.place($0, 0)).x }
    let rows = (0..<grid.rows).map { coarse.cell(at: grid.place(0, $0)).y }
    let own = rows.flatMap { y in columns.map { x -> Float in mask[y * coarse.columns + x] ? 1 : 0 } }
    let least = Field.extreme(own, grid.columns, grid.rows, radius: near, min)
    let most = Field.extreme(own, grid.columns, grid.rows, radius: near, max)
    return Guide(isInside: least.map { $0 > 0.5 }, isOutside: most.map { $0 < 0.5 })
  }
}

/// Cells that hang together by their sides.
struct Islands {
  /// For each cell the number of its island, 0 ..< count; −1 where there is none.
  let labels: [Int]
  let count: Int

  init(_ mask: [Bool], _ width: Int, _ height: Int) {
    var labels = [Int](repeating: -1, count: mask.count)
    var (count, stack) = (0, [Int]())
    for start in mask.indices where mask[start] && labels[start] < 0 {
      labels[start] = count
      stack.append(start)
      while let i = stack.popLast() {
        let (x, y) = (i % width, i / width)
        func reach(_ j: Int) {
          guard mask[j], labels[j] < 0 else { return }
          labels[j] = count
          stack.append(j)
        }
        if x > 0 { reach(i - 1) }
        if x + 1 < width { reach(i + 1) }
        if y > 0 { reach(i - width) }
        if y + 1 < height { reach(i + width) }
      }
      count += 1
    }
    self.labels = labels
    self.count = count
  }
}
