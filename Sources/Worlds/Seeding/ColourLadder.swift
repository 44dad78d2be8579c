import Geometry

/// A picture's colours, put in order: one for each of six lightnesses, and one that stands out.
///
/// Colourful parts count for more than grey ones, as they do for the eye; means by area alone are mud.
struct ColourLadder {
  let steps: [Oklab]
  let accent: Oklab

  init(_ looks: LookGrid) {
    let chromas = looks.colours.map { ($0.a * $0.a + $0.b * $0.b).squareRoot() }
    let weights = chromas.map { $0 * $0.squareRoot() }
    // A picture that is all but grey stays grey: the least chroma is for those that have some.
    let strength = (chromas.reduce(0) { $0 + $1 * $1 } / Double(chromas.count)).squareRoot()
    let colourfulness = min(1, strength / 0.015)
    steps = SeedDigest.lightnesses.map { lightness in
      let mean = ColourLadder.mean(looks.colours, weights, near: lightness)
      return ColourLadder.step(lightness, mean, least: colourfulness)
    }
    accent = ColourLadder.accent(looks.colours, chromas, weights, colourfulness)
  }

  /// A step's colour from a mean colour: its hue, and its chroma within bounds that leave dark and light steps paler.
  static func step(_ lightness: Double, _ mean: (a: Double, b: Double), least: Double) -> Oklab {
    let chroma = (mean.a * mean.a + mean.b * mean.b).squareRoot()
    guard chroma > 1e-9 else { return Oklab(lightness: lightness, a: 0, b: 0) }
    let held = min(max(1.25 * chroma, 0.05 * least), 0.13) * room(lightness)
    return Oklab(lightness: lightness, a: mean.a / chroma * held, b: mean.b / chroma * held)
  }

  /// How much chroma a lightness bears, 0.35 … 1.
  static func room(_ lightness: Double) -> Double { min(max(5 * lightness * (1 - lightness), 0.35), 1) }

  /// The mean a and b of what is about as light, and, where nothing is, of all.
  private static func mean(_ colours: [Oklab], _ weights: [Double], near lightness: Double) -> (a: Double, b: Double) {
    var (a, b, sum) = (0.0, 0.0, 1e-12)
    for (colour, weight) in zip(colours, weights) {
      let x = (colour.lightness - lightness) / 0.13
      let weight = weight * (PortableMath.exp2(-x * x / PortableMath.ln2) + 0.01)
      a += colour.a * weight
      b += colour.b * weight
      sum += weight
    }
    return (a / sum, b / sum)
  }

  /// The strongest hue that is at least 70° from the strongest of all; where there is none, the one 150° from that.
  private static func accent(_ colours: [Oklab], _ chromas: [Double], _ weights: [Double], _ colourfulness: Double)
    -> Oklab
  {
    let hues = HueCircle(colours, chromas, weights)
    let dominant = hues.strongest { _ in true }
    let lightness = SeedDigest.lightnesses[3]
    guard dominant.weight > 0 else { return Oklab(lightness: lightness, a: 0, b: 0) }
    let other = hues.strongest { apart($0, dominant.turns) >= 70.0 / 360 }
    let (turns, chroma) =
      other.weight >= 0.12 * dominant.weight
      ? (other.turns, min(max(1.25 * other.chroma, 0.05), 0.10)) : (dominant.turns + 150.0 / 360, 0.07)
    let colour = Point(turns: turns, length: chroma * colourfulness)
    return Oklab(lightness: lightness, a: colour.x, b: colour.y)
  }

  private static func apart(_ a: Double, _ b: Double) -> Double {
    let turns = abs(a - b)
    return min(turns, 1 - turns)
  }
}

/// How much of each hue there is, in 36 steps round the circle.
private struct HueCircle {
  private static let count = 36
  private var weights = [Double](repeating: 0, count: HueCircle.count)
  private var chromas = [Double](repeating: 0, count: HueCircle.count)

  init(_ colours: [Oklab], _ chromas: [Double], _ weights: [Double]) {
    for (index, colour) in colours.enumerated() where weights[index] > 0 {
      // Between two steps a hue belongs to both.
      let turns = Point(x: colour.a, y: colour.b).turns
      let place = (turns < 0 ? turns + 1 : turns) * Double(HueCircle.count)
      let first = Int(place)
      for (step, part) in [(first, 1 - place + Double(first)), (first + 1, place - Double(first))] {
        self.weights[step % HueCircle.count] += part * weights[index]
        self.chromas[step % HueCircle.count] += part * weights[index] * chromas[index]
      }
    }
  }

  /// The hue, 0 ..< 1 turns, of the greatest weight among those asked for, and its mean chroma.
  func strongest(where isWanted: (_ turns: Double) -> Bool) -> (turns: Double, weight: Double, chroma: Double) {
    var best = (turns: 0.0, weight: 0.0, chroma: 0.0)
    for step in 0..<HueCircle.count {
      let turns = Double(step) / Double(HueCircle.count)
      guard isWanted(turns), weights[step] > best.weight else { continue }
      best = (turns, weights[step], chromas[step] / weights[step])
    }
    return best
  }
}
