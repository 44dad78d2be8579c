/// Elementary functions with the same bits on every machine.
///
/// The C library's own `sin` and `exp2` give other bits with and without FMA, so nothing on the way to a pixel uses them.
/// These are plain polynomials: correct to a few units in the last place (the tests hold them to 4 ulp of the C library's,
/// or 1e-15), with exact results where people look: whole octaves and quarter turns.
package enum PortableMath {
  package static let ln2 = 0.693147180559945309417

  /// 2 to the power of x; exact for whole x.
  package static func exp2(_ x: Double) -> Double {
    guard x > -1022 else { return x.isNaN ? x : 0 }
    guard x < 1024 else { return .infinity }
    let whole = x.rounded(.toNearestOrEven)
    let t = (x - whole) * ln2
    // Taylor series for |t| ≤ ½ ln 2; the first term left out is below 1e-17.
    var sum = 1.0
    var k = 14.0
    while k >= 1 {
      sum = 1 + sum * t / k
      k -= 1
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }

  /// The logarithm to base 2; exact for powers of two, −∞ for zero, NaN below.
  package static func log2(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    var exponent = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
      m *= 0.5
      exponent += 1
    }
    // log m = 2 artanh((m − 1) / (m + 1)), a series in s² ≤ 0.0295.
    let s = (m - 1) / (m + 1)
    let q = s * s
    var sum = 0.0
    var k = 23.0
    while k >= 1 {
      sum = sum * q + 1 / k
      k -= 2
    }
    return exponent + 2 * s * sum / ln2
  }

  /// Sine and cosine of an angle in turns; exact at quarter turns.
  package static func sineAndCosine(turns: Double) -> (sine: Double, cosine: Double) {
    guard turns.isFinite else { return (.nan, .nan) }
    let quarter = (turns * 4).rounded(.toNearestOrEven)
    let x = (turns - quarter / 4) * (2 * Double.pi)
    let q = x * x
    var sine = 0.0
    var cosine = 0.0
    var k = 18.0
    while k >= 2 {
      cosine = (1 - cosine) * q / (k * (k - 1))
      sine = (1 - sine) * q / (k * (k + 1))
      k -= 2
    }
    let (s, c) = (x * (1 - sine), 1 - cosine)
    switch Int(quarter - (quarter / 4).rounded(.down) * 4) {
    case 0: return (s, c)
    case 1: return (c, -s)
    case 2: return (-s, -c)
    default: return (-c, s)
    }
  }

  /// The angle of (x, y) in turns, −½ ..< ½; 0 at the origin.
  package static func turns(x: Double, y: Double) -> Double {
    let ax = abs(x)
    let ay = abs(y)
    let large = max(ax, ay)
    guard large > 0 else { return 0 }
    let slope = min(ax, ay) / large
    // atan by one halving: atan v = 2 atan(v / (1 + √(1 + v²))), twice, then the series.
    let half = slope / (1 + (1 + slope * slope).squareRoot())
    let eighth = half / (1 + (1 + half * half).squareRoot())
    let q = eighth * eighth
    var sum = 0.0
    var k = 25.0
    while k >= 1 {
      sum = 1 / k - q * sum
      k -= 2
    }
    var angle = 4 * eighth * sum / (2 * Double.pi)
    if ay > ax { angle = 0.25 - angle }
    if x < 0 { angle = 0.5 - angle }
    if y < 0 { angle = -angle }
    return angle >= 0.5 ? angle - 1 : angle
  }
}
