import Geometry

/// What red, green and blue light are, as a matrix to those of BT.709, which are sRGB's: rows for red, green and blue.
struct RGBPrimaries: Hashable {
  let toBT709: [Double]

  static let bt709 = RGBPrimaries(toBT709: [1, 0, 0, 0, 1, 0, 0, 0, 1])
  /// Rec. ITU-R BT.2020-2, table 3.
  static let bt2020 = RGBPrimaries(red: (0.708, 0.292), green: (0.170, 0.797), blue: (0.131, 0.046), white: d65)
  /// SMPTE EG 432-1, white D65: Display P3.
  static let displayP3 = RGBPrimaries(red: (0.680, 0.320), green: (0.265, 0.690), blue: (0.150, 0.060), white: d65)
  /// SMPTE RP 431-2, with its own white taken for ours.
  static let cinemaP3 = RGBPrimaries(
    red: (0.680, 0.320), green: (0.265, 0.690), blue: (0.150, 0.060), white: (0.314, 0.351))

  private static let d65 = (0.3127, 0.3290)

  init(toBT709: [Double]) { self.toBT709 = toBT709 }

  typealias Chromaticity = (x: Double, y: Double)

  /// Chromaticities of CIE 1931. White stays white: another one than D65's is scaled to it in light.
  init(red: Chromaticity, green: Chromaticity, blue: Chromaticity, white: Chromaticity) {
    let own = RGBPrimaries.toXYZ(red, green, blue, white)
    let ours = RGBPrimaries.toXYZ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), RGBPrimaries.d65)
    let (from, to) = (RGBPrimaries.xyz(white), RGBPrimaries.xyz(RGBPrimaries.d65))
    let scaled = (0..<9).map { own[$0] * to[$0 / 3] / from[$0 / 3] }
    toBT709 = RGBPrimaries.product(RGBPrimaries.inverse(ours), scaled)
  }

  /// Columns: the XYZ of red, green and blue, relative to D50, as ICC profiles have them.
  init(columns: [Double]) {
    // sRGB's, adapted to D50 by Bradford's method (IEC 61966-2-1, and the ICC's sRGB profile).
    let ours = [
      0.4360747, 0.3850649, 0.1430804, 0.2225045, 0.7168786, 0.0606169, 0.0139322, 0.0971045, 0.7141733,
    ]
    toBT709 = RGBPrimaries.product(RGBPrimaries.inverse(ours), columns)
  }

  private static func xyz(_ c: Chromaticity) -> [Double] { [c.x / c.y, 1, (1 - c.x - c.y) / c.y] }

  private static func toXYZ(_ red: Chromaticity, _ green: Chromaticity, _ blue: Chromaticity, _ white: Chromaticity)
    -> [Double]
  {
    let (r, g, b) = (xyz(red), xyz(green), xyz(blue))
    let primaries = [r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]]
    let weights = product(inverse(primaries), xyz(white), columns: 1)
    return (0..<9).map { primaries[$0] * weights[$0 % 3] }
  }

  /// Of three rows by some columns.
  private static func product(_ a: [Double], _ b: [Double], columns: Int = 3) -> [Double] {
    var result = [Double](repeating: 0, count: 3 * columns)
    for row in 0..<3 {
      for column in 0..<columns {
        for k in 0..<3 { result[row * columns + column] += a[3 * row + k] * b[columns * k + column] }
      }
    }
    return result
  }

  private static func inverse(_ m: [Double]) -> [Double] {
    func minor(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Double { m[a] * m[d] - m[b] * m[c] }
    let cofactors: [Double] = [
      minor(4, 5, 7, 8), -minor(1, 2, 7, 8), minor(1, 2, 4, 5), -minor(3, 5, 6, 8), minor(0, 2, 6, 8),
      -minor(0, 2, 3, 5), minor(3, 4, 6, 7), -minor(0, 1, 6, 7), minor(0, 1, 3, 4),
    ]
    let determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6]
    return cofactors.map { $0 / determinant }
  }

  /// Whether they are BT.709's to what 8 bits can tell.
  var isBT709: Bool { zip(toBT709, RGBPrimaries.bt709.toBT709).allSatisfy { abs($0 - $1) < 0.004 } }
}
