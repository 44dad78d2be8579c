/// The logarithm to base 2 of a positive Float, to 2e-5: the exponent, and a polynomial in the significand (least squares fit of the
/// artanh series' first four terms).
@inline(__always)
func logarithm2(_ x: Float) -> Float {
  let bits = Int32(bitPattern: x.bitPattern)
  // Significand in √½ ..< √2.
  let shifted = (bits &- 0x3F35_04F3) >> 23
  let m = Float(bitPattern: UInt32(bitPattern: bits &- (shifted << 23)))
  let s = (m - 1) / (m + 1)
  let q = s * s
  return Float(shifted) + s * (2.8853901 + q * (0.9617967 + q * (0.5770780 + q * 0.4121986)))
}

/// The angle of (x, y) in turns, 0 … 1, to 3e-6: the polynomial for the arctangent of Abramowitz and Stegun 4.4.49, folded to eight
/// octants. At the origin it is some angle.
@inline(__always)
func positiveTurns(_ x: Float, _ y: Float) -> Float {
  let (ax, ay) = (x > 0 ? x : -x, y > 0 ? y : -y)
  let (large, small) = (ax > ay ? ax : ay, ax > ay ? ay : ax)
  let v = small / (large + 1e-37)
  let q = v * v
  let arc = v * (0.9998660 + q * (-0.3302995 + q * (0.1801410 + q * (-0.0851330 + q * 0.0208351))))
  let eighth = arc * Float(1 / (2 * Double.pi))
  let quarter = ax > ay ? eighth : 0.25 - eighth
  let half = x < 0 ? 0.5 - quarter : quarter
  return y < 0 ? 1 - half : half
}

/// The whole number below a number 0 … 2²², or at a whole number that one or the one below. (A conversion would check its range, number by
/// number; adding 2²³ leaves no bits for a fraction.)
@inline(__always)
func wholePart(_ x: Float) -> Int32 {
  let low = x - 0.5
  let positive: Float = low > 0 ? low : 0
  return Int32(bitPattern: (positive + 0x1p23).bitPattern & 0x7F_FFFF)
}
