/// Weighted sums of products of the six columns (turn, zoom, two shifts, gain, bias) and of the error, in eight lanes.
///
/// The sixth column is 1 everywhere.
struct PartialSums {
  typealias Lanes = SIMD8<Float>
  fileprivate(set) var products = (
    Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(),
    Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes()
  )
  fileprivate(set) var errors = (Lanes(), Lanes(), Lanes(), Lanes(), Lanes(), Lanes())

  @inline(__always)
  mutating func add(
    _ a: Lanes, _ b: Lanes, _ c: Lanes, _ d: Lanes, _ e: Lanes, error: Lanes, weight: Lanes
  ) {
    let (wa, wb, wc, wd, we) = (a * weight, b * weight, c * weight, d * weight, e * weight)
    products.0 += wa * a
    products.1 += wa * b
    products.2 += wa * c
    products.3 += wa * d
    products.4 += wa * e
    products.5 += wa
    products.6 += wb * b
    products.7 += wb * c
    products.8 += wb * d
    products.9 += wb * e
    products.10 += wb
    products.11 += wc * c
    products.12 += wc * d
    products.13 += wc * e
    products.14 += wc
    products.15 += wd * d
    products.16 += wd * e
    products.17 += wd
    products.18 += we * e
    products.19 += we
    products.20 += weight
    errors.0 += wa * error
    errors.1 += wb * error
    errors.2 += wc * error
    errors.3 += wd * error
    errors.4 += we * error
    errors.5 += weight * error
  }
}

/// Six linear equations for the next step of an alignment.
struct NormalEquations {
  /// The upper triangle row by row: (0, 0), (0, 1) … (5, 5).
  private var products = [Double](repeating: 0, count: 21)
  private var errors = [Double](repeating: 0, count: 6)

  mutating func add(_ partial: PartialSums) {
    var partial = partial
    withUnsafeBytes(of: &partial.products) { add($0, to: &products) }
    withUnsafeBytes(of: &partial.errors) { add($0, to: &errors) }
  }

  private func add(_ bytes: UnsafeRawBufferPointer, to sums: inout [Double]) {
    let floats = bytes.bindMemory(to: Float.self)
    for k in sums.indices {
      for lane in 0..<8 { sums[k] += Double(floats[8 * k + lane]) }
    }
  }

  /// By Gaussian elimination, with a millionth more on the diagonal; nil if they are no numbers. A column of nothing stays at 0.
  func solution() -> [Double]? {
    var rows = matrix()
    for i in 0..<6 {
      rows[i][i] = rows[i][i] * (1 + 1e-6) + 1e-30
      for j in i + 1..<6 {
        let factor = rows[j][i] / rows[i][i]
        for k in i...6 { rows[j][k] -= factor * rows[i][k] }
      }
      guard rows[i][i] > 0 else { return nil }
    }
    var x = [Double](repeating: 0, count: 6)
    for i in (0..<6).reversed() {
      var sum = rows[i][6]
      for k in i + 1..<6 { sum -= rows[i][k] * x[k] }
      x[i] = sum / rows[i][i]
    }
    return x.allSatisfy(\.isFinite) ? x : nil
  }

  /// The whole matrix, with the errors as a seventh column.
  private func matrix() -> [[Double]] {
    var rows = [[Double]](repeating: [Double](repeating: 0, count: 7), count: 6)
    var next = 0
    for i in 0..<6 {
      for j in i..<6 {
        rows[i][j] = products[next]
        rows[j][i] = products[next]
        next += 1
      }
      rows[i][6] = errors[i]
    }
    return rows
  }
}
