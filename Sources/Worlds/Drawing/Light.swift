import Geometry

/// Linear-light colours of eight pixels.
struct Light {
  var red: Lanes
  var green: Lanes
  var blue: Lanes

  @inline(__always) init(_ red: Lanes, _ green: Lanes, _ blue: Lanes) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  @inline(__always) init(_ colour: Colour) {
    self.init(
      Lanes(repeating: colour.red), Lanes(repeating: colour.green), Lanes(repeating: colour.blue))
  }

  @inline(__always) static var black: Light { Light(.zero, .zero, .zero) }

  @inline(__always) static func + (a: Light, b: Light) -> Light {
    Light(a.red + b.red, a.green + b.green, a.blue + b.blue)
  }
  @inline(__always) static func += (a: inout Light, b: Light) { a = a + b }
  @inline(__always) static func * (a: Light, k: Lanes) -> Light { Light(a.red * k, a.green * k, a.blue * k) }
  @inline(__always) static func * (a: Light, k: Float) -> Light { Light(a.red * k, a.green * k, a.blue * k) }
  @inline(__always) static func * (a: Light, c: Colour) -> Light {
    Light(a.red * c.red, a.green * c.green, a.blue * c.blue)
  }
  @inline(__always) static func * (a: Light, b: Light) -> Light {
    Light(a.red * b.red, a.green * b.green, a.blue * b.blue)
  }
}

@inline(__always) func mix(_ a: Light, _ b: Light, _ t: Lanes) -> Light {
  Light(mix(a.red, b.red, t), mix(a.green, b.green, t), mix(a.blue, b.blue, t))
}

/// A linear-light BT.709 colour.
struct Colour: Sendable {
  var red: Float
  var green: Float
  var blue: Float

  init(_ red: Float, _ green: Float, _ blue: Float) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour as painters write it: `Colour(0xFFE9C0)` is 255, 233, 192 in sRGB.
  init(_ hex: UInt32) {
    self.init(Colour.linear(hex >> 16), Colour.linear(hex >> 8), Colour.linear(hex))
  }

  @inline(__always) static func * (a: Colour, k: Float) -> Colour { Colour(a.red * k, a.green * k, a.blue * k) }
  @inline(__always) static func + (a: Colour, b: Colour) -> Colour {
    Colour(a.red + b.red, a.green + b.green, a.blue + b.blue)
  }
  @inline(__always) static func * (a: Colour, b: Colour) -> Colour {
    Colour(a.red * b.red, a.green * b.green, a.blue * b.blue)
  }
  static func mix(_ a: Colour, _ b: Colour, _ t: Float) -> Colour { a * (1 - t) + b * t }

  /// The sRGB curve backwards (IEC 61966-2-1).
  private static func linear(_ byte: UInt32) -> Float {
    let v = Double(byte & 255) / 255
    return Float(v <= 0.04045 ? v / 12.92 : PortableMath.exp2(PortableMath.log2((v + 0.055) / 1.055) * 2.4))
  }
}

/// A colour where equal steps look equal: lightness and two opponent hues (Oklab, Ottosson 2020).
struct Oklab {
  var lightness: Double
  var a: Double
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  init(_ colour: Colour) {
    let (r, g, b) = (Double(colour.red), Double(colour.green), Double(colour.blue))
    let l = Oklab.cubeRoot(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = Oklab.cubeRoot(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = Oklab.cubeRoot(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    self.init(
      lightness: 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      a: 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      b: 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)
  }

  /// The nearest colour that has no negative part.
  var colour: Colour {
    let l = lightness + 0.3963377774 * a + 0.2158037573 * b
    let m = lightness - 0.1055613458 * a - 0.0638541728 * b
    let s = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l3, m3, s3) = (l * l * l, m * m * m, s * s * s)
    return Colour(
      Float(max(0, 4.0767416621 * l3 - 3.3077115913 * m3 + 0.2309699292 * s3)),
      Float(max(0, -1.2684380046 * l3 + 2.6097574011 * m3 - 0.3413193965 * s3)),
      Float(max(0, -0.0041960863 * l3 - 0.7034186147 * m3 + 1.7076147010 * s3)))
  }

  static func mix(_ p: Oklab, _ q: Oklab, _ t: Double) -> Oklab {
    Oklab(
      lightness: p.lightness + (q.lightness - p.lightness) * t, a: p.a + (q.a - p.a) * t, b: p.b + (q.b - p.b) * t)
  }

  private static func cubeRoot(_ x: Double) -> Double {
    x > 0 ? PortableMath.exp2(PortableMath.log2(x) / 3) : 0
  }
}
