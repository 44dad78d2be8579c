import Geometry

/// When each cell turns: between two stations a front runs from the inner one to the outer one, late through what stands out.
struct ContourClock {
  private let domain: JoinDomain
  private let stations: Stations
  private let front: Front
  private let cost: [Float]
  private var grid: JoinGrid { domain.grid }

  init(_ domain: JoinDomain, _ stations: Stations) {
    self.domain = domain
    self.stations = stations
    front = Front(width: domain.grid.columns, height: domain.grid.rows)
    let scale = 60 / Float(domain.grid.rows)
    cost = (0..<domain.grid.count).map { i in
      let edge = max(domain.outerBorders.strongest(i), 0.7 * domain.innerBorders.strongest(i))
      return (0.10 + 2.2 * edge * edge.squareRoot() + 0.25 * min(domain.difference[i], 1)) * scale
    }
  }

  /// Octaves beyond the inner scene filling the canvas, in a window that is not compressed.
  private var octaves: [Float] {
    var turns = [Float](repeating: Float(Stations.ends), count: grid.count)
    for i in turns.indices where stations.seed[i] { turns[i] = Float(Stations.begins) }
    var (last, start) = (stations.seed, Float(Stations.begins))
    for (mask, demand) in zip(stations.masks, Stations.demands) {
      run(from: last, to: mask, start...Float(demand.octaves), &turns)
      (last, start) = (mask, Float(demand.octaves))
    }
    runOut(from: last, start...Float(Stations.ends), &turns)
    return Field.blurred(withoutLines(turns), grid.columns, grid.rows, radius: max(1, grid.rows / 200))
  }

  /// Without lines that turn before or after all that is beside them: a front goes around what stands out, and passes it last.
  private func withoutLines(_ turns: [Float]) -> [Float] {
    func extreme(_ values: [Float], _ radius: Int, _ better: (Float, Float) -> Float) -> [Float] {
      Field.extreme(values, grid.columns, grid.rows, radius: radius, better)
    }
    let radius = max(1, grid.rows / 100)
    let early = extreme(extreme(turns, radius, max), radius, min)
    return extreme(extreme(early, radius, min), radius, max)
  }

  private func run(from inner: [Bool], to outer: [Bool], _ span: ClosedRange<Float>, _ turns: inout [Float]) {
    let ring = outer.indices.filter { outer[$0] && !inner[$0] }
    guard !ring.isEmpty else { return }
    let near = front.times(from: inner.indices.filter { inner[$0] }, cost: cost)
    let far = front.times(from: outer.indices.filter { !outer[$0] }, cost: cost)
    var parts = ring.map { i -> Float in
      guard near[i].isFinite else { return 0.5 }
      return far[i].isFinite ? near[i] / max(near[i] + far[i], 1e-6) : 0
    }
    openIslands(ring, inner, outer, &parts)
    let ranks = Field.ranks(parts)
    let length = span.upperBound - span.lowerBound
    for (k, i) in ring.enumerated() { turns[i] = span.lowerBound + length * 0.5 * (parts[k] + ranks[k]) }
  }

  /// What does not hang on to the inner mask opens from its own middle.
  private func openIslands(_ ring: [Int], _ inner: [Bool], _ outer: [Bool], _ parts: inout [Float]) {
    let islands = Islands(outer, grid.columns, grid.rows)
    var isHeld = [Bool](repeating: false, count: islands.count)
    for i in inner.indices where inner[i] && islands.labels[i] >= 0 { isHeld[islands.labels[i]] = true }
    guard isHeld.contains(false) else { return }
    let flat = [Float](repeating: 1, count: grid.count)
    let depth = front.times(from: outer.indices.filter { !outer[$0] }, cost: flat)
    var deepest = [Float](repeating: 1, count: islands.count)
    for i in ring where depth[i].isFinite { deepest[islands.labels[i]] = max(deepest[islands.labels[i]], depth[i]) }
    for (k, i) in ring.enumerated() where !isHeld[islands.labels[i]] {
      parts[k] = 1 - 0.6 * min(depth[i] / deepest[islands.labels[i]], 1)
    }
  }

  /// The last of it: evenly among what lies in the frame; what lies beyond turns with the last of that.
  private func runOut(from inner: [Bool], _ span: ClosedRange<Float>, _ turns: inout [Float]) {
    // In waves, or it would run along the frame.
    let way = front.times(from: inner.indices.filter { inner[$0] }, cost: cost)
    let times = way.indices.map { way[$0] * (1 + 0.35 * domain.waves[$0]) }
    let ring = inner.indices.filter { !inner[$0] }
    let seen = ring.filter { grid.isInFrame($0 % grid.columns, $0 / grid.columns) }.map { times[$0] }.sorted()
    guard !seen.isEmpty else { return }
    for i in ring {
      var (low, high) = (0, seen.count)
      while low < high {
        let middle = (low + high) / 2
        if seen[middle] < times[i] { low = middle + 1 } else { high = middle }
      }
      let part = Double(low) / Double(seen.count)
      turns[i] =
        span.lowerBound + (span.upperBound - span.lowerBound)
        * Float(PortableMath.exp2(0.8 * PortableMath.log2(max(part, 1e-6))))
    }
  }

  /// The same with how softly each place turns, 0 … 1. In mist the contour has no shape of its own: what stands still there for a while, and would be
  /// a line, is spread over some width.
  var turns: (octaves: [Float], mist: [Float]) {
    let sharp = octaves
    let mist = mist(sharp)
    let wide = FloatImage(width: grid.columns, height: grid.rows, pixels: sharp)
      .blurred(sigma: Double(grid.rows) * ContourClock.spread)
    let soft = sharp.indices.map { i in
      sharp[i] + (wide.pixels[i] - sharp[i]) * mist[i] * mist[i] + ContourClock.grain * mist[i] * domain.grain[i]
    }
    return (soft, mist)
  }

  /// Of a contour in mist: a part of the grid's height.
  private static let spread = 0.03

  /// In mist the outer picture's own texture leads.
  private static let grain: Float = 0.3

  /// How softly each place turns, 0 … 1: not at all where the front runs along a border of either picture, and much where there is none.
  private func mist(_ octaves: [Float]) -> [Float] {
    let (w, h) = (grid.columns, grid.rows)
    let soft = FloatImage(width: w, height: h, pixels: octaves).blurred(sigma: max(Double(h) / 100, 0.6)).pixels
    var crisp = [Float](repeating: 0, count: grid.count)
    for y in 0..<h {
      for x in 0..<w {
        let i = y * w + x
        let across = soft[y * w + min(x + 1, w - 1)] - soft[y * w + max(x - 1, 0)]
        let down = soft[min(y + 1, h - 1) * w + x] - soft[max(y - 1, 0) * w + x]
        let share = across * across / (across * across + down * down + 1e-12)
        func along(_ borders: NaturalBorders) -> Float { borders.right[i] * share + borders.down[i] * (1 - share) }
        let natural = max(along(domain.outerBorders), along(domain.innerBorders))
        crisp[i] = natural * min(max(1.5 * domain.difference[i], 0.3), 1)
      }
    }
    let radius = max(1, h / 100)
    let wide = Field.extreme(crisp, w, h, radius: radius, max)
    return Field.blurred(wide, w, h, radius: radius).map { 1 - unit($0) }
  }
}
