import Geometry
import Imaging

/// Bands of stone around a centre that keeps opening.
///
/// The bands are a ladder of colours over ln ρ, the logarithm of the distance, that is bent twice by noise.
struct Agate: SceneWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let palette: Palette

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
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
  /// Keeps the ladder.
  private let palette: Palette
  private let ladder: Palette.Ladder
  private let lens: Lens
  private let pixel: Float
  private let bend: CylinderNoise
  private let fold: CylinderNoise
  private let grain: CylinderNoise
  private let bands: Bands
  /// The swirl's phase at the canvas's unit circle, in turns.
  private let swirl: Float
  private let opening: AgateOpening?

  init(_ agate: Agate, _ view: WorldView, _ lens: Lens) {
    let (seed, depth) = (agate.seed, lens.depth)
    palette = agate.palette
    ladder = palette.ladder
    self.lens = lens
    pixel = lens.pixel
    bend = CylinderNoise(seed.at("bend"), depth: depth, frequency: 0.9, gain: 0.5, octaves: 3)
    fold = CylinderNoise(seed.at("fold"), depth: depth, frequency: 1.6, gain: 0.5, octaves: 6)
    grain = CylinderNoise(seed.at("grain"), depth: depth, frequency: 41, gain: 1, octaves: 1)
    bands = Bands(seed.at("bands"), depth: depth)
    let phase = view.time.cycles(perSecond: 0.02) - depth * PortableMath.ln2 / Double.pi
    swirl = Float(phase - phase.rounded(.down))
    let (bend, fold) = (bend, fold)
    opening = view.opening.map { opening in
      AgateOpening(opening, lens) { turns, logarithm in
        AgateScene.bent(bend, fold, turns, Lanes(repeating: logarithm))
      }
    }
  }

  /// By how much noise moves the bands at some places, fine detail left out.
  private static func bent(_ bend: CylinderNoise, _ fold: CylinderNoise, _ angle: Lanes, _ logarithm: Lanes) -> Lanes {
    let footprint = Lanes(repeating: 0.03)
    let bent = bend.value(angle, logarithm, footprint: footprint)
    return bent * 0.8 + fold.value(angle + bent * 0.08, logarithm + bent * 0.4, footprint: footprint) * 0.4
  }

  /// The slow bends of a tile, where they are slow enough to be interpolated.
  struct Bends {
    let bent: TileField
    let folded: TileField
    /// How many octaves of the fold are in `folded`.
    let octaves: Int
  }

  /// Features that are at least this many pixels large are interpolated; of the fold, which is bent itself, larger ones.
  private static let smoothPixels: Float = 34
  private static let smoothFoldPixels: Float = 46

  func part(_ tile: Tile) -> Bends? {
    let nearest = tile.distances.lowerBound
    guard nearest > 0 else { return nil }
    let footprint = pixel / nearest
    guard bend.octaves(largerThan: AgateScene.smoothPixels, footprint: footprint) == bend.octaves else { return nil }
    let octaves = fold.octaves(largerThan: AgateScene.smoothFoldPixels, footprint: footprint)
    let bent = TileField(tile, lens) { x, y in
      let place = Place(x, y, self)
      return bend.value(place.angle, place.logarithm, footprint: place.footprint)
    }
    let folded = TileField(tile, lens) { x, y in
      let place = Place(x, y, self)
      let bent = bend.value(place.angle, place.logarithm, footprint: place.footprint)
      return self.folded(place, bent, 0..<octaves)
    }
    return Bends(bent: bent, folded: folded, octaves: octaves)
  }

  /// Where eight pixels are on the cylinder.
  private struct Place {
    let squared: Lanes
    let logarithm: Lanes
    let footprint: Lanes
    let angle: Lanes

    @inline(__always) init(_ x: Lanes, _ y: Lanes, _ scene: AgateScene) {
      squared = larger(x * x + y * y, 0.25 * scene.pixel * scene.pixel)
      logarithm = log2(squared) * (0.5 * 0.6931472)
      footprint = scene.pixel * reciprocalRoot(squared)
      // Rings swing to and fro, each at its own time.
      angle = turns(x, y) + sine(turns: logarithm * (1 / Float.pi) + scene.swirl) * 0.012
    }
  }

  @inline(__always) private func folded(_ place: Place, _ bent: Lanes, _ octaves: Range<Int>) -> Lanes {
    fold.value(
      place.angle + bent * 0.08, place.logarithm + bent * 0.4, footprint: place.footprint, octaves: octaves)
  }

  func light(_ x: Lanes, _ y: Lanes, _ part: Bends?, column: Int, row: Int) -> Light {
    light(Place(x, y, self), part, column: column, row: row)
  }

  func isOpen(_ tile: Tile) -> Bool { opening?.covers(tile, pixel: pixel) ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Bends?, column: Int, row: Int) -> Sight {
    let at = Place(x, y, self)
    let light = light(at, part, column: column, row: row)
    guard let opening else { return Sight(light, open: .zero) }
    return opening.sight(light, at.angle, at.logarithm, footprint: at.footprint)
  }

  @inline(__always) private func light(_ at: Place, _ part: Bends?, column: Int, row: Int) -> Light {
    let (bent, slow): (Lanes, Lanes)
    if let part {
      (bent, slow) = (part.bent.value(column: column, row: row), part.folded.value(column: column, row: row))
    } else {
      (bent, slow) = (bend.value(at.angle, at.logarithm, footprint: at.footprint), .zero)
    }
    let fast = folded(at, bent, (part?.octaves ?? 0)..<fold.octaves)
    let rough = grain.value(at.angle, at.logarithm, footprint: at.footprint)
    let folded = slow + fast
    // Toward both ends tones crowd, so that even the darkest stone has drawing.
    var place = at.logarithm + bent * 0.8 + folded * 0.4
    if let opening { place = opening.straightened(place, at.angle, at.logarithm) }
    let band = 1.8 * bands.value(place, footprint: at.footprint)
    let tone = 0.5 + 0.49 * band * reciprocalRoot(1 + band * band) + 0.04 * rough
    let glow = 1 / (1 + 2.5 * at.squared)
    let depth = clamped(0.5 + 0.9 * folded)
    return ladder.light(tone) * ((0.55 + 0.9 * glow) * (0.75 + 0.5 * depth))
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

/// The place in an agate where the next scene shows: inside one of its bands, which runs round it once.
///
/// Toward the rim the bands' own bends give way to those that they have at the rim's ring, so that all bands near it run along it.
private struct AgateOpening: Sendable {
  /// How much nearer than its farthest point the rim's nearest can be, as a difference of logarithms.
  static let spread: Float = 0.55

  private let rim: RimLine
  private let light: RimLight

  /// `bent` tells by how much bands are moved at angles in turns and one logarithm.
  init(_ opening: Opening, _ lens: Lens, _ bent: (_ turns: Lanes, _ logarithm: Float) -> Lanes) {
    let farthest = lens.logarithmOfOpening - 0.005
    rim = RimLine(farthest: farthest, spread: AgateOpening.spread) { turns in
      let moved = bent(turns, farthest - 0.5 * AgateOpening.spread) * 2
      return 0.5 + 0.5 * moved * reciprocalRoot(1 + moved * moved)
    }
    light = RimLight(opening)
  }

  func covers(_ tile: Tile, pixel: Float) -> Bool {
    let farthest = Double(tile.distances.upperBound + 2 * pixel)
    return Float(PortableMath.log2(farthest) * PortableMath.ln2) < rim.range.lowerBound
  }

  /// Places among the bands, with those near the rim made to run along it.
  @inline(__always) func straightened(_ place: Lanes, _ angle: Lanes, _ logarithm: Lanes) -> Lanes {
    let inRange = logarithm .< rim.range.upperBound + 1.7
    guard anyTrue(inRange) else { return place }
    let outside = logarithm - rim.logarithm(turns: angle)
    let along = outside + rim.range.upperBound - 0.5 * AgateOpening.spread
    return mix(place, along, smoothstep(1.6, 0.1, outside))
  }

  @inline(__always) func sight(_ light: Light, _ angle: Lanes, _ logarithm: Lanes, footprint: Lanes) -> Sight {
    let outside = logarithm - rim.logarithm(turns: angle)
    return Sight(self.light.lit(light, outside: outside), open: clamped(0.5 - outside / footprint))
  }
}

extension Agate {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.57...farthest
  }
}
