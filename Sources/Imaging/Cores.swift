import Dispatch
import Geometry

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

  /// Calls the body for bands of rows that together are 0 ..< rows; each band has `height` rows, the last one perhaps fewer.
  package func forEachBand(of rows: Int, height: Int, _ body: @Sendable (Range<Int>) -> Void) {
    forEach(0..<(rows + height - 1) / height) { band in
      body(band * height..<min(rows, (band + 1) * height))
    }
  }
}

/// Hands out numbers in order to many threads.
private final class Ticket: @unchecked Sendable {
  private var next: Int
  private let lock = DispatchSemaphore(value: 1)

  init(_ first: Int) { next = first }

  func take(below end: Int) -> Int? {
    lock.wait()
    defer { lock.signal() }
    guard next < end else { return nil }
    next += 1
    return next - 1
  }
}
