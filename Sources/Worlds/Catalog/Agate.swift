import Geometry
import Imaging

/// Bands of stone around a centre that keeps opening.
///
/// The bands are a ladder of colours over ln ρ, the logarithm of the distance, that is bent twice by noise.
struct Agate: FlatWorld {
  let grade: Grade
  let strip = Strip()
  fileprivate let seed: Seed
  fileprivate let palette: Palette
  fileprivate let warp: Float
  fileprivate let contrast: Float

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    palette = Palette(Agate.stops(recipe))
    warp = Float(recipe.value(Agate.warp))
    contrast = Float(recipe.value(Agate.contrast))
    var grade = Grade()
    grade.bloom = 0.08
    grade.exposure = 1.25
    grade.contrast = 1.1
    self.grade = grade
  }

  static let warp = WorldParameter("warp", "how far the bands are bent", 0.5...1.1, usual: 0.8)
  static let contrast = WorldParameter("bands", "how much light and dark bands differ", 1...2.6, usual: 1.8)

  /// Two hues between near-black and cream.
  private static func stops(_ recipe: WorldRecipe) -> [UInt32] {
    guard let digest = recipe.digest else {
      return colours[recipe.seed.at("colours").pick(0..<colours.count)]
    }
    return [
      digest.paint(0), digest.paint(1), digest.paint(3), digest.paint(5), digest.accentPaint(), digest.paint(2),
      digest.paint(0),
    ]
  }

  private static let colours: [[UInt32]] = [
    [0x0E1B2A, 0x1F4A5C, 0x6FA3A0, 0xE8DCC0, 0xC98A4B, 0x7A3B22, 0x1C1420],
    [0x160E22, 0x43285E, 0x8C6AA8, 0xEADFE2, 0xC98F8A, 0x6E2F3C, 0x1A1018],
    [0x071A16, 0x0F4A3C, 0x3F8F70, 0xDDE6C8, 0xC2A85A, 0x5E4A1C, 0x12140C],
    [0x101820, 0x2E4258, 0x7C98B4, 0xF0E8DC, 0xD8A07C, 0x8C3A2C, 0x200E12],
  ]

  func moment(_ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) -> AgateMoment {
    AgateMoment(self, view, lens, region: region, cores: cores)
  }
}

struct AgateMoment: WorldMoment {
  private let strip: StripView
  private let pixel: Float
  /// The swirl's phase at the canvas's unit circle, in turns.
  private let swirl: Float
  private let opening: RimOpening?

  /// By how much rings swing to and fro, in turns.
  private static let swing: Float = 0.012

  init(_ agate: Agate, _ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) {
    pixel = lens.pixel
    let phase = view.time.cycles(perSecond: 0.02) - lens.depth * PortableMath.ln2 / Double.pi
    swirl = Float(phase - phase.rounded(.down))
    let place = view.opening.map { _ in OpeningRing(lens) }
    let shape = place.map { AgateRim(agate, $0) }
    let opening = view.opening.map { RimOpening($0, shape!.line, lens) }
    self.opening = opening
    strip = StripView(
      agate.strip, AgateMatter(agate: agate, rim: shape), lens, view.size, region, slack: Double(AgateMoment.swing),
      variant: place.map { ($0.number, $0.logarithm + Double(AgateRim.range)) }, cores: cores,
      isOpen: { opening?.covers($0, pixel: lens.pixel) ?? false })
  }

  /// What of the strip a tile is sampled from, and whether the opening's light falls on it.
  struct Part {
    fileprivate let strip: StripView.Part
    fileprivate let isLit: Bool
  }

  func part(_ tile: Tile) -> Part { Part(strip: strip.part(tile), isLit: opening?.lights(tile) ?? false) }

  /// Where eight pixels are on the cylinder.
  private struct Place {
    let squared: Lanes
    let logarithm: Lanes
    let angle: Lanes

    @inline(__always) init(_ x: Lanes, _ y: Lanes, _ scene: AgateMoment) {
      squared = larger(x * x + y * y, 0.25 * scene.pixel * scene.pixel)
      logarithm = log2(squared) * (0.5 * 0.6931472)
      // Rings swing to and fro, each at its own time.
      angle = turns(x, y) + sine(turns: logarithm * (1 / Float.pi) + scene.swirl) * AgateMoment.swing
    }
  }

  func isOpen(_ tile: Tile) -> Bool { opening?.covers(tile, pixel: pixel) ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight {
    let at = Place(x, y, self)
    let light = light(at, part.strip)
    guard let opening, part.isLit else { return Sight(light, open: .zero) }
    return opening.sight(light, at.angle, at.logarithm, footprint: pixel * reciprocalRoot(at.squared))
  }

  @inline(__always) private func light(_ at: Place, _ part: StripView.Part) -> Light {
    strip.light(at.angle, at.logarithm, part) * (0.55 + 0.9 / (1 + 2.5 * at.squared))
  }
}

/// The stone itself.
struct AgateMatter: Matter {
  fileprivate let agate: Agate
  fileprivate let rim: AgateRim?

  /// The stone's noise as it stands about one place.
  struct Veins {
    fileprivate let bend: CylinderNoise
    fileprivate let fold: CylinderNoise
    fileprivate let grain: CylinderNoise
    fileprivate let bands: Bands
    fileprivate let ladder: Palette.Ladder
    private let warp: Float
    /// What the bands are moved by in this patch, where it changes little from texel to texel.
    fileprivate var drift: Drift?
    /// The rim in whose reach it is, and the logarithm of that rim's place from here.
    fileprivate let rim: (AgateRim, Float)?

    fileprivate init(_ agate: Agate, depth: Double, rim: (AgateRim, Float)?) {
      let seed = agate.seed
      bend = CylinderNoise(seed.at("bend"), depth: depth, frequency: 0.9, gain: 0.5, octaves: 3)
      fold = CylinderNoise(seed.at("fold"), depth: depth, frequency: 1.6, gain: 0.5, octaves: 6)
      grain = CylinderNoise(seed.at("grain"), depth: depth, frequency: 41, gain: 1, octaves: 1)
      bands = Bands(seed.at("bands"), depth: depth)
      ladder = agate.palette.ladder
      warp = agate.warp
      self.rim = rim
    }

    /// By how much noise moves the bands at some places, and how deep the folds are there.
    @inline(__always)
    fileprivate func moved(_ angle: Lanes, _ logarithm: Lanes, _ footprint: Lanes) -> (Lanes, folded: Lanes) {
      let bent = bend.value(angle, logarithm, footprint: footprint)
      let folded = fold.value(angle + bent * 0.08, logarithm + bent * 0.4, footprint: footprint)
      return (bent * warp + folded * (0.5 * warp), folded)
    }
  }

  func piece(_ patch: StripPatch) -> Veins {
    let rim = patch.variant == 0 ? nil : self.rim.map { ($0, Float($0.place.logarithm - patch.logarithm)) }
    var veins = Veins(agate, depth: patch.depth, rim: rim)
    if patch.level >= Drift.coarsest { veins.drift = Drift(patch, veins) }
    return veins
  }

  func light(_ turns: Lanes, _ logarithm: Lanes, _ veins: Veins, texel: Float) -> Light {
    let (moved, folded) = veins.moved(turns, logarithm, Lanes(repeating: texel))
    return light(turns, logarithm, veins, texel: texel, moved, folded)
  }

  func light(_ turns: Lanes, _ logarithm: Lanes, _ veins: Veins, texel: Float, column: Int, row: Int) -> Light {
    guard let drift = veins.drift else { return light(turns, logarithm, veins, texel: texel) }
    let (moved, folded) = drift.value(column: column, row: row)
    return light(turns, logarithm, veins, texel: texel, moved, folded)
  }

  @inline(__always) private func light(
    _ turns: Lanes, _ logarithm: Lanes, _ veins: Veins, texel: Float, _ moved: Lanes, _ folded: Lanes
  ) -> Light {
    let footprint = Lanes(repeating: texel)
    var place = logarithm + moved
    if let (rim, middle) = veins.rim { place = rim.straightened(place - middle, turns, logarithm - middle) + middle }
    // Toward both ends tones crowd, so that even the darkest stone has drawing.
    let band = agate.contrast * veins.bands.value(place, footprint: footprint)
    let rough = veins.grain.value(turns, logarithm, footprint: footprint)
    let tone = 0.5 + 0.49 * band * reciprocalRoot(1 + band * band) + 0.04 * rough
    return veins.ladder.light(tone) * (0.75 + 0.5 * clamped(0.5 + 0.9 * folded))
  }

  /// By how much the bands are moved in a patch, and how deep the folds are: worked out at every fourth texel and interpolated between.
  fileprivate final class Drift {
    /// From this level on the finest fold is fifteen texels wide or more.
    static let coarsest = 10
    private static let rows = StripPatch.rows / TileFields.spacing + 4
    private static let size = TileFields.columns * rows
    private let samples: UnsafeMutablePointer<Float>

    init(_ patch: StripPatch, _ veins: Veins) {
      samples = .allocate(capacity: 2 * Drift.size + 8)
      (samples + 2 * Drift.size).initialize(repeating: 0, count: 8)
      let (spacing, texel) = (Float(TileFields.spacing), Float(patch.texel))
      let first = Float(patch.sector * StripPatch.columns(patch.level))
      let perTurn = 1 / Float(StripPatch.texelsPerTurn(patch.level))
      for row in 0..<Drift.rows {
        let logarithm = Lanes(repeating: Float(row - 1) * spacing * texel)
        for column in stride(from: 0, to: TileFields.columns, by: 8) {
          let turns = ((Lanes.numbers + Float(column - 1)) * spacing + first) * perTurn
          let (moved, folded) = veins.moved(turns, logarithm, Lanes(repeating: texel))
          let to = samples + (row * TileFields.columns + column)
          store(moved, to)
          store(folded, to + Drift.size)
        }
      }
    }

    deinit { samples.deallocate() }

    /// At eight texels; the column is a multiple of eight.
    @inline(__always) func value(column: Int, row: Int) -> (moved: Lanes, folded: Lanes) {
      let footing = TileFields.Footing(column: column, row: row)
      return (footing.value(samples), footing.value(samples + Drift.size))
    }
  }

  /// The tones of the bands: noise of one variable, five octaves, and fine lines.
  fileprivate struct Bands {
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

/// The form of the place in an agate where the next scene shows: inside one of its bands, which runs round it once.
///
/// Toward the rim the bands' own bends give way to those that they have at the rim's ring, so that all bands near it run along it.
final class AgateRim: Sendable {
  /// How much nearer than its farthest point the rim's nearest can be, as a difference of logarithms.
  static let spread: Float = 0.55
  /// How far beyond the rim bands run along it.
  static let range: Float = 1.6

  fileprivate let place: OpeningRing
  /// The rim, from the opening's place.
  fileprivate let line: RimLine

  fileprivate init(_ agate: Agate, _ place: OpeningRing) {
    self.place = place
    let veins = AgateMatter.Veins(agate, depth: -place.logarithm / PortableMath.ln2, rim: nil)
    line = RimLine(farthest: -0.005, spread: AgateRim.spread) { turns in
      let moved = veins.moved(turns, Lanes(repeating: -0.5 * AgateRim.spread), Lanes(repeating: 0.03)).0 * 2
      return 0.5 + 0.5 * moved * reciprocalRoot(1 + moved * moved)
    }
  }

  /// Places among the bands from the opening's place, with those near the rim made to run along it.
  @inline(__always) fileprivate func straightened(_ place: Lanes, _ angle: Lanes, _ logarithm: Lanes) -> Lanes {
    let outside = outside(angle, logarithm)
    return mix(place, outside - 0.5 * AgateRim.spread, smoothstep(AgateRim.range, 0.1, outside))
  }

  /// How far outside the rim something is.
  @inline(__always) fileprivate func outside(_ angle: Lanes, _ logarithm: Lanes) -> Lanes {
    logarithm - line.logarithm(turns: angle)
  }
}

extension Agate {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.57...farthest
  }
}
