import Geometry

/// The Julia set of z² + c about its fixed point z* = λ / 2, in the coordinate w in which z² + c is multiplication by λ (Koenigs 1884).
///
/// The map back to z − z* is an entire function ψ with ψ(λw) = λψ(w) + ψ(w)², so a point may be taken at any w that is small
/// enough for the first terms of its series, and iterated from there.
package struct JuliaSet {
  /// From w to λw: its breadth in ln |w| and its turn.
  package struct Ring: Sendable {
    package let breadth: Double
    package let turns: Double
  }

  package let ring: Ring
  private let multiplier: (re: Float, im: Float)
  private let terms: [(re: Float, im: Float)]
  /// Series and iteration meet at the ring that begins here.
  package static let start = -3.2 * PortableMath.ln2
  private static let escape: Float = 1e4

  /// From the multiplier's logarithm, in octaves (above 0) and turns. c = λ / 2 − λ² / 4 must be outside the Mandelbrot set, where the set
  /// is dust and has no inside.
  package init(octaves: Double, turns: Double) {
    let (sine, cosine) = PortableMath.sineAndCosine(turns: turns)
    let length = PortableMath.exp2(octaves)
    let multiplier = Complex(re: length * cosine, im: length * sine)
    self.multiplier = (Float(multiplier.re), Float(multiplier.im))
    ring = Ring(breadth: octaves * PortableMath.ln2, turns: turns)
    // ψ's coefficients: b₁ = 1 and bₙ (λⁿ − λ) = Σ bᵢ bₙ₋ᵢ.
    var terms = [Complex(re: 0, im: 0), Complex(re: 1, im: 0)]
    var power = multiplier
    for n in 2..<16 {
      power = power * multiplier
      let sum = (1..<n).reduce(Complex(re: 0, im: 0)) { $0 + terms[$1] * terms[n - $1] }
      terms.append(sum / (power - multiplier))
    }
    self.terms = terms.map { (Float($0.re), Float($0.im)) }
  }

  /// What is at a point.
  package struct Point {
    /// Iterations until escape, and the fraction that makes them smooth; one less for every ring further out.
    package let count: Lanes
    /// An estimate of how far the set is, as a part of |w| (Milnor's distance estimate).
    package let distance: Lanes
    /// The direction away from the set, from the outward one: cosine and sine.
    package let outward: Lanes
    package let aside: Lanes
  }

  /// At angles in turns and logarithms of |w| at or above `start`, not more than a few rings.
  package func point(turns: Lanes, logarithm: Lanes) -> Point {
    let radius = exp(logarithm)
    let (wr, wi) = (radius * cosine(turns: turns), radius * sine(turns: turns))
    var (zr, zi, dr, di) = (Lanes.zero, Lanes.zero, Lanes.zero, Lanes.zero)
    for term in terms.reversed() {
      (dr, di) = (dr * wr - di * wi + zr, dr * wi + di * wr + zi)
      (zr, zi) = (zr * wr - zi * wi + term.re, zr * wi + zi * wr + term.im)
    }
    return escaped(zr, zi, dr, di, wr, wi)
  }

  @inline(__always)
  private func escaped(_ zr: Lanes, _ zi: Lanes, _ dr: Lanes, _ di: Lanes, _ wr: Lanes, _ wi: Lanes) -> Point {
    var (zr, zi, dr, di) = (zr, zi, dr, di)
    var count = Lanes.zero
    let (lr, li) = multiplier
    let most = Int(4.5 * PortableMath.ln2 / ring.breadth) + 500
    for step in 0..<most {
      let (fr, fi) = (zr + 0.5 * lr, zi + 0.5 * li)
      let inside = fr * fr + fi * fi .< JuliaSet.escape
      if step & 3 == 0 && !anyTrue(inside) { break }
      let (kr, ki) = (2 * zr + lr, 2 * zi + li)
      let (nr, ni) = (kr * dr - ki * di, kr * di + ki * dr)
      let (mr, mi) = ((zr + lr) * zr - (zi + li) * zi, (zr + lr) * zi + (zi + li) * zr)
      zr = select(inside, mr, zr)
      zi = select(inside, mi, zi)
      dr = select(inside, nr, dr)
      di = select(inside, ni, di)
      count += only(inside, .one)
    }
    let (fr, fi) = (zr + 0.5 * lr, zi + 0.5 * li)
    let squared = larger(fr * fr + fi * fi, 1.0001)
    let steepness = larger(magnitude(dr) + magnitude(di), 1e-20)
    let (er, ei) = (dr / steepness, di / steepness)
    let logarithm = 0.5 * log2(squared)
    // z / z′, seen from w.
    let inverse = 1 / (er * er + ei * ei)
    let (ur, ui) = ((fr * er + fi * ei) * inverse, (fi * er - fr * ei) * inverse)
    let length = root(ur * ur + ui * ui) + 1e-20
    let w = root(wr * wr + wi * wi)
    let across = 1 / (length * w)
    return Point(
      count: count - log2(larger(logarithm, 0.01)),
      distance: 2 * 0.6931472 * logarithm * length / (steepness * w),
      outward: (ur * wr + ui * wi) * across, aside: (ui * wr - ur * wi) * across)
  }
}

private struct Complex {
  let re: Double
  let im: Double

  var squared: Double { re * re + im * im }

  static func + (a: Complex, b: Complex) -> Complex { Complex(re: a.re + b.re, im: a.im + b.im) }
  static func - (a: Complex, b: Complex) -> Complex { Complex(re: a.re - b.re, im: a.im - b.im) }
  static func * (a: Complex, b: Complex) -> Complex {
    Complex(re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re)
  }
  static func / (a: Complex, b: Complex) -> Complex {
    let n = b.squared
    return Complex(re: (a.re * b.re + a.im * b.im) / n, im: (a.im * b.re - a.re * b.im) / n)
  }
}
