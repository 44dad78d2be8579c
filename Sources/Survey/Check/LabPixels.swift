import Geometry

/// CIE Lab of sRGB colours under D65 (IEC 61966-2-1; CIE 15).
enum LabPixels {
  /// Steps from 0 to 1 of the tables, between which values go in straight lines: errors stay below 0.001.
  private static let steps = 4096

  /// Linear light for R′G′B′ 0 … 1.
  private static let light = (0...steps + 1).map { (i: Int) -> Float in
    let code = Double(i) / Double(steps)
    let value =
      code <= 0.04045 ? code / 12.92 : PortableMath.exp2(2.4 * PortableMath.log2((code + 0.055) / 1.055))
    return Float(value)
  }

  /// Lab's f, the cube root with a straight start, for 0 … 1.
  private static let root = (0...steps + 1).map { (i: Int) -> Float in
    let t = Double(i) / Double(steps)
    return Float(t > 216.0 / 24389 ? PortableMath.exp2(PortableMath.log2(t) / 3) : (24389.0 / 27 * t + 16) / 116)
  }

  /// L 0 … 100, a, b, and as fourth number whatever is given, for R′G′B′ 0 … 1.
  static func pixels(red: [Float], green: [Float], blue: [Float], fourth: [Float]) -> [SIMD4<Float>] {
    light.withUnsafeBufferPointer { light in
      root.withUnsafeBufferPointer { root in
        [SIMD4<Float>](unsafeUninitializedCapacity: red.count) { out, count in
          for i in 0..<red.count {
            let (r, g, b) = (read(light, red[i]), read(light, green[i]), read(light, blue[i]))
            // BT.709's primaries to X, Y and Z over those of white.
            let x = read(root, 0.433953 * r + 0.376219 * g + 0.189828 * b)
            let y = read(root, 0.212671 * r + 0.715160 * g + 0.072169 * b)
            let z = read(root, 0.017758 * r + 0.109477 * g + 0.872765 * b)
            out[i] = SIMD4(116 * y - 16, 500 * (x - y), 200 * (y - z), fourth[i])
          }
          count = red.count
        }
      }
    }
  }

  /// A table's value at 0 … 1.
  @inline(__always)
  private static func read(_ table: UnsafeBufferPointer<Float>, _ place: Float) -> Float {
    let inside: Float = place > 0 ? (place < 1 ? place : 1) : 0
    let step = inside * Float(steps)
    let below = Int(step)
    let value = table[below]
    return value + (table[below &+ 1] - value) * (step - Float(below))
  }
}
