import Geometry

/// Rows of samples as Float code values (0 … 255 or 0 … 65535), and what is done with them.
///
/// The bits of a plane matter only here: where a row is read and where it is written back. Every loop is plain, so that the
/// compiler makes vectors of it, and treats every sample alike, so that the result does not depend on how a row is cut.
package enum RowKernels {
  /// Reads `count` samples of row `y` from column `x` on.
  package static func read(
    _ plane: Plane, row y: Int, from x: Int, count: Int, into floats: UnsafeMutablePointer<Float>
  ) {
    if plane.bits == 8 {
      let samples = plane.row8(y) + x
      for i in 0..<count { floats[i] = Float(samples[i]) }
    } else {
      let samples = plane.row16(y) + x
      for i in 0..<count { floats[i] = Float(samples[i]) }
    }
  }

  /// Writes `count` code values to row `y` from column `x` on: rounded to the nearest sample, halves up, and clamped to the
  /// sample's range.
  package static func write(
    _ floats: UnsafePointer<Float>, count: Int, to plane: Plane, row y: Int, from x: Int
  ) {
    if plane.bits == 8 {
      let samples = plane.row8(y) + x
      for i in 0..<count { samples[i] = UInt8(truncatingIfNeeded: rounded(floats[i], upTo: 255)) }
    } else {
      let samples = plane.row16(y) + x
      for i in 0..<count { samples[i] = UInt16(truncatingIfNeeded: rounded(floats[i], upTo: 65535)) }
    }
  }

  /// base += (over − base) · mask, with masks 0 … 1.
  package static func blend(
    _ over: UnsafePointer<Float>, into base: UnsafeMutablePointer<Float>, mask: UnsafePointer<Float>, count: Int
  ) {
    for i in 0..<count { base[i] += (over[i] - base[i]) * mask[i] }
  }

  /// base += (over − base) · weight, with one weight 0 … 1 for the row.
  package static func blend(
    _ over: UnsafePointer<Float>, into base: UnsafeMutablePointer<Float>, weight: Float, count: Int
  ) {
    for i in 0..<count { base[i] += (over[i] - base[i]) * weight }
  }

  /// ⌊v + ½⌋ clamped to 0 … limit; not-a-number becomes 0.
  ///
  /// Adding 2²³ leaves no bits for a fraction, so the sum's low bits are v rounded to the nearest whole number, ties to even; a
  /// tie that went down is what is left over by a half. (A conversion to an integer type would check its range, sample by sample.)
  @inline(__always)
  private static func rounded(_ v: Float, upTo limit: Float) -> UInt32 {
    let positive: Float = v > 0 ? v : 0
    let clamped = positive < limit ? positive : limit
    let shifted = clamped + 0x1p23
    let tieWentDown: UInt32 = clamped - (shifted - 0x1p23) >= 0.5 ? 1 : 0
    return (shifted.bitPattern & 0xFFFF) + tieWentDown
  }
}
