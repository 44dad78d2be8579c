import Geometry

/// A filter in front of the lens: linear light mixed anew from its red, green and blue.
package struct LightFilter: Equatable, Sendable {
  /// What red, green and blue are made of.
  private let rows: [SIMD3<Float>]

  /// - Parameters:
  ///   - warmth: −1 bluish … 1 amber. White stays as light as it was.
  ///   - colour: by how much chroma is multiplied, 0 … 1.5; luma stays.
  ///   - hue: by how much hues are turned, from red toward yellow, in turns; luma stays.
  init(warmth: Double, colour: Double, hue: Double) {
    let turn = Point(turns: hue, length: colour)
    let gains = LightFilter.gains(warmth)
    let columns = [SIMD3(1.0, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)].map { LightFilter.turned($0, by: turn) * gains }
    rows = (0..<3).map { row in SIMD3(Float(columns[0][row]), Float(columns[1][row]), Float(columns[2][row])) }
  }

  /// The light of lamps and skies as factors of red, green and blue.
  private static func gains(_ warmth: Double) -> SIMD3<Double> {
    let gains = SIMD3(PortableMath.exp2(0.3 * warmth), 1, PortableMath.exp2(-0.45 * warmth))
    return gains / luma(gains)
  }

  private static func luma(_ rgb: SIMD3<Double>) -> Double { 0.2126 * rgb.x + 0.7152 * rgb.y + 0.0722 * rgb.z }

  /// Red, green and blue stand at thirds of a circle about grey: there the colour is turned and stretched.
  private static func turned(_ rgb: SIMD3<Double>, by turn: Point) -> SIMD3<Double> {
    let root = 3.0.squareRoot()
    let chroma = Point(x: rgb.x - (rgb.y + rgb.z) / 2, y: root / 2 * (rgb.y - rgb.z)) * turn
    let colour = SIMD3(
      2 * chroma.x / 3, chroma.y / root - chroma.x / 3, -chroma.y / root - chroma.x / 3)
    return colour + (luma(rgb) - luma(colour))
  }

  @inline(__always) func applied(to light: Light) -> Light {
    @inline(__always) func mixed(_ row: SIMD3<Float>) -> Lanes {
      light.red * row.x + light.green * row.y + light.blue * row.z
    }
    return Light(mixed(rows[0]), mixed(rows[1]), mixed(rows[2]))
  }
}
