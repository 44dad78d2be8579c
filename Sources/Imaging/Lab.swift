import Geometry

/// CIELAB (CIE 15:2004, item 8.2.1) of Y′CbCr by BT.709's matrix and the sRGB curve, white being D65: lightness 0 … 100, a and b. A difference
/// of 1 is about what an eye can just see between two fields side by side.
package enum Lab {
  /// Y′ 0 … 1 and Cb, Cr −½ … ½ to Lab. Light that a screen cannot show is cut off first. Each output has room for `count`.
  package static func convert(
    luma: UnsafePointer<Float>, blueness: UnsafePointer<Float>, redness: UnsafePointer<Float>,
    lightness: UnsafeMutablePointer<Float>, a: UnsafeMutablePointer<Float>, b: UnsafeMutablePointer<Float>, count: Int
  ) {
    light.withUnsafeBufferPointer { table in
      for i in 0..<count {
        lightness[i] = decoded(luma[i] + 1.5748 * redness[i], table)
        a[i] = decoded(luma[i] - 0.1873243 * blueness[i] - 0.4681243 * redness[i], table)
        b[i] = decoded(luma[i] + 1.8556 * blueness[i], table)
      }
    }
    for i in 0..<count {
      let (red, green, blue) = (lightness[i], a[i], b[i])
      // The rows of BT.709's matrix to X, Y and Z, each over that of white.
      let x = compressed(0.4339499 * red + 0.3762098 * green + 0.1898403 * blue)
      let y = compressed(0.2126729 * red + 0.7151522 * green + 0.0721749 * blue)
      let z = compressed(0.0177566 * red + 0.1094680 * green + 0.8727754 * blue)
      lightness[i] = 116 * y - 16
      a[i] = 500 * (x - y)
      b[i] = 200 * (y - z)
    }
  }

  /// The Y′CbCr of one Lab colour. What no screen can show becomes numbers beyond their ranges.
  package static func yCbCr(_ lab: (lightness: Float, a: Float, b: Float)) -> (y: Float, cb: Float, cr: Float) {
    let fy = (lab.lightness + 16) / 116
    let x = 0.95047 * expanded(fy + lab.a / 500)
    let y = expanded(fy)
    let z = 1.08883 * expanded(fy - lab.b / 200)
    let red = TransferCurve.encoded(3.2404542 * x - 1.5371385 * y - 0.4985314 * z)
    let green = TransferCurve.encoded(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z)
    let blue = TransferCurve.encoded(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)
    let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (luma, (blue - luma) / 1.8556, (red - luma) / 1.5748)
  }

  /// R′, G′ or B′ to light, between the table's numbers by straight lines: off by less than 1e-6.
  @inline(__always)
  private static func decoded(_ encoded: Float, _ table: UnsafeBufferPointer<Float>) -> Float {
    let held = encoded > 0 ? (encoded < 1 ? encoded : 1) : 0
    let place = held * 1024
    let index = Int(place)
    return table[index] + (table[index + 1] - table[index]) * (place - Float(index))
  }

  /// The curve's values at 0, 1/1024 … 1, and the last once more.
  private static let light = (0...1025).map { Float(TransferCurve.light(Double(min($0, 1024)) / 1024)) }

  /// CIELAB's f: the cube root, and a straight line near black.
  @inline(__always)
  private static func compressed(_ t: Float) -> Float {
    let held = t > 0.008856452 ? t : 0.008856452
    let curved = cubeRoot(held)
    return t > 0.008856452 ? curved : t * 7.787037 + 0.13793103
  }

  @inline(__always)
  private static func expanded(_ f: Float) -> Float {
    f > 0.20689656 ? f * f * f : (f - 0.13793103) / 7.787037
  }

  /// The cube root of a positive number. A third of the exponent, taken from the bits, is right to 4 %; Halley's rule cubes that error, twice.
  @inline(__always)
  static func cubeRoot(_ x: Float) -> Float {
    var r = Float(bitPattern: x.bitPattern / 3 &+ 0x2A51_19F2)
    for _ in 0..<2 {
      let cube = r * r * r
      r *= (cube + 2 * x) / (2 * cube + x)
    }
    return r
  }
}
