import Imaging

/// Minimal cuts through a grid of cells, each joined to the eight around it (Boykov and Kolmogorov, "An experimental comparison of
/// min-cut/max-flow algorithms for energy minimization in vision", 2004).
///
/// Two trees of cells grow, from inside and from outside; where they touch, flow goes through until something is full.
package struct GridCut {
  private let width: Int
  private let height: Int
  /// Cells from one row to the next: there is one more on either side, which nothing leads to.
  private let stride: Int
  private let offsets: [Int]
  /// What may flow from a cell to the one to its right, left, below, above, and to those at its corners: below right, above left, below left,
  /// above right.
  private var room: [[Float]]

  /// Costs are not negative.
  package init(_ costs: CutCosts) {
    (width, height) = (costs.width, costs.height)
    stride = width + 2
    offsets = [1, -1, stride, -stride, stride + 1, -stride - 1, stride - 1, 1 - stride]
    room = [[Float]](repeating: [Float](repeating: 0, count: stride * (height + 2)), count: 8)
    for y in 0..<height {
      for x in 0..<width {
        let (cell, i) = (y * width + x, (y + 1) * stride + x + 1)
        let pairs = [
          (x + 1 < width, costs.right[cell]), (y + 1 < height, costs.down[cell]),
          (x + 1 < width && y + 1 < height, costs.falling[cell]), (x > 0 && y + 1 < height, costs.rising[cell]),
        ]
        for (k, pair) in pairs.enumerated() where pair.0 {
          room[2 * k][i] = pair.1
          room[2 * k + 1][i + offsets[2 * k]] = pair.1
        }
      }
    }
  }

  /// The cells that are inside: what is cut, and what each cell costs, comes to as little as can be.
  ///
  /// - Parameter preference: for each cell what being outside costs more than being inside.
  package func inside(preference: [Float]) -> [Bool] {
    var flow = Flow(offsets: offsets, count: stride * (height + 2))
    var left = [Float](repeating: 0, count: stride * (height + 2))
    for y in 0..<height {
      for x in 0..<width { left[(y + 1) * stride + x + 1] = preference[y * width + x] }
    }
    let count = left.count
    Scratch.withFloats(8 * count) { floats in
      for (k, values) in room.enumerated() { (floats + k * count).update(from: values, count: count) }
      left.withUnsafeMutableBufferPointer { flow.run((0..<8).map { floats + $0 * count }, $0.baseAddress!) }
    }
    return (0..<width * height).map { cell in
      flow.isInside((cell / width + 1) * stride + cell % width + 1)
    }
  }
}

/// The two trees, while they grow.
private struct Flow {
  private let offsets: [Int]
  /// Towards a cell's parent: a direction 0 … 7, or one of the others.
  private var parents: [UInt8]
  private var isOutside: [Bool]
  /// When the way to a cell's root was last walked, and how long it was.
  private var marks: [Int32]
  private var distances: [Int32]
  private var time: Int32 = 0
  private var active: [Int32] = []
  private var firstActive = 0
  private var isActive: [Bool]
  private var orphans: [Int32] = []
  private var firstOrphan = 0

  private static let root: UInt8 = 8
  private static let orphan: UInt8 = 9
  private static let none: UInt8 = 10

  init(offsets: [Int], count: Int) {
    self.offsets = offsets
    parents = [UInt8](repeating: Flow.none, count: count)
    isOutside = [Bool](repeating: false, count: count)
    isActive = isOutside
    marks = [Int32](repeating: 0, count: count)
    distances = marks
  }

  func isInside(_ i: Int) -> Bool { parents[i] != Flow.none && !isOutside[i] }

  typealias Room = [UnsafeMutablePointer<Float>]

  mutating func run(_ room: Room, _ left: UnsafeMutablePointer<Float>) {
    for i in parents.indices where left[i] != 0 {
      isOutside[i] = left[i] < 0
      parents[i] = Flow.root
      distances[i] = 1
      activate(i)
    }
    while let i = nextActive() {
      // A cell goes on touching others until nothing more comes of it.
      while let direction = grow(i, room) {
        time += 1
        let j = i + offsets[direction]
        if isOutside[i] {
          augment(j, direction ^ 1, room, left)
        } else {
          augment(i, direction, room, left)
        }
        adopt(room)
        if parents[i] >= Flow.orphan { break }
      }
    }
  }

  private mutating func activate(_ i: Int) {
    guard !isActive[i] else { return }
    isActive[i] = true
    active.append(Int32(i))
  }

  private mutating func nextActive() -> Int? {
    while firstActive < active.count {
      let i = Int(active[firstActive])
      firstActive += 1
      if firstActive > 4096, firstActive * 2 > active.count {
        active.removeFirst(firstActive)
        firstActive = 0
      }
      isActive[i] = false
      if parents[i] != Flow.none { return i }
    }
    return nil
  }

  /// Takes what is free beside a cell into its tree; the direction in which it touches the other tree, if it does.
  private mutating func grow(_ i: Int, _ room: Room) -> Int? {
    let outside = isOutside[i]
    for direction in 0..<8 {
      let j = i + offsets[direction]
      let free = outside ? room[direction ^ 1][j] : room[direction][i]
      guard free > 0 else { continue }
      if parents[j] == Flow.none {
        isOutside[j] = outside
        parents[j] = UInt8(direction ^ 1)
        (marks[j], distances[j]) = (marks[i], distances[i] + 1)
        activate(j)
      } else if isOutside[j] != outside {
        return direction
      } else if marks[j] <= marks[i], distances[j] > distances[i], parents[j] < Flow.root {
        parents[j] = UInt8(direction ^ 1)
        (marks[j], distances[j]) = (marks[i], distances[i] + 1)
      }
    }
    return nil
  }

  /// Sends as much as goes from the inner root through cell i and the next one in a direction to the outer root.
  private mutating func augment(_ i: Int, _ direction: Int, _ room: Room, _ left: UnsafeMutablePointer<Float>) {
    let j = i + offsets[direction]
    var least = room[direction][i]
    var x = i
    while parents[x] != Flow.root {
      let a = Int(parents[x])
      let parent = x + offsets[a]
      least = min(least, room[a ^ 1][parent])
      x = parent
    }
    least = min(least, left[x])
    x = j
    while parents[x] != Flow.root {
      let a = Int(parents[x])
      least = min(least, room[a][x])
      x += offsets[a]
    }
    least = min(least, -left[x])

    room[direction][i] -= least
    room[direction ^ 1][j] += least
    x = i
    while parents[x] != Flow.root {
      let a = Int(parents[x])
      let parent = x + offsets[a]
      room[a][x] += least
      room[a ^ 1][parent] -= least
      if room[a ^ 1][parent] <= 0 { makeOrphan(x) }
      x = parent
    }
    left[x] -= least
    if left[x] <= 0 { makeOrphan(x) }
    x = j
    while parents[x] != Flow.root {
      let a = Int(parents[x])
      let parent = x + offsets[a]
      room[a ^ 1][parent] += least
      room[a][x] -= least
      if room[a][x] <= 0 { makeOrphan(x) }
      x = parent
    }
    left[x] += least
    if left[x] >= 0 { makeOrphan(x) }
  }

  private mutating func makeOrphan(_ i: Int) {
    parents[i] = Flow.orphan
    orphans.append(Int32(i))
  }

  /// Gives each orphan another parent in its tree, or lets it go.
  private mutating func adopt(_ room: Room) {
    while firstOrphan < orphans.count {
      let i = Int(orphans[firstOrphan])
      firstOrphan += 1
      adopt(i, room)
    }
    orphans.removeAll(keepingCapacity: true)
    firstOrphan = 0
  }

  private mutating func adopt(_ i: Int, _ room: Room) {
    let outside = isOutside[i]
    var (best, least) = (-1, Int32.max)
    for direction in 0..<8 {
      let j = i + offsets[direction]
      guard parents[j] != Flow.none, isOutside[j] == outside,
        (outside ? room[direction][i] : room[direction ^ 1][j]) > 0
      else { continue }
      guard let distance = distanceToRoot(j) else { continue }
      if distance < least { (best, least) = (direction, distance) }
      mark(j, distance)
    }
    if best >= 0 {
      parents[i] = UInt8(best)
      (marks[i], distances[i]) = (time, least + 1)
      return
    }
    for direction in 0..<8 {
      let j = i + offsets[direction]
      guard parents[j] != Flow.none, isOutside[j] == outside else { continue }
      if (outside ? room[direction][i] : room[direction ^ 1][j]) > 0 { activate(j) }
      if parents[j] < Flow.root, j + offsets[Int(parents[j])] == i { makeOrphan(j) }
    }
    parents[i] = Flow.none
  }

  /// Steps to the root; nil where the way ends at an orphan.
  private func distanceToRoot(_ start: Int) -> Int32? {
    var (j, distance) = (start, Int32(0))
    while true {
      if marks[j] == time { return distance + distances[j] }
      let a = parents[j]
      distance += 1
      if a == Flow.root { return distance }
      if a >= Flow.orphan { return nil }
      j += offsets[Int(a)]
    }
  }

  /// Remembers the distances along the way to the root.
  private mutating func mark(_ start: Int, _ distance: Int32) {
    var (j, left) = (start, distance)
    while marks[j] != time {
      marks[j] = time
      distances[j] = left
      left -= 1
      guard parents[j] < Flow.root else { break }
      j += offsets[Int(parents[j])]
    }
  }
}
