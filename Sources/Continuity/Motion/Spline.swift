/// The value and gradient of a cubic B-spline at many places.
///
/// Positions are exact floats: a table of subpixel positions, or straight lines between samples, would bias slow motion.
struct Spline {
  let coefficients: UnsafePointer<Float>
  let width: Int
  let height: Int

  /// Whether the spline has all its sixteen neighbours there.
  @inline(__always)
  func covers(_ u: Float, _ v: Float) -> Bool {
    u >= 1 && v >= 1 && u < Float(width - 2) && v < Float(height - 2)
  }

  /// At a place that it covers, in indices.
  @inline(__always)
  func sample(_ u: Float, _ v: Float) -> (value: Float, slopeX: Float, slopeY: Float) {
    let (i, j) = (Int32(u), Int32(v))
    let (f, g) = (u - Float(i), v - Float(j))
    let (across, slopeAcross) = Spline.weights(f)
    let (down, slopeDown) = Spline.weights(g)
    let index: Int = (Int(j) &- 1) &* width &+ Int(i) &- 1
    let corner = UnsafeRawPointer(coefficients + index)
    let stride = width &* 4
    let row0 = corner.loadUnaligned(as: SIMD4<Float>.self)
    let row1 = (corner + stride).loadUnaligned(as: SIMD4<Float>.self)
    let row2 = (corner + 2 &* stride).loadUnaligned(as: SIMD4<Float>.self)
    let row3 = (corner + 3 &* stride).loadUnaligned(as: SIMD4<Float>.self)
    var columns = row0 * down[0]
    columns += row1 * down[1]
    columns += row2 * down[2]
    columns += row3 * down[3]
    var slopes = row0 * slopeDown[0]
    slopes += row1 * slopeDown[1]
    slopes += row2 * slopeDown[2]
    slopes += row3 * slopeDown[3]
    return (Spline.sum(columns * across), Spline.sum(columns * slopeAcross), Spline.sum(slopes * across))
  }

  /// The weights of four neighbours at a fraction of the way from the second to the third, and their derivatives.
  @inline(__always)
  private static func weights(_ f: Float) -> (SIMD4<Float>, SIMD4<Float>) {
    let r: Float = 1 - f
    let (r2, f2): (Float, Float) = (r * r, f * f)
    let sixth: Float = 1.0 / 6
    let second: Float = (4 - 3 * f2 * (2 - f)) * sixth
    let third: Float = (4 - 3 * r2 * (2 - r)) * sixth
    let values = SIMD4<Float>(r2 * r * sixth, second, third, f2 * f * sixth)
    let secondSlope: Float = f * (1.5 * f - 2)
    let thirdSlope: Float = r * (2 - 1.5 * r)
    let slopes = SIMD4<Float>(-0.5 * r2, secondSlope, thirdSlope, 0.5 * f2)
    return (values, slopes)
  }

  @inline(__always)
  private static func sum(_ v: SIMD4<Float>) -> Float {
    let pairs = v.lowHalf + v.highHalf
    return pairs[0] + pairs[1]
  }
}
