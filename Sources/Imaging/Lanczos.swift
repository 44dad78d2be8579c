import Geometry

/// The Lanczos kernel with three lobes, L(x) = sinc(x) · sinc(x / 3) for |x| < 3, else 0, where sinc(x) = sin(πx) / (πx).
///
/// (C. Lanczos, Applied Analysis, 1956; as a filter for pictures: Duchon 1979, Turkowski 1990.)
package enum Lanczos {
  /// The kernel is zero from here on.
  package static let lobes = 3.0

  /// Reads the kernel from a table; the error is below 2e-7, and whole x are exact (1 at 0, else 0).
  package static func value(at x: Double) -> Double {
    let place = abs(x) * Double(perUnit)
    guard place < lobes * Double(perUnit) else { return 0 }
    let index = Int(place)
    return table.withUnsafeBufferPointer { table in
      table[index] + (table[index + 1] - table[index]) * (place - Double(index))
    }
  }

  /// The kernel, stretched, at samples `start` and on, for a position among them; their sum. The same as `value`, for many.
  static func row(
    from start: Int, position: Double, stretch: Double, count: Int, into row: UnsafeMutablePointer<Double>
  ) -> Double {
    table.withUnsafeBufferPointer { table in
      var sum = 0.0
      for k in 0..<count {
        let place = abs((Double(start &+ k) - position) / stretch) * Double(perUnit)
        guard place < lobes * Double(perUnit) else {
          row[k] = 0
          continue
        }
        let index = Int(place)
        row[k] = table[index] + (table[index + 1] - table[index]) * (place - Double(index))
        sum += row[k]
      }
      return sum
    }
  }

  /// The formula itself.
  static func exact(_ x: Double) -> Double {
    guard x != 0 else { return 1 }
    guard abs(x) < lobes else { return 0 }
    let sine = PortableMath.sineAndCosine(turns: x / 2).sine
    let slowSine = PortableMath.sineAndCosine(turns: x / (2 * lobes)).sine
    return lobes * sine * slowSine / (Double.pi * Double.pi * x * x)
  }

  // Linear interpolation errs by at most max |L″| / 8 / perUnit², with |L″| ≤ π²/3 · (1 + 1/9) at 0.
  private static let perUnit = 2048
  private static let table = (0...Int(lobes) * perUnit).map { exact(Double($0) / Double(perUnit)) }
}
