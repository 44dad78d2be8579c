/// Three numbers.
struct Vector3 {
  var x: Double
  var y: Double
  var z: Double

  init(_ x: Double, _ y: Double, _ z: Double) { (self.x, self.y, self.z) = (x, y, z) }

  static let zero = Vector3(0, 0, 0)

  subscript(index: Int) -> Double { index == 0 ? x : index == 1 ? y : z }

  var squaredLength: Double { x * x + y * y + z * z }

  static func + (p: Vector3, q: Vector3) -> Vector3 { Vector3(p.x + q.x, p.y + q.y, p.z + q.z) }
  static func - (p: Vector3, q: Vector3) -> Vector3 { Vector3(p.x - q.x, p.y - q.y, p.z - q.z) }
  static func * (k: Double, p: Vector3) -> Vector3 { Vector3(k * p.x, k * p.y, k * p.z) }
  static func += (p: inout Vector3, q: Vector3) { p = p + q }
}
