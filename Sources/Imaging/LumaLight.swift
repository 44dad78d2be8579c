import Geometry

/// Y′ as the light it would be without colour: 0 for black, 1 for white.
///
/// For greys this is linear light; for colours it is what a black-and-white set would show. Rows go there and back through
/// code values of limited range, those below black and above white included.
enum LumaLight {
  static func read(_ plane: Plane, row y: Int, from x: Int, count: Int, into floats: UnsafeMutablePointer<Float>) {
    if plane.bits == 8 {
      let samples = plane.row8(y) + x
      lightOf8Bits.withUnsafeBufferPointer { table in
        for i in 0..<count { floats[i] = table[Int(samples[i])] }
      }
    } else {
      let samples = plane.row16(y) + x
      lightOf16Bits.withUnsafeBufferPointer { table in
        for i in 0..<count { floats[i] = table[Int(samples[i])] }
      }
    }
  }

  /// Replaces light by code values for samples of so many bits.
  static func encode(_ floats: UnsafeMutablePointer<Float>, count: Int, bits: Int) {
    let unit = Float(1 << (bits - 8))
    for i in 0..<count { floats[i] = TransferCurve.encoded(floats[i]) * (219 * unit) + 16 * unit }
  }

  private static let lightOf8Bits = (0..<256).map { Float(TransferCurve.light((Double($0) - 16) / 219)) }
  private static let lightOf16Bits = (0..<65536).map { Float(TransferCurve.light((Double($0) / 256 - 16) / 219)) }
}
