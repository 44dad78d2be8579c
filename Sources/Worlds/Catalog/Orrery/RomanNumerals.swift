/// The hours as an engraver writes them: every letter is made of strokes that run from head to foot.
///
/// Safe to share: its table is written by `init` and only read afterwards.
final class RomanNumerals: @unchecked Sendable {
  private static let strokes = 5
  /// For each stroke of each hour where its middle is, how it leans, and half its width. Written once, by `init`.
  private let table: UnsafeMutablePointer<(Float, Float, Float)>

  /// The letters of the hours from twelve on. Four is written with four strokes, as on clocks.
  private static let hours = ["XII", "I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI"]

  init() {
    table = .allocate(capacity: 12 * RomanNumerals.strokes)
    for (hour, letters) in RomanNumerals.hours.enumerated() {
      let advances = letters.map { $0 == "I" ? Float(0.40) : 0.92 }
      var place = -0.5 * advances.reduce(0, +)
      var strokes: [(Float, Float, Float)] = []
      for (letter, advance) in zip(letters, advances) {
        let middle = place + 0.5 * advance
        switch letter {
        case "I": strokes.append((middle, 0, 0.11))
        case "V": strokes += [(middle - 0.17, -0.17, 0.11), (middle + 0.17, 0.17, 0.045)]
        default: strokes += [(middle, -0.30, 0.11), (middle, 0.30, 0.045)]
        }
        place += advance
      }
      while strokes.count < RomanNumerals.strokes { strokes.append((1e3, 0, 0)) }
      for (index, stroke) in strokes.enumerated() {
        (table + (hour * RomanNumerals.strokes + index)).initialize(to: stroke)
      }
    }
  }

  deinit { table.deallocate() }

  /// How much ink there is at `x` along and `y` up, −1 … 1 from foot to head, in the numerals of hours 0 … 12.
  @inline(__always) func ink(_ hour: Lanes, _ x: Lanes, _ y: Lanes, blur: Float) -> Lanes {
    let index = wholeBits(hour)
    // Heads and feet have serifs.
    let serif = clamped((magnitude(y) - 0.86) * 12) * 0.13
    let sharpness = 1 / max(blur, 1e-4)
    var nearest = Lanes(repeating: -1)
    for stroke in 0..<RomanNumerals.strokes {
      @inline(__always) func at(_ lane: Int) -> (Float, Float, Float) {
        let hour = Int(truncatingIfNeeded: index[lane])
        return table[(hour >= 12 ? hour - 12 : hour) * RomanNumerals.strokes + stroke]
      }
      let (a, b, c, d) = (at(0), at(1), at(2), at(3))
      let (e, f, g, h) = (at(4), at(5), at(6), at(7))
      let middle = Lanes(a.0, b.0, c.0, d.0, e.0, f.0, g.0, h.0)
      let lean = Lanes(a.1, b.1, c.1, d.1, e.1, f.1, g.1, h.1)
      let half = Lanes(a.2, b.2, c.2, d.2, e.2, f.2, g.2, h.2)
      nearest = larger(nearest, half + serif - magnitude(x - middle - lean * y))
    }
    let ends = clamped((1 - magnitude(y)) * sharpness + 0.5)
    return clamped(nearest * sharpness + 0.5) * ends
  }
}
