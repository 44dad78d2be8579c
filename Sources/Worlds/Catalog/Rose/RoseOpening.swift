import Geometry

/// The eye of a rose window where the next scene shows: a plate of stone inside the innermost ring, pierced by a many-lobed light.
///
/// The edges of the three rings around it are moved a little, so that the innermost ends where the lobes do.
struct RoseOpening: Sendable {
  /// The innermost ring that is still there, and by how many rings its inner edge is moved outward.
  let innermost: Int
  private let shift: Double
  private let rim: RimLine
  private let ring: Float
  private let light: RimLight

  init(_ opening: Opening, _ rose: RoseWindow, _ lens: Lens) {
    let edge = PortableMath.log2(Double(max(lens.openingReach, 1e-30)))
    let place = (edge - lens.depth) / rose.length - 0.003
    innermost = Int((place - 0.007).rounded())
    shift = place - Double(innermost)
    let ring = Float((place * rose.length + lens.depth) * PortableMath.ln2)
    let panes = RoseRing.panes(innermost, rose)
    let lobes = Float(panes == 24 ? 12 : panes)
    let half = rose.seed.at("ring", innermost).at("half").unit < 0.5 ? Float(0) : 0.5
    // Each lobe is a part of a circle.
    rim = RimLine(farthest: ring - 0.012, spread: 1.35 / lobes) { turns in
      let aside = 2 * (fraction((turns + 0.25) * lobes + half) - 0.5)
      return (1 - root(1 - 0.9 * aside * aside)) * (1 / 0.6837722)
    }
    self.ring = ring
    light = RimLight(opening)
  }

  /// By how many rings an edge is moved outward.
  func shift(ofEdge edge: Int) -> Double { shift * max(0, 1 - Double(abs(edge - innermost)) / 3) }

  /// In plane units of the world's view.
  var nearest: Float { Float(PortableMath.exp2(Double(rim.range.lowerBound) / PortableMath.ln2)) }

  @inline(__always) func sight(_ light: Light, _ place: RosePlace, stone: Colour) -> Sight {
    let logarithm = place.octave * 0.6931472
    let outside = logarithm - rim.logarithm(turns: place.turns)
    let blur = 1 / place.footprint
    // The plate is bevelled toward the light; its face looks up and to the rim.
    let bevel = clamped(1 - outside * 28)
    let plate = Light(stone) * ((0.5 + 0.3 * place.down * bevel) * (0.35 + 0.8 * place.glow) * (1 - 0.35 * bevel))
    let share = clamped(0.5 - (logarithm - ring) * blur)
    let groove = 1 - 0.6 * clamped(1 - magnitude(logarithm - ring + 0.004) * 180)
    let all = mix(light, plate, share) * mix(.one, groove, clamped(1 - place.footprint * 20))
    return Sight(
      self.light.lit(all, outside: outside, facing: 0.5 + bevel), open: clamped(0.5 - outside * blur))
  }
}
