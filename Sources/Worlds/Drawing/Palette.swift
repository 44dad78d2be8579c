/// A ladder of colours from 0 to 1, blended in Oklab.
///
/// Safe to share: its table is written by `init` and only read afterwards.
final class Palette: @unchecked Sendable {
  fileprivate static let steps = 2048
  /// Red, green, blue and nothing for each step. Written once, here.
  private let table: UnsafeMutablePointer<SIMD4<Float>>

  /// At least two colours, evenly spaced.
  init(_ stops: [UInt32]) {
    let stops = stops.map { Oklab(Colour($0)) }
    table = .allocate(capacity: Palette.steps)
    for step in 0..<Palette.steps {
      let place = Double(step) / Double(Palette.steps - 1) * Double(stops.count - 1)
      let stop = min(Int(place), stops.count - 2)
      let t = place - Double(stop)
      // Half way between straight and smooth: no creases at the stops, and no plateaus.
      let eased = 0.5 * t + 0.5 * t * t * (3 - 2 * t)
      let colour = Oklab.mix(stops[stop], stops[stop + 1], eased).colour
      (table + step).initialize(to: SIMD4(colour.red, colour.green, colour.blue, 0))
    }
  }

  deinit { table.deallocate() }

  /// For the loops over pixels. Valid as long as the palette lives.
  var ladder: Ladder { Ladder(table: UnsafePointer(table)) }

  /// Safe to share: it only reads the palette's table.
  struct Ladder: @unchecked Sendable {
    fileprivate let table: UnsafePointer<SIMD4<Float>>

    /// The colours at places 0 … 1; beyond them the ends.
    @inline(__always) func light(_ place: Lanes) -> Light {
      let index = bits(clamped(place) * Float(Palette.steps - 1) + roundingShift) &- 0x4B40_0000
      @inline(__always) func at(_ lane: Int) -> SIMD4<Float> { table[Int(truncatingIfNeeded: index[lane])] }
      let (a, b, c, d) = (at(0), at(1), at(2), at(3))
      let (e, f, g, h) = (at(4), at(5), at(6), at(7))
      return Light(
        Lanes(a[0], b[0], c[0], d[0], e[0], f[0], g[0], h[0]), Lanes(a[1], b[1], c[1], d[1], e[1], f[1], g[1], h[1]),
        Lanes(a[2], b[2], c[2], d[2], e[2], f[2], g[2], h[2]))
    }
  }

  func colour(_ place: Float) -> Colour {
    let c = table[Int((clamped(place) * Float(Palette.steps - 1)).rounded())]
    return Colour(c[0], c[1], c[2])
  }
}
