/// Regions that touch, and how distinct they are.
struct RegionGraph {
  private struct Region {
    var size: Float = 0
    var sums: (Float, Float, Float) = (0, 0, 0)
  }

  private struct Pair {
    var a: Int32
    var b: Int32
    /// Length of the common border, and the sum of contrasts along it.
    var length: Float
    var contrast: Float
    var strength: Float = 0
  }

  private var regions: [Region]
  private var pairs: [Pair] = []
  /// What names a pair at first: smaller region · count + larger region, rising.
  private let keys: [Int64]
  private let pixelCount: Float

  init(_ picture: ColourField, labels: [Int32], count: Int) {
    pixelCount = Float(picture.count)
    var regions = [Region](repeating: Region(), count: count)
    for i in 0..<picture.count {
      let r = Int(labels[i])
      regions[r].size += 1
      regions[r].sums.0 += picture.channels[0][i]
      regions[r].sums.1 += picture.channels[1][i]
      regions[r].sums.2 += picture.channels[2][i]
    }
    self.regions = regions
    keys = RegionGraph.keys(picture.width, picture.height, labels, count)
    var pairs = keys.map { Pair(a: Int32($0 / Int64(count)), b: Int32($0 % Int64(count)), length: 0, contrast: 0) }
    let (width, height) = (picture.width, picture.height)
    forEachBorderPixel(width, height, labels) { i, j, pair in
      // Contrast over three pixels, so that a soft rim counts as well.
      let step = j - i
      let (x, y) = (i % width, i / width)
      let hasRoom = step == 1 ? x > 0 && x + 2 < width : y > 0 && y + 2 < height
      pairs[pair].length += 1
      pairs[pair].contrast += hasRoom ? picture.difference(i - step, j + step) : picture.difference(i, j)
    }
    self.pairs = pairs
  }

  /// Calls the body for neighbouring pixels of two regions, with the number of their pair.
  func forEachBorderPixel(
    _ width: Int, _ height: Int, _ labels: [Int32], _ body: (_ i: Int, _ j: Int, _ pair: Int) -> Void
  ) {
    RegionGraph.forEachBorder(width, height, labels) { i, j in
      body(i, j, place(of: RegionGraph.key(labels[i], labels[j], regions.count)))
    }
  }

  private static func forEachBorder(_ width: Int, _ height: Int, _ labels: [Int32], _ body: (Int, Int) -> Void) {
    for y in 0..<height {
      for x in 0..<width {
        let i = y * width + x
        if x + 1 < width, labels[i] != labels[i + 1] { body(i, i + 1) }
        if y + 1 < height, labels[i] != labels[i + width] { body(i, i + width) }
      }
    }
  }

  private static func key(_ a: Int32, _ b: Int32, _ count: Int) -> Int64 {
    Int64(min(a, b)) * Int64(count) + Int64(max(a, b))
  }

  private static func keys(_ width: Int, _ height: Int, _ labels: [Int32], _ count: Int) -> [Int64] {
    var keys: [Int64] = []
    forEachBorder(width, height, labels) { i, j in keys.append(key(labels[i], labels[j], count)) }
    keys.sort()
    var unique: [Int64] = []
    for key in keys where unique.last != key { unique.append(key) }
    return unique
  }

  private func place(of key: Int64) -> Int {
    var (low, high) = (0, keys.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Merges until one region is left; returns for each first pair what it took to make it one.
  mutating func mergedStrengths() -> [Float] {
    var strengths = [Float](repeating: 0, count: pairs.count)
    var sets = DisjointSets(regions.count)
    var waiting = pairs.indices.map { (index: $0, a: pairs[$0].a, b: pairs[$0].b) }
    var slot = [Int32](repeating: -1, count: regions.count)
    for i in pairs.indices { pairs[i].strength = strength(pairs[i]) }
    var highest: Float = 0
    while let next = pairs.indices.min(by: { pairs[$0].strength < pairs[$1].strength }) {
      highest = max(highest, pairs[next].strength)
      merge(next, &sets, &slot)
      waiting.removeAll { pair in
        guard sets.root(pair.a) == sets.root(pair.b) else { return false }
        strengths[pair.index] = highest
        return true
      }
    }
    return strengths
  }

  private func strength(_ pair: Pair) -> Float {
    let (p, q) = (regions[Int(pair.a)], regions[Int(pair.b)])
    func mean(_ a: Float, _ b: Float) -> Float { a / p.size - b / q.size }
    let (d0, d1, d2) = (mean(p.sums.0, q.sums.0), mean(p.sums.1, q.sums.1), mean(p.sums.2, q.sums.2))
    let apart = (d0 * d0 + d1 * d1 + d2 * d2).squareRoot()
    let share = min(p.size, q.size) / pixelCount
    return (0.6 * pair.contrast / pair.length + 0.4 * apart) * share.squareRoot().squareRoot()
  }

  private mutating func merge(_ index: Int, _ sets: inout DisjointSets, _ slot: inout [Int32]) {
    let (a, b) = (pairs[index].a, pairs[index].b)
    let root = sets.join(a, b)
    let other = root == a ? b : a
    let (p, q) = (regions[Int(root)], regions[Int(other)])
    regions[Int(root)] = Region(
      size: p.size + q.size, sums: (p.sums.0 + q.sums.0, p.sums.1 + q.sums.1, p.sums.2 + q.sums.2))
    pairs.swapAt(index, pairs.count - 1)
    pairs.removeLast()
    // Two pairs that have become the same one are added up.
    var kept = 0
    var touched: [Int] = []
    for i in pairs.indices {
      var pair = pairs[i]
      if pair.a == other { pair.a = root }
      if pair.b == other { pair.b = root }
      if pair.a == root || pair.b == root {
        let neighbour = Int(pair.a == root ? pair.b : pair.a)
        if slot[neighbour] >= 0 {
          pairs[Int(slot[neighbour])].length += pair.length
          pairs[Int(slot[neighbour])].contrast += pair.contrast
          continue
        }
        slot[neighbour] = Int32(kept)
        touched.append(neighbour)
      }
      pairs[kept] = pair
      kept += 1
    }
    pairs.removeLast(pairs.count - kept)
    for neighbour in touched {
      let i = Int(slot[neighbour])
      pairs[i].strength = strength(pairs[i])
      slot[neighbour] = -1
    }
  }
}
