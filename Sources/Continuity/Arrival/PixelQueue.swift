/// Numbers of pixels in the order of their keys, the smallest first and equal keys by number.
struct PixelQueue {
  private var heap: [UInt64] = []

  init(reserving count: Int) { heap.reserveCapacity(count) }

  /// The key is not negative.
  mutating func push(_ key: Float, _ pixel: Int) {
    // Floats that are not negative are in the order of their bits.
    let item = UInt64(key.bitPattern) << 32 | UInt64(pixel)
    var child = heap.count
    heap.append(item)
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent] <= item { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = item
  }

  mutating func pop() -> (key: Float, pixel: Int)? {
    guard let first = heap.first else { return nil }
    let item = heap.removeLast()
    if !heap.isEmpty { sink(item) }
    return (Float(bitPattern: UInt32(first >> 32)), Int(first & 0xFFFF_FFFF))
  }

  private mutating func sink(_ item: UInt64) {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      if item <= heap[child] { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = item
  }
}
