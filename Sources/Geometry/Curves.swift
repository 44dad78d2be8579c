/// A smooth step from 0 to 1 over 0 … 1: 6u⁵ − 15u⁴ + 10u³ (Perlin 2002). First and second derivatives vanish at both ends;
/// constant outside.
package func smoothStep(_ u: Double) -> Double {
  let t = min(max(u, 0), 1)
  return t * t * t * (t * (t * 6 - 15) + 10)
}

/// A step from 0 to 1 over 0 … 1 at an even pace but for its ends, where it gathers speed over a part of the way and loses it again: nowhere is
/// it more than 1 / (1 − part) times as fast as a straight line. Its slope is continuous; constant outside.
package func evenStep(_ u: Double, part: Double = 0.15) -> Double {
  let t = min(max(u, 0), 1)
  let pace = 1 / (1 - part)
  if t < part { return pace * t * t / (2 * part) }
  if t > 1 - part { return 1 - pace * (1 - t) * (1 - t) / (2 * part) }
  return pace * (t - part / 2)
}

/// The cubic that starts at 0 with one slope and ends, after `length`, at `rise` with another (Hermite). Outside it goes on straight.
package struct CubicRise: Hashable, Sendable {
  package let length: Double
  package let rise: Double
  package let startSlope: Double
  package let endSlope: Double

  package init(length: Double, rise: Double, startSlope: Double, endSlope: Double) {
    self.length = length
    self.rise = rise
    self.startSlope = startSlope
    self.endSlope = endSlope
  }

  package func value(at x: Double) -> Double {
    guard x > 0 else { return x * startSlope }
    guard x < length else { return rise + (x - length) * endSlope }
    let secant = rise / length
    let u = x / length
    // The straight line, and what bends it: nothing when both slopes are the secant, so that a constant speed is exact.
    let bend = (startSlope - secant) * (1 - u) - (endSlope - secant) * u
    return x * secant + x * (1 - u) * bend
  }

  package func slope(at x: Double) -> Double {
    guard x > 0 else { return startSlope }
    guard x < length else { return endSlope }
    let secant = rise / length
    let u = x / length
    let (a, b) = (startSlope - secant, endSlope - secant)
    return secant + a * (1 - u) * (1 - 3 * u) + b * u * (3 * u - 2)
  }
}

/// The slope at a point of a monotone cubic, from the secants and lengths on its two sides: their weighted harmonic mean
/// (Fritsch and Butland 1984), so the curve never turns back between two points.
package func monotoneSlope(before: (length: Double, rise: Double), after: (length: Double, rise: Double)) -> Double {
  let (a, b) = (before.rise / before.length, after.rise / after.length)
  guard a * b > 0 else { return 0 }
  if a == b { return a }
  let (w1, w2) = (2 * after.length + before.length, after.length + 2 * before.length)
  return (w1 + w2) / (w1 / a + w2 / b)
}
