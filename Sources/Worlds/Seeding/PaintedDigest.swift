import Geometry

extension SeedDigest {
  /// A digest of nothing: grey, lit from above.
  static let plain = SeedDigest(
    ladder: lightnesses.map { [$0, 0, 0] }, accent: [lightnesses[3], 0, 0], light: Point(x: 0, y: -0.4), key: 0.5,
    contrast: 0.2, portal: .zero, columns: 0, rows: 0, thumbnail: [])

  /// Gives the ladder the hue of one colour, and the accent that of a second, which lighter steps lean toward; without one, of a hue
  /// 150° from the first. How light and dark are shared out stays as it is.
  mutating func paint(_ first: Oklab, _ second: Oklab?) {
    ladder = zip(ladder, SeedDigest.leanings).map { step, leaning in
      let a = Paint(first, at: step[0])
      guard let second else { return [step[0], a.colour.x, a.colour.y] }
      let mixed = a.colour * (1 - leaning) + Paint(second, at: step[0]).colour * leaning
      return [step[0], mixed.x, mixed.y]
    }
    let other = second.map { Point(x: $0.a, y: $0.b) } ?? Point(x: first.a, y: first.b) * Point(turns: 150.0 / 360)
    let chroma = min(other.length, second == nil ? 0.07 : 0.10)
    let hue = other.length > 0 ? other / other.length * chroma : .zero
    accent = [accent[0], hue.x, hue.y]
  }

  /// How far each step leans toward the second colour.
  private static let leanings = [0, 0, 0.15, 0.4, 0.75, 0.85]
}

/// A colour at another lightness.
private struct Paint {
  /// Oklab a and b.
  let colour: Point

  init(_ paint: Oklab, at lightness: Double) {
    let plain = Point(x: paint.a, y: paint.b)
    let chroma = plain.length
    // Greys stay grey; what is colourful is at least as colourful as a photograph's ladder.
    let held = (chroma < 0.02 ? chroma : min(max(chroma, 0.05), 0.14)) * ColourLadder.room(lightness)
    // Light lends a little of its own hue, as it does outdoors: light parts lean to yellow, dark ones to blue.
    let warmth = (lightness - 0.5) * 0.025
    let tinted = (chroma > 0 ? plain / chroma * held : .zero) + Point(turns: 0.27, length: chroma < 0.02 ? 0 : warmth)
    colour = tinted
  }
}
