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

  /// Puts an item in the place of the first: the lesser children rise along the whole way down, and it rises to its place among them.
  private mutating func sink(_ item: UInt64) {
    heap.withUnsafeMutableBufferPointer { heap in
      let (heap, count) = (heap.baseAddress!, heap.count)
      var hole = 0
      while 2 &* hole &+ 2 < count {
        let left = 2 &* hole &+ 1
        let child = left &+ (heap[left &+ 1] < heap[left] ? 1 : 0)
        heap[hole] = heap[child]
        hole = child
      }
      if 2 &* hole &+ 1 < count {
        heap[hole] = heap[2 &* hole &+ 1]
        hole = 2 &* hole &+ 1
      }
      while hole > 0 {
        let parent = (hole &- 1) / 2
        if heap[parent] <= item { break }
        heap[hole] = heap[parent]
        hole = parent
      }
      heap[hole] = item
    }
  }
}
