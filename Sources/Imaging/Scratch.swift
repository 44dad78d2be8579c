import Synchronization

/// Working memory for kernels. Blocks are kept and given out again, because fresh pages cost more than the work in them.
package enum Scratch {
  /// Calls the body with room for at least `count` floats, aligned to 64 bytes and filled with anything.
  package static func withFloats<Result>(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    let block = take(atLeast: count)
    defer { give(block) }
    return body(block.floats)
  }

  /// Safe to share: who takes a block out is the only one who writes in it, until it is given back.
  private final class Block: @unchecked Sendable {
    let capacity: Int
    let floats: UnsafeMutablePointer<Float>

    init(_ capacity: Int) {
      self.capacity = capacity
      floats = UnsafeMutableRawPointer.allocate(byteCount: capacity * 4, alignment: 64)
        .bindMemory(to: Float.self, capacity: capacity)
    }

    deinit { UnsafeMutableRawPointer(floats).deallocate() }
  }

  /// Blocks smaller than this are not made, so that one fits most uses.
  private static let usualCapacity = 1 << 17
  /// No more than this many blocks are kept, and no larger ones than eight usual ones.
  private static let keptBlocks = 32

  private static let free = Mutex<[Block]>([])

  private static func take(atLeast count: Int) -> Block {
    let found = free.withLock { free in
      free.lastIndex { $0.capacity >= count }.map { free.remove(at: $0) }
    }
    return found ?? Block(max(count, usualCapacity))
  }

  private static func give(_ block: Block) {
    guard block.capacity <= 8 * usualCapacity else { return }
    free.withLock { if $0.count < keptBlocks { $0.append(block) } }
  }
}
