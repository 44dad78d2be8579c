/// Three rows of three numbers.
struct Matrix3 {
  var rows: (Vector3, Vector3, Vector3)

  init(_ first: Vector3, _ second: Vector3, _ third: Vector3) { rows = (first, second, third) }

  init(_ entry: (_ row: Int, _ column: Int) -> Double) {
    func row(_ i: Int) -> Vector3 { Vector3(entry(i, 0), entry(i, 1), entry(i, 2)) }
    self.init(row(0), row(1), row(2))
  }

  /// All products of two vectors' numbers.
  init(_ p: Vector3, _ q: Vector3) { self.init(p.x * q, p.y * q, p.z * q) }

  static let zero = Matrix3(.zero, .zero, .zero)
  static let identity = Matrix3 { $0 == $1 ? 1 : 0 }

  subscript(row: Int, column: Int) -> Double { (row == 0 ? rows.0 : row == 1 ? rows.1 : rows.2)[column] }

  var trace: Double { self[0, 0] + self[1, 1] + self[2, 2] }
  var transposed: Matrix3 { Matrix3 { self[$1, $0] } }

  /// By cofactors; the determinant must not be zero.
  var inverse: Matrix3 {
    func cofactor(_ i: Int, _ j: Int) -> Double {
      let (a, b, c, d) = ((i + 1) % 3, (i + 2) % 3, (j + 1) % 3, (j + 2) % 3)
      return self[a, c] * self[b, d] - self[a, d] * self[b, c]
    }
    let determinant = self[0, 0] * cofactor(0, 0) + self[0, 1] * cofactor(0, 1) + self[0, 2] * cofactor(0, 2)
    return Matrix3 { cofactor($1, $0) / determinant }
  }

  static func + (p: Matrix3, q: Matrix3) -> Matrix3 {
    Matrix3(p.rows.0 + q.rows.0, p.rows.1 + q.rows.1, p.rows.2 + q.rows.2)
  }
  static func - (p: Matrix3, q: Matrix3) -> Matrix3 { p + -1 * q }
  static func * (k: Double, p: Matrix3) -> Matrix3 { Matrix3(k * p.rows.0, k * p.rows.1, k * p.rows.2) }
  static func += (p: inout Matrix3, q: Matrix3) { p = p + q }
  static func * (p: Matrix3, q: Matrix3) -> Matrix3 {
    Matrix3 { i, j in p[i, 0] * q[0, j] + p[i, 1] * q[1, j] + p[i, 2] * q[2, j] }
  }
  static func * (p: Matrix3, v: Vector3) -> Vector3 {
    func row(_ r: Vector3) -> Double { r.x * v.x + r.y * v.y + r.z * v.z }
    return Vector3(row(p.rows.0), row(p.rows.1), row(p.rows.2))
  }
}

extension Matrix3 {
  /// A symmetric matrix's eigenvalues, and its eigenvectors as columns: by Jacobi's turns, which end when nothing is left beside the diagonal.
  var eigen: (values: Vector3, vectors: Matrix3) {
    var (a, v) = (self, Matrix3.identity)
    for _ in 0..<12 {
      for (p, q) in [(0, 1), (0, 2), (1, 2)] where a[p, q] != 0 {
        let theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
        let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let cosine = 1 / (tangent * tangent + 1).squareRoot()
        let sine = tangent * cosine
        let turn = Matrix3 { i, j in
          if i == j { return i == p || i == q ? cosine : 1 }
          return i == p && j == q ? sine : i == q && j == p ? -sine : 0
        }
        a = turn.transposed * a * turn
        v = v * turn
      }
    }
    return (Vector3(a[0, 0], a[1, 1], a[2, 2]), v)
  }

  /// A symmetric matrix with its eigenvalues changed.
  func withEigenvalues(_ change: (Double) -> Double) -> Matrix3 {
    let (values, vectors) = eigen
    return vectors * Matrix3 { $0 == $1 ? change(values[$0]) : 0 } * vectors.transposed
  }

  /// A matrix with its singular values held in a range above 0: it stretches nothing by more and nothing by less.
  func stretching(within range: ClosedRange<Double>) -> Matrix3 {
    self
      * (transposed * self).withEigenvalues {
        let stretch = max($0, 1e-12).squareRoot()
        return min(max(stretch, range.lowerBound), range.upperBound) / stretch
      }
  }
}
