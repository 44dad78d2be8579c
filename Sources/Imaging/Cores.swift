import Dispatch
import Geometry
import Synchronization

/// The processor cores a piece of work may use. How many there are changes the speed and nothing else.
package struct Cores: Sendable {
  package let count: Int

  package init(_ count: Int) { self.count = max(1, count) }

  /// Calls the body once for each index, on up to `count` threads, and returns when all are done. Indices are handed out in order.
  package func forEach(_ range: Range<Int>, _ body: @Sendable (Int) -> Void) {
    guard count > 1, range.count > 1 else {
      for index in range { body(index) }
      return
    }
    let next = Ticket(range.lowerBound)
    DispatchQueue.concurrentPerform(iterations: min(count, range.count)) { _ in
      while let index = next.take(below: range.upperBound) { body(index) }
    }
  }

  /// What the body makes of each index, in order.
  ///
  ///     Cores(4).map(1..<4) { $0 * $0 }   // [1, 4, 9]
  package func map<Result: Sendable>(_ range: Range<Int>, _ body: @Sendable (Int) -> Result) -> [Result] {
    [Result](unsafeUninitializedCapacity: range.count) { results, count in
      // Each place is written by one thread, and read when all are done.
      nonisolated(unsafe) let first = results.baseAddress
      forEach(range) { index in (first! + (index - range.lowerBound)).initialize(to: body(index)) }
      count = range.count
    }
  }

  /// Calls the body for bands of rows that together are 0 ..< rows; each band has `height` rows, the last one perhaps fewer.
  package func forEachBand(of rows: Int, height: Int, _ body: @Sendable (Range<Int>) -> Void) {
    forEach(0..<(rows + height - 1) / height) { band in
      body(band * height..<min(rows, (band + 1) * height))
    }
  }
}

/// Hands out numbers in order to many threads.
private final class Ticket: Sendable {
  private let next: Atomic<Int>

  init(_ first: Int) { next = Atomic(first) }

  func take(below end: Int) -> Int? {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < end ? number : nil
  }
}
