/// A point or a vector of the plane, which is also a complex number: x + iy, y down.
///
/// Multiplying turns and scales: `z * Point(x: 0, y: 2)` is z, a quarter turn clockwise on the screen, twice as far out.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  package static let zero = Point(x: 0, y: 0)
  package static let one = Point(x: 1, y: 0)

  /// The unit vector at an angle in turns, clockwise on the screen from the right, times a length.
  package init(turns: Double, length: Double = 1) {
    let (sine, cosine) = PortableMath.sineAndCosine(turns: turns)
    self.init(x: cosine * length, y: sine * length)
  }

  package var squaredLength: Double { x * x + y * y }
  package var length: Double { squaredLength.squareRoot() }

  /// The angle in turns, −½ ..< ½. Zero for the zero vector.
  package var turns: Double { PortableMath.turns(x: x, y: y) }

  package var conjugate: Point { Point(x: x, y: -y) }

  package var isFinite: Bool { x.isFinite && y.isFinite }

  package static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
  package static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
  package static prefix func - (a: Point) -> Point { Point(x: -a.x, y: -a.y) }
  package static func * (a: Point, b: Point) -> Point {
    Point(x: a.x * b.x - a.y * b.y, y: a.x * b.y + a.y * b.x)
  }
  package static func * (a: Point, k: Double) -> Point { Point(x: a.x * k, y: a.y * k) }
  package static func / (a: Point, k: Double) -> Point { Point(x: a.x / k, y: a.y / k) }
  package static func / (a: Point, b: Point) -> Point {
    let n = b.squaredLength
    return Point(x: (a.x * b.x + a.y * b.y) / n, y: (a.y * b.x - a.x * b.y) / n)
  }
}

/// In files a point is `[x, y]`.
extension Point: Codable {
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    self.init(x: try list.decode(Double.self), y: try list.decode(Double.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(x)
    try list.encode(y)
  }
}
