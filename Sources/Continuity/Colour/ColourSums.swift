import Geometry

/// Weighted sums over pairs of colours, from which the affine map between them is solved: three numbers each, in any space.
struct ColourSums {
  private(set) var weight = 0.0
  private var from = Vector3.zero
  private var to = Vector3.zero
  private var square = Matrix3.zero
  private var cross = Matrix3.zero

  mutating func add(_ x: Vector3, _ y: Vector3, weight w: Double) {
    weight += w
    from += w * x
    to += w * y
    square += Matrix3(w * x, x)
    cross += Matrix3(w * y, x)
  }

  var meanFrom: Vector3 { (1 / weight) * from }
  var meanTo: Vector3 { (1 / weight) * to }

  /// How the first colours vary.
  var covariance: Matrix3 { (1 / weight) * square - Matrix3(meanFrom, meanFrom) }
  /// How the second ones vary with them.
  var crossCovariance: Matrix3 { (1 / weight) * cross - Matrix3(meanTo, meanFrom) }

  /// The linear part of least squared error, drawn toward another: as strongly as if the first colours had this variance more in every
  /// direction, in which the other holds. So where the colours vary less than that, the other decides.
  func linearPart(near other: Matrix3, variance: Double) -> Matrix3 {
    (crossCovariance + variance * other) * (covariance + variance * .identity).inverse
  }

  /// The gain that all three have in common, drawn toward 1 in the same way.
  func gain(variance: Double) -> Double {
    (crossCovariance.trace + 3 * variance) / (covariance.trace + 3 * variance)
  }

  /// The map with a linear part that takes mean to mean.
  func map(_ linear: Matrix3) -> ColourMap { ColourMap(linear, from: meanFrom, to: meanTo) }
}

extension ColourMap {
  /// The map with a linear part that takes one colour to another.
  init(_ linear: Matrix3, from: Vector3, to: Vector3) {
    let offset = to - linear * from
    self.init(rows: (0..<3).map { i in (0..<3).map { linear[i, $0] } + [offset[i]] })
  }

  var linear: Matrix3 { Matrix3 { rows[$0][$1] } }
}
