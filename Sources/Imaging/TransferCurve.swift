import Geometry

/// The sRGB transfer curve (IEC 61966-2-1), which everything in Everzoom is encoded with: linear light 0 … 1 to R′G′B′ 0 … 1.
///
/// Stills are sRGB and become BT.709 video by their matrix alone, so that a picture keeps its numbers; worlds are drawn in linear light
/// and encoded alike, so that both look alike on every screen.
package enum TransferCurve {
  /// Linear light to encoded; odd about 0, and held from 1.4641 on. Branch-free, for loops; the error is below 1e-6.
  ///
  /// x^(1/2.4) = s^(5/3) with s = x^¼, a Chebyshev interpolation of degree 9 on the s from the straight piece's end to 1.1.
  @inline(__always)
  package static func encoded(_ light: Float) -> Float {
    let magnitude = light < 0 ? -light : light
    let held: Float = magnitude < 1.4641 ? magnitude : 1.4641
    let s = fourthRoot(held > 0.0031308 ? held : 0.0031308)
    let t = (s - 0.6682725) * 2.316276
    // In pairs rather than by Horner's rule, so that a processor need not wait for every step.
    let t2 = t * t
    let t4 = t2 * t2
    let low = (0.510806042 + 0.549997651 * t) + (0.118437801 - 0.00850102875 * t) * t2
    let middle = (0.00184216877 - 0.000557707669 * t) + (0.000168210237 - 6.41330088e-05 * t) * t2
    let power = low + (middle + (6.38908938e-05 - 3.04541205e-05 * t) * t4) * t4
    let curved = 1.055 * power - 0.055
    let straight = 12.92 * held
    let value = held < 0.0031308 ? straight : curved
    return light < 0 ? -value : value
  }

  /// Linear light in place to encoded, cut off below 0 and above 1.
  package static func encode(_ light: UnsafeMutablePointer<Float>, count: Int) {
    for x in 0..<count {
      let positive: Float = light[x] > 0 ? light[x] : 0
      light[x] = positive < 1 ? positive : 1
    }
    for x in 0..<count { light[x] = encoded(light[x]) }
  }

  /// x^¼ for the x of the curved piece, to a relative 5e-7. (`squareRoot` becomes a call here, and would keep loops from being vectors.)
  ///
  /// A quarter of the exponent, taken from the bits, gives y = x^−¼ to 3.2 %. With e = 1 − x·y⁴ that is off by the factor
  /// (1 − e)^−¼ = 1 + e/4 + 5e²/32 + …, of which two steps are enough, and x · y³ = x^¼.
  @inline(__always)
  private static func fourthRoot(_ x: Float) -> Float {
    var y = Float(bitPattern: 0x4F58_4000 &- (x.bitPattern >> 2))
    for _ in 0..<2 {
      let square = y * y
      let e = 1 - x * (square * square)
      y += (y * e) * (0.25 + 0.15625 * e)
    }
    return x * (y * y * y)
  }

  /// Encoded to linear light, the formula itself; odd about 0.
  package static func light(_ encoded: Double) -> Double {
    let value = abs(encoded)
    let light =
      value <= 0.04045 ? value / 12.92 : PortableMath.exp2(2.4 * PortableMath.log2((value + 0.055) / 1.055))
    return encoded < 0 ? -light : light
  }
}
