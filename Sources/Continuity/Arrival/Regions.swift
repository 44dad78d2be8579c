/// A picture cut into regions, and how strongly each border between two of them stands out.
///
/// Pixels grow together to small regions (Felzenszwalb and Huttenlocher 2004). These merge two by two, the least distinct first; a border is
/// as strong as what it takes for its two sides to become one. Texture merges early and things stay whole, because what two regions are
/// worth telling apart grows with their size.
struct Regions {
  /// For each pixel the strength of the border that it lies at, 0 within a region.
  let borders: [Float]

  init(_ picture: ColourField) {
    let smooth = picture.blurred(radius: 1)
    let labels = Regions.grown(smooth, scale: 60, least: max(24, picture.count / 4000))
    var graph = RegionGraph(smooth, labels: labels.labels, count: labels.count)
    let strengths = graph.mergedStrengths()
    var borders = [Float](repeating: 0, count: picture.count)
    graph.forEachBorderPixel(picture.width, picture.height, labels.labels) { i, j, pair in
      borders[i] = max(borders[i], strengths[pair])
      borders[j] = max(borders[j], strengths[pair])
    }
    self.borders = borders
  }

  /// Small regions, as numbers 0 ..< count for each pixel.
  private static func grown(_ picture: ColourField, scale: Float, least: Int) -> (labels: [Int32], count: Int) {
    let (width, height) = (picture.width, picture.height)
    var edges: [(from: Int32, to: Int32, weight: Float)] = []
    edges.reserveCapacity(2 * picture.count)
    for y in 0..<height {
      for x in 0..<width {
        let i = y * width + x
        if x + 1 < width { edges.append((Int32(i), Int32(i + 1), picture.difference(i, i + 1))) }
        if y + 1 < height { edges.append((Int32(i), Int32(i + width), picture.difference(i, i + width))) }
      }
    }
    let order = sorted(edges.map(\.weight))
    var sets = DisjointSets(picture.count)
    var limit = [Float](repeating: scale, count: picture.count)
    for k in order {
      let edge = edges[Int(k)]
      let (a, b) = (sets.root(edge.from), sets.root(edge.to))
      if a != b, edge.weight <= limit[Int(a)], edge.weight <= limit[Int(b)] {
        let root = sets.join(a, b)
        limit[Int(root)] = edge.weight + scale / Float(sets.size[Int(root)])
      }
    }
    for k in order {
      let edge = edges[Int(k)]
      let (a, b) = (sets.root(edge.from), sets.root(edge.to))
      if a != b, min(sets.size[Int(a)], sets.size[Int(b)]) < least { _ = sets.join(a, b) }
    }
    return sets.numbered()
  }

  /// The order of weights 0 … 250, in steps of 1/16, equal ones as they come.
  private static func sorted(_ weights: [Float]) -> [Int32] {
    let steps = weights.map { min(4000, Int($0 * 16)) }
    var starts = [Int](repeating: 0, count: 4002)
    for step in steps { starts[step + 1] += 1 }
    for step in 1..<starts.count { starts[step] += starts[step - 1] }
    var order = [Int32](repeating: 0, count: weights.count)
    for (i, step) in steps.enumerated() {
      order[starts[step]] = Int32(i)
      starts[step] += 1
    }
    return order
  }
}
