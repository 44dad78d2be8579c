import Geometry
import Imaging

/// Iris at one moment.
struct IrisMoment: WorldMoment {
  private let strip: StripView
  private let pixel: Float
  /// The phase of the eyes' slow turning to and fro at the canvas's unit circle, in turns.
  private let swirl: Float
  private let opening: RimOpening?

  /// By how much eyes turn to and fro.
  private static let swing: Float = 0.004

  init(_ iris: Iris, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    pixel = lens.pixel
    let phase = view.time.cycles(perSecond: 0.05) - lens.depth / (2 * IrisForm.period)
    swirl = Float(phase - phase.rounded(.down))
    let place = view.opening.map { _ in OpeningRing(lens) }
    let rim = place.map { IrisRim(iris, $0) }
    let opening = view.opening.map { RimOpening($0, rim!.line, lens) }
    self.opening = opening
    strip = StripView(
      iris.strip, IrisMatter(iris, rim: rim), lens, view.size, region, slack: Double(IrisMoment.swing),
      variant: rim.map { ($0.place.number, $0.outermost) }, cores: cores,
      isOpen: { opening?.covers($0, pixel: lens.pixel) ?? false })
  }

  /// What of the strip a tile is sampled from, and whether the opening's light falls on it.
  struct Part {
    fileprivate let strip: StripView.Part
    fileprivate let isLit: Bool
  }

  func part(_ tile: Tile) -> Part { Part(strip: strip.part(tile), isLit: opening?.lights(tile) ?? false) }

  func isOpen(_ tile: Tile) -> Bool { opening?.covers(tile, pixel: pixel) ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let squared = larger(x * x + y * y, 0.25 * pixel * pixel)
    let octave = log2(squared) * 0.5
    let logarithm = octave * 0.6931472
    let wave = sine(turns: octave * Float(0.5 / IrisForm.period) + swirl)
    let angle = turns(x, y) + wave * IrisMoment.swing
    let light = strip.light(angle, logarithm, part.strip) * (0.85 + 0.4 / (1 + 2 * squared))
    guard let opening, part.isLit else { return Sight(light, open: .zero) }
    return opening.sight(light, angle, logarithm, footprint: pixel * reciprocalRoot(squared))
  }
}

/// The pupil in which the next scene shows.
///
/// Eyes stand at fixed steps and the opening anywhere, so the eye whose pupil comes nearest is changed: half of the way by its
/// size, half by the width of its pupil.
final class IrisRim: Sendable {
  fileprivate let place: OpeningRing
  /// The number of the eye.
  let eye: Int
  /// By how many octaves it is larger, and by how many its pupil is wider, than usual.
  let growth: Float
  let widening: Float
  /// The natural logarithm of the world's distance up to which anything is changed.
  fileprivate let outermost: Double
  /// The rim, from the opening's place.
  fileprivate let line: RimLine

  init(_ iris: Iris, _ place: OpeningRing) {
    self.place = place
    let octave = place.logarithm / PortableMath.ln2
    let pupil = iris.form.start + PortableMath.log2(Double(iris.form.pupil))
    let number = ((pupil - octave) / IrisForm.period).rounded()
    let eye = Int(number)
    self.eye = eye
    let missing = octave - (pupil - number * IrisForm.period)
    growth = Float(missing / 2)
    widening = Float(missing / 2)
    let middle = iris.form.start - number * IrisForm.period
    outermost = (middle + PortableMath.log2(IrisForm.edge) + 0.01) * PortableMath.ln2
    let own = EyeTraits(LaneBits(repeating: UInt32(truncatingIfNeeded: eye)), iris.seed)
    line = RimLine(farthest: -0.005, spread: EyeTraits.wobble) { own.inset($0) }
  }
}

extension Iris {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.9...farthest
  }
}
