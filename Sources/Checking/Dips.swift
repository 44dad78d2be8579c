/// Short falls of a series.
package enum Dips {
  /// How far each sample lies below both the median of the `reach` samples before it and that of those after it; 0 for the first and last
  /// three, which have too few neighbours.
  package static func depths(_ series: [Double], reach: Int) -> [Double] {
    series.indices.map { i in
      guard i >= 3, i < series.count - 3 else { return 0 }
      let before = Array(series[max(0, i - reach)..<i])
      let after = Array(series[i + 1..<min(series.count, i + 1 + reach)])
      return min(before.middleValue, after.middleValue) - series[i]
    }
  }
}
