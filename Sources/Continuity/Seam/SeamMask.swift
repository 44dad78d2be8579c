import Geometry

/// The opacity of a scene seen through its seam, over the canvas.
///
///     let mask = SeamMask(
///       Seam(octaves: 1, shape: 2), sceneFromCanvas: .identity, pole: .zero, presence: 1, canvas: CanvasSize(200, 100))
///     mask.cover(x: 90...110, y: 40...60)                                           // .all
///     mask.cover(x: 0...8, y: 0...8)                                                // .none
///     mask.opacities(x: 100, y: 50, spacing: 40, count: 3, into: row)               // 1, 1, 0.19
package struct SeamMask: LayerMask {
  private let norm: Norm
  private let octaves: Double
  private let presence: Double
  private let solidPower: Double
  /// Offset from the pole in the scene's plane: at canvas pixel (0, 0), and per pixel to the right. Down is a quarter turn on.
  private let origin: Point
  private let step: Point

  /// - Parameters:
  ///   - sceneFromCanvas: the map from the canvas plane to the scene's own plane.
  ///   - pole: where the seam is centred, in the scene's plane.
  ///   - presence: 0 … 1, a factor on all of it.
  package init(_ seam: Seam, sceneFromCanvas: Similarity, pole: Point, presence: Double, canvas: CanvasSize) {
    norm = Norm(pole: pole, aspect: canvas.aspect, shape: seam.shape)
    octaves = seam.octaves
    solidPower = norm.power(seam.solidNorm)
    self.presence = presence
    let fromPixels = canvas.pixelsFromPlane.inverse.then(sceneFromCanvas)
    origin = fromPixels.offset - pole
    step = fromPixels.scale
  }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    let down = Point(x: -step.y, y: step.x)
    let corners = [
      origin + step * x.lowerBound + down * y.lowerBound, origin + step * x.upperBound + down * y.lowerBound,
      origin + step * x.lowerBound + down * y.upperBound, origin + step * x.upperBound + down * y.upperBound,
    ]
    let (nearest, farthest) = norm.bounds(of: corners)
    if nearest >= 1 { return .none }
    return farthest <= solidPower && presence == 1 ? .all : .part
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    let start = origin + step * x + Point(x: -step.y, y: step.x) * y
    let (qx, qy) = (Float(start.x), Float(start.y))
    let (dx, dy) = (Float(step.x * spacing), Float(step.y * spacing))
    let (right, left, below, above) = (norm.right, norm.left, norm.below, norm.above)
    let squarings = norm.squarings
    let (across, along) = (row, row + count)
    for i in 0..<count {
      // A 32-bit counter: wider ones are not converted to Float in vectors.
      let steps = Float(Int32(truncatingIfNeeded: i))
      let px = qx + steps * dx
      let py = qy + steps * dy
      let u = px * (px > 0 ? right : left)
      let v = py * (py > 0 ? below : above)
      across[i] = u * u
      along[i] = v * v
    }
    for _ in 1..<squarings {
      for i in 0..<2 * count { row[i] = row[i] * row[i] }
    }
    for i in 0..<count { along[i] = across[i] + along[i] + 1e-37 }
    let scale = Float(-1 / (Double(1 << squarings) * octaves))
    let whole = Float(presence)
    for i in 0..<count {
      let inside = logarithm2(along[i]) * scale
      let low: Float = inside > 0 ? inside : 0
      let t: Float = low < 1 ? low : 1
      across[i] = t * t * t * (t * (t * 6 - 15) + 10) * whole
    }
  }
}

/// The superellipse norm of `Seam`, ready for many points.
private struct Norm {
  let right: Float
  let left: Float
  let below: Float
  let above: Float
  /// The shape is 2 to this power.
  let squarings: Int

  init(pole: Point, aspect: Double, shape: Int) {
    right = Float(1 / (aspect - pole.x))
    left = Float(1 / (aspect + pole.x))
    below = Float(1 / (1 - pole.y))
    above = Float(1 / (1 + pole.y))
    squarings = shape.trailingZeroBitCount
  }

  /// Bounds of the norm to the power of its shape, over the bounding box of some points.
  func bounds(of corners: [Point]) -> (nearest: Double, farthest: Double) {
    let u = corners.map { $0.x * Double($0.x > 0 ? right : left) }
    let v = corners.map { $0.y * Double($0.y > 0 ? below : above) }
    let (u0, u1, v0, v1) = (u.min()!, u.max()!, v.min()!, v.max()!)
    let nearU = u0 <= 0 && u1 >= 0 ? 0 : min(abs(u0), abs(u1))
    let nearV = v0 <= 0 && v1 >= 0 ? 0 : min(abs(v0), abs(v1))
    return (power(nearU) + power(nearV), power(max(abs(u0), abs(u1))) + power(max(abs(v0), abs(v1))))
  }

  /// x to the power of the shape.
  func power(_ x: Double) -> Double {
    var power = x
    for _ in 0..<squarings { power *= power }
    return power
  }
}
