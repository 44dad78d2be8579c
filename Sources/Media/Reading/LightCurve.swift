import Geometry
import Imaging

/// How a source's R′G′B′ become light: 1 is white, and in high dynamic range 203 cd/m².
final class LightCurve {
  /// The brightest light.
  let peak: Double
  private let red: [Float]
  private let green: [Float]
  private let blue: [Float]
  /// Hybrid log-gamma's system gamma, which depends on the brightness of all channels.
  private let isHLG: Bool

  /// Steps of the tables from 0 to 1; in between lines. The error is below a tenth of a code value of 10 bits.
  private static let steps = 8192

  private init(peak: Double = 1, isHLG: Bool = false, _ curves: [(Double) -> Double]) {
    let tables = curves.map { curve in
      (0...LightCurve.steps + 1).map { Float(curve(min(1, Double($0) / Double(LightCurve.steps)))) }
    }
    (red, green, blue) = (tables[0], tables[tables.count > 1 ? 1 : 0], tables[tables.count > 1 ? 2 : 0])
    self.peak = peak
    self.isHLG = isHLG
  }

  /// IEC 61966-2-1, which the render path takes all video of standard dynamic range for.
  static var sRGB: LightCurve { LightCurve([TransferCurve.light]) }

  /// A curve for each channel, or one for all, from 0 … 1 to 0 … 1.
  static func curves(_ curves: [(Double) -> Double]) -> LightCurve { LightCurve(curves) }

  static func gamma(_ gamma: Double) -> LightCurve { LightCurve([{ power($0, gamma) }]) }

  /// The brightness of white, in cd/m² (Rec. ITU-R BT.2408-7, table 1).
  private static let white = 203.0

  /// Perceptual quantisation (Rec. ITU-R BT.2100-2, table 4), up to a display of 1000 cd/m²: what is brighter is white.
  static var pq: LightCurve {
    let (m1, m2) = (2610.0 / 16384, 2523.0 / 4096 * 128)
    let (c1, c2, c3) = (3424.0 / 4096, 2413.0 / 4096 * 32, 2392.0 / 4096 * 32)
    let peak = 1000 / white
    return LightCurve(
      peak: peak,
      [
        { code in
          let x = power(code, 1 / m2)
          return min(10000 / white * power(max(x - c1, 0) / (c2 - c3 * x), 1 / m1), 4 * peak)
        }
      ])
  }

  /// Hybrid log-gamma (Rec. ITU-R BT.2100-2, table 5) on a display of 1000 cd/m².
  static var hlg: LightCurve {
    let (a, b, c) = (0.17883277, 0.28466892, 0.55991073)
    return LightCurve(
      peak: 1000 / white, isHLG: true,
      [{ code in code <= 0.5 ? code * code / 3 : (PortableMath.exp2((code - c) / a / PortableMath.ln2) + b) / 12 }])
  }

  /// x to a power, for x from 0 on.
  static func power(_ x: Double, _ exponent: Double) -> Double {
    x <= 0 ? 0 : PortableMath.exp2(exponent * PortableMath.log2(x))
  }

  /// Light of the system gamma 1.2 by the scene's: Y^0.2 in the same steps, and what white is of the brightest light.
  private static let system: [Float] = (0...steps + 1).map {
    Float(power(min(1, Double($0) / Double(steps)), 0.2) * 1000 / white)
  }

  /// In place: values below 0 and above 1 are taken for those.
  func light(
    _ rgb: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>), count: Int
  ) {
    for (channel, table) in [(rgb.0, red), (rgb.1, green), (rgb.2, blue)] {
      table.withUnsafeBufferPointer { table in
        for x in 0..<count { channel[x] = LightCurve.value(channel[x], table.baseAddress!) }
      }
    }
    guard isHLG else { return }
    LightCurve.system.withUnsafeBufferPointer { table in
      for x in 0..<count {
        // BT.2020's weights of brightness.
        let scene = 0.2627 * rgb.0[x] + 0.678 * rgb.1[x] + 0.0593 * rgb.2[x]
        let gain = LightCurve.value(scene, table.baseAddress!)
        rgb.0[x] *= gain
        rgb.1[x] *= gain
        rgb.2[x] *= gain
      }
    }
  }

  @inline(__always) private static func value(_ x: Float, _ table: UnsafePointer<Float>) -> Float {
    let positive: Float = x > 0 ? x : 0
    let place = (positive < 1 ? positive : 1) * Float(steps)
    let index = Int(place)
    return table[index] + (table[index + 1] - table[index]) * (place - Float(index))
  }
}
