/// Eight numbers that are worked on at once, one for each of eight pixels side by side.
///
/// The standard library's own minimum, rounding and conversions of vectors are calls; the functions here are a few instructions.
package struct Lanes {
  package var vector: SIMD8<Float>

  @inline(__always) package init(_ vector: SIMD8<Float>) { self.vector = vector }
  @inline(__always) package init(repeating value: Float) { vector = SIMD8(repeating: value) }
  @inline(__always) package init(
    _ a: Float, _ b: Float, _ c: Float, _ d: Float, _ e: Float, _ f: Float, _ g: Float, _ h: Float
  ) {
    vector = SIMD8(a, b, c, d, e, f, g, h)
  }

  @inline(__always) package subscript(_ lane: Int) -> Float { vector[lane] }

  /// 0, 1, … 7.
  @inline(__always) package static var numbers: Lanes { Lanes(0, 1, 2, 3, 4, 5, 6, 7) }
  @inline(__always) package static var zero: Lanes { Lanes(repeating: 0) }
  @inline(__always) package static var one: Lanes { Lanes(repeating: 1) }

  @inline(__always) package static func + (a: Lanes, b: Lanes) -> Lanes { Lanes(a.vector + b.vector) }
  @inline(__always) package static func - (a: Lanes, b: Lanes) -> Lanes { Lanes(a.vector - b.vector) }
  @inline(__always) package static func * (a: Lanes, b: Lanes) -> Lanes { Lanes(a.vector * b.vector) }
  @inline(__always) package static func / (a: Lanes, b: Lanes) -> Lanes { Lanes(a.vector / b.vector) }
  @inline(__always) package static func + (a: Lanes, b: Float) -> Lanes { a + Lanes(repeating: b) }
  @inline(__always) package static func - (a: Lanes, b: Float) -> Lanes { a - Lanes(repeating: b) }
  @inline(__always) package static func * (a: Lanes, b: Float) -> Lanes { a * Lanes(repeating: b) }
  @inline(__always) package static func + (a: Float, b: Lanes) -> Lanes { Lanes(repeating: a) + b }
  @inline(__always) package static func - (a: Float, b: Lanes) -> Lanes { Lanes(repeating: a) - b }
  @inline(__always) package static func * (a: Float, b: Lanes) -> Lanes { Lanes(repeating: a) * b }
  @inline(__always) package static func / (a: Float, b: Lanes) -> Lanes { Lanes(repeating: a) / b }
  @inline(__always) package static prefix func - (a: Lanes) -> Lanes { 0 - a }
  @inline(__always) package static func += (a: inout Lanes, b: Lanes) { a = a + b }
  @inline(__always) package static func -= (a: inout Lanes, b: Lanes) { a = a - b }
  @inline(__always) package static func *= (a: inout Lanes, b: Lanes) { a = a * b }
  @inline(__always) package static func += (a: inout Lanes, b: Float) { a = a + b }
  @inline(__always) package static func -= (a: inout Lanes, b: Float) { a = a - b }
  @inline(__always) package static func *= (a: inout Lanes, b: Float) { a = a * b }

  @inline(__always) package static func .< (a: Lanes, b: Lanes) -> LaneMask { LaneMask(a.vector .< b.vector) }
  @inline(__always) package static func .> (a: Lanes, b: Lanes) -> LaneMask { LaneMask(b.vector .< a.vector) }
  @inline(__always) package static func .< (a: Lanes, b: Float) -> LaneMask { a .< Lanes(repeating: b) }
  @inline(__always) package static func .> (a: Lanes, b: Float) -> LaneMask { a .> Lanes(repeating: b) }
}

/// Yes or no for each of eight pixels.
package struct LaneMask {
  package var mask: SIMDMask<SIMD8<Int32>>

  @inline(__always) package init(_ mask: SIMDMask<SIMD8<Int32>>) { self.mask = mask }
  @inline(__always) package static func .& (a: LaneMask, b: LaneMask) -> LaneMask { LaneMask(a.mask .& b.mask) }
  @inline(__always) package static func .| (a: LaneMask, b: LaneMask) -> LaneMask { LaneMask(a.mask .| b.mask) }
  @inline(__always) package static prefix func .! (a: LaneMask) -> LaneMask { LaneMask(.!a.mask) }
}

package typealias LaneBits = SIMD8<UInt32>

@inline(__always) package func bits(_ x: Lanes) -> LaneBits { unsafeBitCast(x.vector, to: LaneBits.self) }
@inline(__always) package func lanes(_ x: LaneBits) -> Lanes { Lanes(unsafeBitCast(x, to: SIMD8<Float>.self)) }

/// `a` where the mask is true, else `b`.
@inline(__always) package func select(_ mask: LaneMask, _ a: Lanes, _ b: Lanes) -> Lanes {
  Lanes(b.vector.replacing(with: a.vector, where: mask.mask))
}
@inline(__always) package func select(_ mask: LaneMask, _ a: Float, _ b: Float) -> Lanes {
  select(mask, Lanes(repeating: a), Lanes(repeating: b))
}

/// `a` where the mask is true, else zero.
@inline(__always) package func only(_ mask: LaneMask, _ a: Lanes) -> Lanes {
  lanes(bits(a) & unsafeBitCast(mask.mask, to: LaneBits.self))
}

@inline(__always) package func anyTrue(_ mask: LaneMask) -> Bool {
  let parts = unsafeBitCast(mask.mask, to: SIMD4<UInt64>.self)
  return (parts[0] | parts[1] | parts[2] | parts[3]) != 0
}

@inline(__always) package func smaller(_ a: Lanes, _ b: Lanes) -> Lanes { select(a .< b, a, b) }
@inline(__always) package func larger(_ a: Lanes, _ b: Lanes) -> Lanes { select(a .> b, a, b) }
@inline(__always) package func smaller(_ a: Lanes, _ b: Float) -> Lanes { smaller(a, Lanes(repeating: b)) }
@inline(__always) package func larger(_ a: Lanes, _ b: Float) -> Lanes { larger(a, Lanes(repeating: b)) }

/// Between 0 and 1.
@inline(__always) package func clamped(_ x: Lanes) -> Lanes { smaller(larger(x, 0), 1) }
@inline(__always) package func clamped(_ x: Lanes, _ low: Float, _ high: Float) -> Lanes {
  smaller(larger(x, low), high)
}
@inline(__always) package func clamped(_ x: Float) -> Float { x < 0 ? 0 : x > 1 ? 1 : x }

@inline(__always) package func magnitude(_ x: Lanes) -> Lanes { lanes(bits(x) & 0x7FFF_FFFF) }
@inline(__always) package func mix(_ a: Lanes, _ b: Lanes, _ t: Lanes) -> Lanes { a + (b - a) * t }
@inline(__always) package func mix(_ a: Float, _ b: Float, _ t: Float) -> Float { a + (b - a) * t }

/// 0 up to `low`, 1 from `high` on, smooth between. `high` may be the smaller one: then it falls.
@inline(__always) package func smoothstep(_ low: Float, _ high: Float, _ x: Lanes) -> Lanes {
  let t = clamped((x - low) * (1 / (high - low)))
  return t * t * (3 - 2 * t)
}
@inline(__always) package func smoothstep(_ low: Float, _ high: Float, _ x: Float) -> Float {
  let t = clamped((x - low) / (high - low))
  return t * t * (3 - 2 * t)
}

/// Adding and taking away 1.5 · 2²³ rounds to the nearest whole number, for |x| < 2²².
let roundingShift: Float = 12_582_912

@inline(__always) package func nearest(_ x: Lanes) -> Lanes { (x + roundingShift) - roundingShift }

/// The largest whole number not above x, for |x| < 2²².
@inline(__always) package func floor(_ x: Lanes) -> Lanes {
  let whole = nearest(x)
  return whole - only(whole .> x, .one)
}

/// x less its floor.
@inline(__always) package func fraction(_ x: Lanes) -> Lanes { x - floor(x) }

/// A whole number as the bits of an Int32, for |x| < 2²².
@inline(__always) package func wholeBits(_ x: Lanes) -> LaneBits { bits(x + roundingShift) &- 0x4B40_0000 }

/// Eight samples, one by one: they become one load, where the standard library's is a call in large functions.
@inline(__always) package func load(_ p: UnsafePointer<Float>) -> Lanes {
  Lanes(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7])
}
@inline(__always) package func store(_ x: Lanes, _ to: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(to).storeBytes(of: x.vector, as: SIMD8<Float>.self)
}
