import Geometry

/// The rim of an opening that every ray from the vanishing point crosses once.
///
/// So the opening has one piece and no islands, however the rim is bent. Lengths are differences of the natural logarithm of the
/// distance from the vanishing point, as everywhere in a flat world.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class RimLine: @unchecked Sendable {
  private static let steps = 4096
  /// The logarithm of the rim's distance at whole steps round the circle; the last step is the first again. Written once, by `init`.
  private let line: UnsafeMutablePointer<Float>

  /// The nearest and the farthest logarithm that the rim can have.
  let range: ClosedRange<Float>

  /// A rim whose logarithm is `farthest`, less `spread` times a number 0 … 1 for each angle in turns.
  init(farthest: Float, spread: Float, _ inset: (_ turns: Lanes) -> Lanes) {
    range = farthest - spread...farthest
    line = .allocate(capacity: RimLine.steps + 8)
    for step in stride(from: 0, to: RimLine.steps, by: 8) {
      store(farthest - inset((Lanes.numbers + Float(step)) * (1 / Float(RimLine.steps))) * spread, line + step)
    }
    (line + RimLine.steps).initialize(repeating: line[0], count: 8)
  }

  deinit { line.deallocate() }

  /// The rim's logarithm at angles in turns.
  @inline(__always) func logarithm(turns: Lanes) -> Lanes {
    let place = fraction(turns) * Float(RimLine.steps)
    let whole = smaller(floor(place), Float(RimLine.steps) - 1)
    let index = wholeBits(whole)
    @inline(__always) func at(_ lane: Int) -> (Float, Float) {
      let step = line + Int(truncatingIfNeeded: index[lane])
      return (step[0], step[1])
    }
    let (a, b, c, d) = (at(0), at(1), at(2), at(3))
    let (e, f, g, h) = (at(4), at(5), at(6), at(7))
    let near = Lanes(a.0, b.0, c.0, d.0, e.0, f.0, g.0, h.0)
    let far = Lanes(a.1, b.1, c.1, d.1, e.1, f.1, g.1, h.1)
    return mix(near, far, place - whole)
  }
}

/// Where in a flat world its opening is, to 1/2048: so all views of one flight know it by the same number.
struct OpeningRing: Sendable {
  /// Never 0.
  let number: Int
  /// The natural logarithm of the world's own distance where the farthest point of the rim may be.
  let logarithm: Double

  init(_ lens: Lens) {
    let place = lens.logarithmOfOpening - lens.depth * PortableMath.ln2
    let step = (place * 2048 + 0.0137).rounded()
    logarithm = step / 2048
    number = Int(step) &* 2 &+ 1
  }
}
