/// Elementary functions of eight numbers, by polynomials: the same bits on every machine. Errors are held by the tests.

/// 1/√x for x > 0, to 5e-6 of itself; finite at 0.
@inline(__always) package func reciprocalRoot(_ x: Lanes) -> Lanes {
  // A first guess by halving the exponent, then Newton's method twice.
  let half = 0.5 * x
  var y = lanes(0x5F37_59DF &- (bits(x) &>> 1))
  y *= 1.5 - half * y * y
  y *= 1.5 - half * y * y
  return y
}

/// √x for x ≥ 0, to 5e-6 of itself; 0 at 0.
@inline(__always) package func root(_ x: Lanes) -> Lanes { x * reciprocalRoot(x) }

/// log2 x for x > 0, to 3e-7.
@inline(__always) package func log2(_ x: Lanes) -> Lanes {
  // x = m · 2^e with m in √½ … √2; log m = 2 artanh((m − 1) / (m + 1)).
  let shifted = bits(x) &- 0x3F35_04F3
  let exponent = lanes((shifted &>> 23) &+ 0x4B40_0000 &- ((shifted &>> 22) & 512)) - roundingShift
  let m = lanes((shifted & 0x007F_FFFF) &+ 0x3F35_04F3)
  let s = (m - 1) / (m + 1)
  let q = s * s
  let series = 2.8853901 + q * (0.9617967 + q * (0.5770780 + q * 0.4121986))
  return exponent + s * series
}

/// 2^x, to 3e-7 of itself; x is held within ±126.
@inline(__always) package func exp2(_ x: Lanes) -> Lanes {
  let held = clamped(x, -126, 126)
  let shifted = held + roundingShift
  let t = (held - (shifted - roundingShift)) * 0.6931472
  let high = 0.041666668 + t * (0.008333334 + t * 0.0013888889)
  let series = 1 + t * (1 + t * (0.5 + t * (0.16666667 + t * high)))
  return series * lanes((bits(shifted) &- 0x4B40_0000 &+ 127) &<< 23)
}

/// e^x.
@inline(__always) package func exp(_ x: Lanes) -> Lanes { exp2(x * 1.4426950) }

/// The sine of an angle in turns, to 1e-6, for |angle| < 2²².
@inline(__always) package func sine(turns: Lanes) -> Lanes {
  let t = turns - nearest(turns)
  let a = magnitude(t)
  let folded = smaller(a, 0.5 - a) * 6.2831853
  let q = folded * folded
  let high = -0.00019841270 + q * (2.7557319e-6 - q * 2.5052108e-8)
  let series = 1 + q * (-0.16666667 + q * (0.0083333333 + q * high))
  return lanes(bits(folded * series) | (bits(t) & 0x8000_0000))
}
@inline(__always) package func cosine(turns: Lanes) -> Lanes { sine(turns: turns + 0.25) }

/// The angle of (x, y) in turns, −½ … ½, to 1e-7 (Abramowitz and Stegun 4.4.49).
@inline(__always) package func turns(_ x: Lanes, _ y: Lanes) -> Lanes {
  let ax = magnitude(x)
  let ay = magnitude(y)
  let slope = smaller(ax, ay) / larger(larger(ax, ay), 1e-30)
  let q = slope * slope
  let low = 1 + q * (-0.3333314528 + q * (0.1999355085 + q * (-0.1420889944 + q * 0.1065626393)))
  let q4 = q * q * q * q
  let high = q4 * q * (-0.0752896400 + q * (0.0429096138 + q * (-0.0161657367 + q * 0.0028662257)))
  var angle = slope * (low + high) * (0.5 / Float.pi)
  angle = select(ay .> ax, 0.25 - angle, angle)
  angle = select(x .< 0, 0.5 - angle, angle)
  return lanes(bits(angle) | (bits(y) & 0x8000_0000))
}
