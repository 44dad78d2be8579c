import Geometry

/// The sRGB transfer curve (IEC 61966-2-1), which everything in Everzoom is encoded with: linear light 0 … 1 to R′G′B′ 0 … 1.
///
/// Stills are sRGB and become BT.709 video by their matrix alone, so that a picture keeps its numbers; worlds are drawn in linear light
/// and encoded alike, so that both look alike on every screen.
package enum TransferCurve {
  /// Linear light to encoded; odd about 0, and held from 1.4641 on. Branch-free, for loops; the error is below 5e-7.
  ///
  /// x^(1/2.4) = s^(5/3) with s = x^¼, a Chebyshev interpolation of degree 9 on the s from the straight piece's end to 1.1.
  @inline(__always)
  package static func encoded(_ light: Float) -> Float {
    let magnitude = light < 0 ? -light : light
    let held: Float = magnitude < 1.4641 ? magnitude : 1.4641
    let s = held.squareRoot().squareRoot()
    let t = (s - 0.6682725) * 2.316276
    var power: Float = -3.04541205e-05
    power = power * t + 6.38908938e-05
    power = power * t - 6.41330088e-05
    power = power * t + 0.000168210237
    power = power * t - 0.000557707669
    power = power * t + 0.00184216877
    power = power * t - 0.00850102875
    power = power * t + 0.118437801
    power = power * t + 0.549997651
    power = power * t + 0.510806042
    let curved = 1.055 * power - 0.055
    let straight = 12.92 * held
    let value = held < 0.0031308 ? straight : curved
    return light < 0 ? -value : value
  }

  /// Encoded to linear light, the formula itself; odd about 0.
  package static func light(_ encoded: Double) -> Double {
    let value = abs(encoded)
    let light =
      value <= 0.04045 ? value / 12.92 : PortableMath.exp2(2.4 * PortableMath.log2((value + 0.055) / 1.055))
    return encoded < 0 ? -light : light
  }
}
