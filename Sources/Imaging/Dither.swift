/// Noise that hides the steps of 8 bits: triangular between −½ and ½ of a code value, a hash of place and seed.
///
/// It is small enough that a value which is a code value already stays what it is.
enum Dither {
  /// Adds the noise of one row of a plane.
  static func add(to floats: UnsafeMutablePointer<Float>, count: Int, row: Int, plane: Int, seed: UInt32) {
    let rowSeed = mixed(mixed(seed &+ UInt32(plane) &* 0x9E37_79B9) ^ UInt32(truncatingIfNeeded: row))
    for x in 0..<count {
      let bits = mixed(rowSeed &+ UInt32(truncatingIfNeeded: x) &* 0x9E37_79B9)
      // Two uniform numbers of 16 bits add up to a triangular one.
      let sum = Int32(truncatingIfNeeded: bits & 0xFFFF) &+ Int32(truncatingIfNeeded: bits >> 16)
      floats[x] += Float(sum &- 65535) * 0x1p-17
    }
  }

  /// A hash of 32 bits with little bias (the constants are Chris Wellons's "lowbias32", public domain).
  @inline(__always)
  private static func mixed(_ bits: UInt32) -> UInt32 {
    var x = bits
    x = (x ^ (x >> 16)) &* 0x7FEB_352D
    x = (x ^ (x >> 15)) &* 0x846C_A68B
    return x ^ (x >> 16)
  }
}
