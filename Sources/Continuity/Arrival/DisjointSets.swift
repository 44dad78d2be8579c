/// Sets that join.
struct DisjointSets {
  private var parent: [Int32]
  private(set) var size: [Int32]

  init(_ count: Int) {
    parent = (0..<count).map { Int32($0) }
    size = [Int32](repeating: 1, count: count)
  }

  mutating func root(_ i: Int32) -> Int32 {
    var i = i
    while parent[Int(i)] != i {
      parent[Int(i)] = parent[Int(parent[Int(i)])]
      i = parent[Int(i)]
    }
    return i
  }

  /// Joins two roots; returns the root of both.
  mutating func join(_ a: Int32, _ b: Int32) -> Int32 {
    let (large, small) = size[Int(a)] >= size[Int(b)] ? (a, b) : (b, a)
    parent[Int(small)] = large
    size[Int(large)] += size[Int(small)]
    return large
  }

  /// For each member its set's number 0 ..< count, in the order of their first members.
  mutating func numbered() -> (labels: [Int32], count: Int) {
    var names = [Int32](repeating: -1, count: parent.count)
    var labels = names
    var count: Int32 = 0
    for i in parent.indices {
      let root = Int(root(Int32(i)))
      if names[root] < 0 {
        names[root] = count
        count += 1
      }
      labels[i] = names[root]
    }
    return (labels, Int(count))
  }
}
