/// The numbers that a field may hold. Infinity and NaN are in no range.
package struct NumberRange: Equatable, Sendable {
  package let lower: Double
  package let upper: Double
  /// Whether the lower end itself is left out.
  package let isAboveLower: Bool

  package init(_ range: ClosedRange<Double>) {
    lower = range.lowerBound
    upper = range.upperBound
    isAboveLower = false
  }

  private init(above lower: Double, to upper: Double) {
    self.lower = lower
    self.upper = upper
    isAboveLower = true
  }

  /// Everything greater than `lower`, up to `upper`.
  package static func above(_ lower: Double, to upper: Double) -> NumberRange {
    NumberRange(above: lower, to: upper)
  }

  package func contains(_ number: Double) -> Bool {
    (isAboveLower ? number > lower : number >= lower) && number <= upper
  }
}

/// As a sentence goes on after "expected": `0.1 … 64`, `more than 0, at most 86400`.
extension NumberRange: CustomStringConvertible {
  package var description: String {
    isAboveLower ? "more than \(lower.plain), at most \(upper.plain)" : "\(lower.plain) … \(upper.plain)"
  }
}

extension Double {
  /// Whole numbers without a point.
  var plain: String { Int(exactly: self).map(String.init) ?? "\(self)" }
}
