import Geometry
import Imaging

/// A spiral of filaments within filaments: a Julia set about its fixed point.
///
/// About a repelling fixed point with multiplier λ the set is the same after multiplication by λ, so a whole endless flight is one ring of it,
/// as wide as λ is long; only the colours flow on from ring to ring. That ring is drawn once, as a strip.
struct Julia: MomentWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let strip: JuliaStrip
  fileprivate let flow: ColourFlow
  /// Cycles of colours in a second.
  fileprivate let rate: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    let number = recipe.parameters[Julia.spiral.name].map { Int($0.rounded()) - 1 }
    let spiral = Julia.spirals[number ?? seed.at("spiral").pick(0..<Julia.spirals.count)]
    rate = recipe.value(Julia.flow)
    strip = JuliaStrip(
      JuliaSet(octaves: spiral.octaves, turns: spiral.turns), coloursPerOctave: spiral.coloursPerOctave)
    flow = ColourFlow(Julia.cycle(recipe))
    var grade = Grade()
    grade.bloom = 0.12
    grade.exposure = 1.35
    grade.contrast = 1.12
    grade.vignette = 0.4
    self.grade = grade
  }

  static let spiral = WorldParameter("spiral", "which of four spirals; else by the seed", 1...4, usual: 1)
  static let flow = WorldParameter("flow", "cycles of colours in a second", 0.01...0.08, usual: 0.03)

  private static func cycle(_ recipe: WorldRecipe) -> [UInt32] {
    guard let digest = recipe.digest else { return colours[recipe.seed.at("colours").pick(0..<colours.count)] }
    return [
      digest.paint(0), digest.paint(1), digest.paint(3), digest.paint(5), digest.accentPaint(chroma: 1.2),
      digest.paint(1),
    ]
  }

  /// Multipliers of sets that are rich and have no inside.
  private static let spirals: [(octaves: Double, turns: Double, coloursPerOctave: Double)] = [
    (0.0185, 0.061, 1.25), (0.0282, 0.0737, 1.1), (0.0185, 0.045, 1.2), (0.028, 0.105, 1.2),
  ]

  /// Cycles of colours: a dark, a cool one, a light, a warm one.
  private static let colours: [[UInt32]] = [
    [0x050A14, 0x123A66, 0x3A8CA8, 0xECE4C8, 0xD98A4E, 0x5E1F3A],
    [0x0A0614, 0x3A1A5C, 0x8C5CA8, 0xF2DCD8, 0xE0988C, 0x6A2440],
    [0x04100E, 0x0E4A44, 0x4C9C84, 0xEEE8C8, 0xD8A850, 0x6A3A18],
    [0x0A0A10, 0x2A3450, 0x7C94B8, 0xF4ECDC, 0xE8A468, 0x8C2C34],
  ]

  func moment(_ view: WorldView, _ lens: Lens) -> JuliaMoment { JuliaMoment(self, view, lens) }
}

struct JuliaMoment: WorldMoment {
  private let strip: JuliaStrip
  private let flow: ColourFlow
  private let pixel: Float
  /// Where the canvas's unit circle stands in its ring: 0 ..< the ring's breadth, and by how much it is turned.
  private let offset: Float
  private let angle: Float
  /// The colours' phase there, and how it changes from ring to ring, in turns.
  private let phase: Float
  private let phasePerRing: Float
  private let lace: Colour
  private var opening: JuliaOpening?

  init(_ julia: Julia, _ view: WorldView, _ lens: Lens) {
    (strip, flow, pixel) = (julia.strip, julia.flow, lens.pixel)
    let ring = strip.ring
    let place = -lens.depth * PortableMath.ln2
    let rings = (place / ring.breadth).rounded(.down)
    offset = Float(place - rings * ring.breadth)
    let turned = julia.seed.at("angle").unit - rings * ring.turns
    angle = Float(turned - turned.rounded(.down))
    let flowed =
      julia.seed.at("phase").unit + rings * strip.phasePerRing + view.time.cycles(perSecond: julia.rate)
    phase = Float(flowed - flowed.rounded(.down))
    phasePerRing = Float(strip.phasePerRing)
    lace = Colour.mix(flow.lightest, flow.mean, 0.15) * 0.38
    opening = nil
    opening = view.opening.map { opening in
      JuliaOpening(opening, lens) { [self] turns, logarithm in
        strands(turns, Lanes(repeating: logarithm), footprint: Lanes(repeating: 0.03)).0.gap
      }
    }
  }

  func part(_ tile: Tile) {}

  func isOpen(_ tile: Tile) -> Bool { opening.map { tile.distances.upperBound + 2 * pixel < $0.nearest } ?? false }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Void, column: Int, row: Int) -> Sight {
    let place = Place(x, y, pixel)
    let light = self.light(place)
    guard let opening else { return Sight(light, open: .zero) }
    return opening.sight(light, place.turns, place.logarithm, footprint: place.footprint)
  }

  /// Where eight pixels are about the eye.
  private struct Place {
    let squared: Lanes
    let logarithm: Lanes
    let footprint: Lanes
    let turns: Lanes

    @inline(__always) init(_ x: Lanes, _ y: Lanes, _ pixel: Float) {
      squared = larger(x * x + y * y, 0.25 * pixel * pixel)
      logarithm = log2(squared) * (0.5 * 0.6931472)
      footprint = reciprocalRoot(squared) * pixel
      turns = Worlds.turns(x, y)
    }
  }

  @inline(__always) private func light(_ place: Place) -> Light {
    let (strands, rings) = strands(place.turns, place.logarithm, footprint: place.footprint)
    let light = coloured(strands, turn: fraction(rings * phasePerRing + phase))
    return light * (0.62 + 0.75 / (1 + 1.8 * place.squared))
  }

  /// What is at angles and logarithms of the distance on the canvas, and which ring that is.
  @inline(__always)
  private func strands(_ turns: Lanes, _ place: Lanes, footprint: Lanes) -> (JuliaStrip.Strands, rings: Lanes) {
    let logarithm = place + offset
    let rings = floor(logarithm * (1 / Float(strip.ring.breadth)))
    let inRing = logarithm - rings * Float(strip.ring.breadth)
    let around = fraction(turns + angle - rings * Float(strip.ring.turns))
    let coarseness = log2(footprint * strip.texelsPerRadian)
    return (strip.strands(around: around, inRing: inRing, coarseness: coarseness), rings)
  }

  /// The light of strands when the colours have flowed on by a turn of their cycle.
  @inline(__always) private func coloured(_ strands: JuliaStrip.Strands, turn: Lanes) -> Light {
    let (c, s) = (cosine(turns: turn), sine(turns: turn))
    let (c2, s2) = (2 * c * c - 1, 2 * c * s)
    var sum = Light(flow.mean) * strands.light + Light(lace) * strands.lace
    sum += Light(flow.waves.0) * (strands.cosine * c - strands.sine * s)
    sum += Light(flow.waves.1) * (strands.sine * c + strands.cosine * s)
    sum += Light(flow.waves.2) * (strands.cosine2 * c2 - strands.sine2 * s2)
    sum += Light(flow.waves.3) * (strands.sine2 * c2 + strands.cosine2 * s2)
    return Light(larger(sum.red, 0), larger(sum.green, 0), larger(sum.blue, 0))
  }
}

/// The eye of the spiral where the next scene shows: its rim keeps near to filaments and runs outward in the gaps between them.
private struct JuliaOpening: Sendable {
  /// How much nearer than its farthest point the rim's nearest can be, as a difference of logarithms.
  private static let spread: Float = 0.17

  private let rim: RimLine
  private let light: RimLight

  /// `gap` tells how far filaments are at angles in turns and one logarithm, 0 … `JuliaStrip.widest`.
  init(_ opening: Opening, _ lens: Lens, _ gap: (_ turns: Lanes, _ logarithm: Float) -> Lanes) {
    let farthest = Float(lens.logarithmOfOpening) - 0.01
    rim = RimLine(farthest: farthest, spread: JuliaOpening.spread) { turns in
      clamped(1 - 1.5 / JuliaStrip.widest * gap(turns, farthest - 0.7 * JuliaOpening.spread))
    }
    light = RimLight(opening)
  }

  /// In plane units of the world's view.
  var nearest: Float { Float(PortableMath.exp2(Double(rim.range.lowerBound) / PortableMath.ln2)) }

  @inline(__always) func sight(_ light: Light, _ turns: Lanes, _ logarithm: Lanes, footprint: Lanes) -> Sight {
    let outside = logarithm - rim.logarithm(turns: turns)
    return Sight(self.light.lit(light, outside: outside), open: clamped(0.5 - outside / footprint))
  }
}

extension Julia {
  static let rim: Rim = { ahead, reach in
    let farthest = reach * PortableMath.exp2(-ahead)
    return farthest * 0.82...farthest
  }
}

/// A cycle of colours as a constant and two waves, so that a mixture of places in it is known from the mixture of waves.
struct ColourFlow: Sendable {
  let mean: Colour
  /// The cosine's and the sine's part of the first and of the second wave.
  let waves: (Colour, Colour, Colour, Colour)
  /// The lightest of the colours.
  let lightest: Colour

  init(_ stops: [UInt32]) {
    let colours = stops.map { Oklab(Colour($0)) }
    lightest = colours.max { $0.lightness < $1.lightness }!.colour
    var sums = [SIMD4<Float>](repeating: .zero, count: 5)
    let steps = 96
    for step in 0..<steps {
      let place = Double(step) / Double(steps) * Double(stops.count)
      let stop = Int(place)
      let colour = Oklab.mix(
        colours[stop], colours[(stop + 1) % stops.count], place - Double(stop)
      ).colour
      let sample = SIMD4(colour.red, colour.green, colour.blue, 0) * (1 / Float(steps))
      let turns = Double(step) / Double(steps)
      let (once, twice) = (PortableMath.sineAndCosine(turns: turns), PortableMath.sineAndCosine(turns: 2 * turns))
      sums[0] += sample
      sums[1] += sample * Float(2 * once.cosine)
      sums[2] += sample * Float(2 * once.sine)
      sums[3] += sample * Float(2 * twice.cosine)
      sums[4] += sample * Float(2 * twice.sine)
    }
    let parts = sums.map { Colour($0[0], $0[1], $0[2]) }
    mean = parts[0]
    waves = (parts[1], parts[2], parts[3], parts[4])
  }
}
