import Geometry
import Imaging

/// Bands of stone around a centre that keeps opening.
///
/// The bands are a ladder of colours over ln ρ, the logarithm of the distance, that is bent twice by noise.
struct Agate: SceneWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let palette: Palette

  init(_ seed: Seed) {
    self.seed = seed
    palette = Palette(Agate.colours[seed.at("colours").pick(0..<Agate.colours.count)])
    var grade = Grade()
    grade.bloom = 0.08
    grade.exposure = 1.25
    grade.contrast = 1.1
    self.grade = grade
  }

  /// Two hues between near-black and cream.
  private static let colours: [[UInt32]] = [
    [0x0E1B2A, 0x1F4A5C, 0x6FA3A0, 0xE8DCC0, 0xC98A4B, 0x7A3B22, 0x1C1420],
    [0x160E22, 0x43285E, 0x8C6AA8, 0xEADFE2, 0xC98F8A, 0x6E2F3C, 0x1A1018],
    [0x071A16, 0x0F4A3C, 0x3F8F70, 0xDDE6C8, 0xC2A85A, 0x5E4A1C, 0x12140C],
    [0x101820, 0x2E4258, 0x7C98B4, 0xF0E8DC, 0xD8A07C, 0x8C3A2C, 0x200E12],
  ]

  func scene(_ view: WorldView, _ lens: Lens) -> AgateScene { AgateScene(self, view, lens) }
}

struct AgateScene: Scene {
  private let palette: Palette
  private let pixel: Float
  private let bend: CylinderNoise
  private let fold: CylinderNoise
  private let grain: CylinderNoise
  private let bands: Bands
  /// The swirl's phase at the canvas's unit circle, in turns.
  private let swirl: Float

  init(_ agate: Agate, _ view: WorldView, _ lens: Lens) {
    let (seed, depth) = (agate.seed, lens.depth)
    palette = agate.palette
    pixel = lens.pixel
    bend = CylinderNoise(seed.at("bend"), depth: depth, frequency: 0.9, gain: 0.5, octaves: 3)
    fold = CylinderNoise(seed.at("fold"), depth: depth, frequency: 1.6, gain: 0.5, octaves: 6)
    grain = CylinderNoise(seed.at("grain"), depth: depth, frequency: 14, gain: 0.6, octaves: 3)
    bands = Bands(seed.at("bands"), depth: depth)
    let phase = view.time.cycles(perSecond: 0.02) - depth * PortableMath.ln2 / Double.pi
    swirl = Float(phase - phase.rounded(.down))
  }

  func part(_ tile: Tile) {}

  func light(_ x: Lanes, _ y: Lanes, _ part: Void) -> Light {
    let r2 = x * x + y * y + 1e-12
    let logarithm = log2(r2) * (0.5 * 0.6931472)
    let footprint = pixel * reciprocalRoot(r2)
    // Rings swing to and fro, each at its own time.
    let angle = turns(x, y) + sine(turns: logarithm * (1 / Float.pi) + swirl) * 0.012
    let bent = bend.value(angle, logarithm, footprint: footprint)
    let folded = fold.value(angle + bent * 0.08, logarithm + bent * 0.4, footprint: footprint)
    let rough = grain.value(angle, logarithm, footprint: footprint)
    let place = logarithm + bent * 0.8 + folded * 0.4
    // Toward both ends tones crowd, so that even the darkest stone has drawing.
    let band = 1.8 * bands.value(place, footprint: footprint)
    let tone = 0.5 + 0.49 * band * reciprocalRoot(1 + band * band) + 0.035 * rough
    let glow = 1 / (1 + 2.5 * r2)
    let depth = clamped(0.5 + 0.9 * folded)
    return palette.light(tone) * ((0.55 + 0.9 * glow) * (0.75 + 0.5 * depth))
  }

  /// The tones of the bands: noise of one variable, five octaves, and fine lines.
  private struct Bands {
    private var cells = SIMD8<UInt32>.zero
    private var fractions = SIMD8<Float>.zero
    private let seed: UInt32

    private static let frequencies: [Float] = [1.3, 2.73, 5.733, 12.039, 25.28, 68]

    init(_ seed: Seed, depth: Double) {
      self.seed = UInt32(truncatingIfNeeded: seed.bits)
      for (octave, frequency) in Bands.frequencies.enumerated() {
        let place = -depth * PortableMath.ln2 * Double(frequency)
        cells[octave] = UInt32(truncatingIfNeeded: Int(place.rounded(.down)))
        fractions[octave] = Float(place - place.rounded(.down))
      }
    }

    @inline(__always) func value(_ place: Lanes, footprint: Lanes) -> Lanes {
      octave(0, 1.3, 0.7, place, footprint) + octave(1, 2.73, 0.66, place, footprint)
        + octave(2, 5.733, 0.4356, place, footprint) + octave(3, 12.039, 0.2875, place, footprint)
        + octave(4, 25.28, 0.1897, place, footprint) + octave(5, 68, 0.06, place, footprint)
    }

    @inline(__always)
    private func octave(_ index: Int, _ frequency: Float, _ gain: Float, _ place: Lanes, _ footprint: Lanes) -> Lanes {
      // The bends make bands up to three times as steep as ln ρ is.
      let weight = smoothstep(0.5, 0.2, footprint * (3 * frequency))
      let noise = Noise.value(
        place * frequency + fractions[index], cell: cells[index], seed: seed &+ UInt32(index))
      return noise * (weight * gain)
    }
  }
}
