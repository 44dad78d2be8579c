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
  /// For each cell, eight by eight, what may flow from it to the one to its right, left, below, above, and to those at its corners: below right,
  /// above left, below left, above right.
  private let room: [Float]

  /// Costs are not negative.
  package init(_ costs: CutCosts) {
    let (width, height, stride) = (costs.width, costs.height, costs.width + 2)
    (self.width, self.height, self.stride) = (width, height, stride)
    let offsets = [1, -1, stride, -stride, stride + 1, -stride - 1, stride - 1, 1 - stride]
    self.offsets = offsets
    var room = [Float](repeating: 0, count: 8 * stride * (height + 2))
    func join(_ i: Int, _ direction: Int, _ cost: Float) {
      room[8 * i + direction] = cost
      room[8 * (i + offsets[direction]) + direction + 1] = cost
    }
    for y in 0..<height {
      for x in 0..<width {
        let (cell, i) = (y * width + x, (y + 1) * stride + x + 1)
        if x + 1 < width { join(i, 0, costs.right[cell]) }
        guard y + 1 < height else { continue }
        join(i, 2, costs.down[cell])
        if x + 1 < width { join(i, 4, costs.falling[cell]) }
        if x > 0 { join(i, 6, costs.rising[cell]) }
      }
    }
    self.room = room
  }

  /// The cells that are inside: what is cut, and what each cell costs, comes to as little as can be.
  ///
  /// - Parameter preference: for each cell what being outside costs more than being inside.
  package func inside(preference: [Float]) -> [Bool] {
    let count = stride * (height + 2)
    return Scratch.withFloats(9 * count + Flow.floatCount(cells: count)) { floats in
      floats.update(from: room, count: 8 * count)
      let left = floats + 8 * count
      left.update(repeating: 0, count: count)
      for y in 0..<height {
        for x in 0..<width { left[(y + 1) * stride + x + 1] = preference[y * width + x] }
      }
      return offsets.withUnsafeBufferPointer { offsets in
        var flow = Flow(
          offsets: offsets.baseAddress!, count: count, room: floats, left: left, memory: floats + 9 * count)
        flow.run()
        return (0..<width * height).map { flow.isInside(($0 / width + 1) * stride + $0 % width + 1) }
      }
    }
  }
}

/// The two trees, while they grow. Its memory is another's.
private struct Flow {
  private let offsets: UnsafePointer<Int>
  private let count: Int
  /// What may still flow, as in `GridCut`.
  private let room: UnsafeMutablePointer<Float>
  /// What may still flow into a cell from the inner root; less than nothing: out of it to the outer root.
  private let left: UnsafeMutablePointer<Float>
  private let cells: UnsafeMutablePointer<Cell>
  private var time: Int32 = 0
  private var active: Line
  private var orphans: Line

  private struct Cell {
    /// When the way to its root was last walked, and how long it was.
    var mark: Int32 = 0
    var distance: Int32 = 0
    /// Towards its parent: a direction 0 … 7, or one of the others.
    var parent = Flow.none
    var isOutside = false
    var isActive = false
  }

  private static let root: UInt8 = 8
  private static let orphan: UInt8 = 9
  private static let none: UInt8 = 10

  /// The room that so many cells need.
  static func floatCount(cells count: Int) -> Int {
    (count * MemoryLayout<Cell>.stride + 3) / 4 + 2 * Line.capacity(count)
  }

  init(
    offsets: UnsafePointer<Int>, count: Int, room: UnsafeMutablePointer<Float>, left: UnsafeMutablePointer<Float>,
    memory: UnsafeMutablePointer<Float>
  ) {
    (self.offsets, self.count, self.room, self.left) = (offsets, count, room, left)
    let capacity = Line.capacity(count)
    let numbers = UnsafeMutableRawPointer(memory).bindMemory(to: Int32.self, capacity: 2 * capacity)
    active = Line(numbers, capacity)
    orphans = Line(numbers + capacity, capacity)
    cells = UnsafeMutableRawPointer(numbers + 2 * capacity).bindMemory(to: Cell.self, capacity: count)
    cells.initialize(repeating: Cell(), count: count)
  }

  func isInside(_ i: Int) -> Bool { cells[i].parent != Flow.none && !cells[i].isOutside }

  mutating func run() {
    for i in 0..<count where left[i] != 0 {
      cells[i].isOutside = left[i] < 0
      cells[i].parent = Flow.root
      cells[i].distance = 1
      activate(i)
    }
    while let i = nextActive() {
      // A cell goes on touching others until nothing more comes of it.
      while let direction = grow(i) {
        time += 1
        if cells[i].isOutside {
          augment(i + offsets[direction], direction ^ 1)
        } else {
          augment(i, direction)
        }
        adopt()
        if cells[i].parent >= Flow.orphan { break }
      }
    }
  }

  private mutating func activate(_ i: Int) {
    guard !cells[i].isActive else { return }
    cells[i].isActive = true
    active.append(i)
  }

  private mutating func nextActive() -> Int? {
    while let i = active.next() {
      cells[i].isActive = false
      if cells[i].parent != Flow.none { return i }
    }
    return nil
  }

  /// What may flow from a cell in a direction.
  @inline(__always)
  private func room(_ i: Int, _ direction: Int) -> UnsafeMutablePointer<Float> { room + (8 &* i &+ direction) }

  /// What may flow in a tree's way between a cell and the next one in a direction: outward from the inner root, and on to the outer one.
  @inline(__always)
  private func roomAlong(_ i: Int, _ direction: Int, _ j: Int, isOutside: Bool) -> Float {
    isOutside ? room(j, direction ^ 1).pointee : room(i, direction).pointee
  }

  /// Takes what is free beside a cell into its tree; the direction in which it touches the other tree, if it does.
  private mutating func grow(_ i: Int) -> Int? {
    let own = cells[i]
    for direction in 0..<8 {
      let j = i &+ offsets[direction]
      guard roomAlong(i, direction, j, isOutside: own.isOutside) > 0 else { continue }
      let other = cells[j]
      if other.parent == Flow.none {
        cells[j].isOutside = own.isOutside
        adopt(j, by: own, direction)
        activate(j)
      } else if other.isOutside != own.isOutside {
        return direction
      } else if other.mark <= own.mark, other.distance > own.distance, other.parent < Flow.root {
        adopt(j, by: own, direction)
      }
    }
    return nil
  }

  /// Gives a cell the one as its parent from which it lies in a direction.
  @inline(__always)
  private func adopt(_ j: Int, by parent: Cell, _ direction: Int) {
    cells[j].parent = UInt8(truncatingIfNeeded: direction ^ 1)
    cells[j].mark = parent.mark
    cells[j].distance = parent.distance &+ 1
  }

  /// Sends as much as goes from the inner root through cell i and the next one in a direction to the outer root.
  private mutating func augment(_ i: Int, _ direction: Int) {
    let j = i + offsets[direction]
    let least = bottleneck(i, direction, j)
    room(i, direction).pointee -= least
    room(j, direction ^ 1).pointee += least
    var x = i
    while cells[x].parent != Flow.root {
      let a = Int(cells[x].parent)
      let parent = x &+ offsets[a]
      room(x, a).pointee += least
      room(parent, a ^ 1).pointee -= least
      if room(parent, a ^ 1).pointee <= 0 { makeOrphan(x) }
      x = parent
    }
    left[x] -= least
    if left[x] <= 0 { makeOrphan(x) }
    x = j
    while cells[x].parent != Flow.root {
      let a = Int(cells[x].parent)
      let parent = x &+ offsets[a]
      room(parent, a ^ 1).pointee += least
      room(x, a).pointee -= least
      if room(x, a).pointee <= 0 { makeOrphan(x) }
      x = parent
    }
    left[x] += least
    if left[x] >= 0 { makeOrphan(x) }
  }

  /// How much goes from the inner root through cell i and cell j, the next one in a direction, to the outer root.
  private func bottleneck(_ i: Int, _ direction: Int, _ j: Int) -> Float {
    var least = room(i, direction).pointee
    var x = i
    while cells[x].parent != Flow.root {
      let a = Int(cells[x].parent)
      x = x &+ offsets[a]
      least = min(least, room(x, a ^ 1).pointee)
    }
    least = min(least, left[x])
    x = j
    while cells[x].parent != Flow.root {
      let a = Int(cells[x].parent)
      least = min(least, room(x, a).pointee)
      x = x &+ offsets[a]
    }
    return min(least, -left[x])
  }

  private mutating func makeOrphan(_ i: Int) {
    cells[i].parent = Flow.orphan
    orphans.append(i)
  }

  /// Gives each orphan another parent in its tree, or lets it go.
  private mutating func adopt() {
    while let i = orphans.next() { adopt(i) }
  }

  private mutating func adopt(_ i: Int) {
    let isOutside = cells[i].isOutside
    var (best, least) = (-1, Int32.max)
    for direction in 0..<8 {
      let j = i &+ offsets[direction]
      guard cells[j].parent != Flow.none, cells[j].isOutside == isOutside,
        roomAlong(j, direction ^ 1, i, isOutside: isOutside) > 0, let distance = distanceToRoot(j)
      else { continue }
      if distance < least { (best, least) = (direction, distance) }
      mark(j, distance)
    }
    if best >= 0 {
      cells[i].parent = UInt8(truncatingIfNeeded: best)
      (cells[i].mark, cells[i].distance) = (time, least + 1)
    } else {
      letGo(i)
    }
  }

  /// What hung on to it are orphans now, and what could take it may try.
  private mutating func letGo(_ i: Int) {
    let isOutside = cells[i].isOutside
    for direction in 0..<8 {
      let j = i &+ offsets[direction]
      guard cells[j].parent != Flow.none, cells[j].isOutside == isOutside else { continue }
      if roomAlong(j, direction ^ 1, i, isOutside: isOutside) > 0 { activate(j) }
      // Its parent is the cell: it lies in the opposite direction from there.
      if Int(cells[j].parent) == direction ^ 1 { makeOrphan(j) }
    }
    cells[i].parent = Flow.none
  }

  /// Steps to the root; nil where the way ends at an orphan.
  private func distanceToRoot(_ start: Int) -> Int32? {
    var (j, distance) = (start, Int32(0))
    while true {
      let cell = cells[j]
      if cell.mark == time { return distance &+ cell.distance }
      distance &+= 1
      if cell.parent == Flow.root { return distance }
      if cell.parent >= Flow.orphan { return nil }
      j = j &+ offsets[Int(cell.parent)]
    }
  }

  /// Remembers the distances along the way to the root.
  private func mark(_ start: Int, _ distance: Int32) {
    var (j, left) = (start, distance)
    while cells[j].mark != time {
      (cells[j].mark, cells[j].distance) = (time, left)
      left &-= 1
      guard cells[j].parent < Flow.root else { break }
      j = j &+ offsets[Int(cells[j].parent)]
    }
  }
}

/// Cells that wait, none of them twice, in a ring.
private struct Line {
  private let cells: UnsafeMutablePointer<Int32>
  private let mask: Int
  private var first = 0
  private var end = 0

  /// Room for so many cells: a power of two.
  static func capacity(_ count: Int) -> Int { 1 << (Int.bitWidth - count.leadingZeroBitCount) }

  init(_ cells: UnsafeMutablePointer<Int32>, _ capacity: Int) { (self.cells, mask) = (cells, capacity - 1) }

  @inline(__always)
  mutating func append(_ cell: Int) {
    cells[end & mask] = Int32(truncatingIfNeeded: cell)
    end &+= 1
  }

  @inline(__always)
  mutating func next() -> Int? {
    guard first != end else { return nil }
    defer { first &+= 1 }
    return Int(cells[first & mask])
  }
}
