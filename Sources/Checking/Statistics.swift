import Geometry

/// Plain statistics of series. A NaN stands for a sample that is not known.
extension Array where Element == Double {
  /// The middle value, or the mean of the two in the middle; NaN if there is none. All are numbers.
  package var middleValue: Double { percentile(50) }

  /// The value that so many percent lie below, between neighbours in a straight line; NaN if there is none. All are numbers.
  package func percentile(_ percent: Double) -> Double {
    guard !isEmpty else { return .nan }
    let sorted = sorted()
    let place = percent / 100 * Double(count - 1)
    let below = Swift.min(Int(place), count - 1)
    let above = Swift.min(below + 1, count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
  }

  /// NaN if there is none.
  package var mean: Double { isEmpty ? .nan : reduce(0, +) / Double(count) }

  /// The median of the known samples at most `half` away from each; NaN where none is known.
  package func runningMedian(half: Int) -> [Double] {
    indices.map { i in
      self[Swift.max(0, i - half)...Swift.min(count - 1, i + half)].filter { !$0.isNaN }.middleValue
    }
  }

  /// The mean of each `window` samples in a row: count − window + 1 values, or none.
  package func slidingMeans(of window: Int) -> [Double] {
    guard window > 0, count >= window else { return [] }
    var sum = self[..<window].reduce(0, +)
    return (0...count - window).map { start in
      if start > 0 { sum += self[start + window - 1] - self[start - 1] }
      return sum / Double(window)
    }
  }

  /// What is not known replaced by straight lines between what is; zeros if nothing is known.
  package var bridged: [Double] {
    var filled = self
    var last: Int?
    for i in indices where !self[i].isNaN {
      let from = last ?? -1
      for k in from + 1..<i {
        let start = last.map { self[$0] } ?? self[i]
        filled[k] = start + (self[i] - start) * Double(k - from) / Double(i - from)
      }
      last = i
    }
    for k in (last ?? -1) + 1..<count { filled[k] = last.map { self[$0] } ?? 0 }
    return filled
  }

  /// This series with the samples left out, as not known, for which a flag is set.
  package func without(_ flags: [Bool]) -> [Double] { zip(self, flags).map { $1 ? .nan : $0 } }

  /// The changes from each sample to the next.
  package var differences: [Double] { zip(self, dropFirst()).map { $1 - $0 } }

  /// The index of the largest value; the first of equals.
  package var peak: Int? { indices.max { self[$0] < self[$1] || (self[$0] == self[$1] && $0 > $1) } }

  /// The root of the mean square of all but the largest 2 %: what goes on all the time, not what happens once.
  package var usualSize: Double {
    let squares = map { $0 * $0 }.sorted()
    return squares.isEmpty ? 0 : Array(squares.prefix(Swift.max(1, Int(0.98 * Double(count))))).mean.squareRoot()
  }
}
