import Geometry

/// A sheet of cut paper as one frame sees it. Its own plane is two high where it fills the canvas.
struct TheatreSheet {
  let outline: Outline
  /// One over its scale on the canvas.
  var distance: Float
  let colour: Colour
  /// How far it is turned, in turns.
  let sway: Float
  let seed: UInt32
  /// How many rings of small holes it has, and how many leaves these make.
  let rings: Float
  let leaves: Float
  /// The radius of the innermost ring in the sheet's plane, and how many holes are in one: as many to an octave as make square cells.
  static let innerRing: Float = 0.5
  static let holesInRing: Float = 108
  static let ringsPerOctave: Float = holesInRing * 0.6931472 / (2 * Float.pi)

  /// No hole is smaller or larger than this, in the sheet's own plane.
  static let holes: ClosedRange<Float> = 0.34...0.76

  init(_ layer: DeepLayer, _ theatre: Theatre, _ view: WorldView, in memory: OutlineMemory) {
    let seed = theatre.seed.at("sheet", layer.index)
    distance = Float(layer.distance)
    let swing = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.04) + seed.at("swing").unit)
    sway = Float(0.007 * swing.sine)
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
    rings = Float(seed.at("rings").pick(16..<24))
    leaves = Float([9, 12, 18, 27][seed.at("leaves").pick(0..<4)])
    colour = TheatreSheet.colour(layer, theatre, seed)
    let pattern = Pattern(seed, cuts: theatre.cuts)
    outline = Outline(in: memory) { turns in
      clamped(pattern.distance(turns), TheatreSheet.holes.lowerBound, TheatreSheet.holes.upperBound)
    }
  }

  /// The farther, the more of the stage's light; every other sheet lighter, or they would run together; some of another colour.
  private static func colour(_ layer: DeepLayer, _ theatre: Theatre, _ seed: Seed) -> Colour {
    let light = 1 - Float(PortableMath.exp2(-0.48 * max(0, layer.ahead)))
    let turn: Float = layer.index & 1 == 0 ? 0.085 : -0.085
    let tone = 0.03 + 0.93 * light + turn + 0.05 * Float(seed.at("tone").signed)
    let paper = theatre.palette.colour(tone)
    guard seed.at("accent").unit < 0.2 else { return paper }
    return Colour.mix(paper, theatre.accent * (0.25 + 0.9 * light), theatre.accentShare)
  }

  /// How far eight places are under the sheet, in its own plane: negative in the hole. `turns` are their directions.
  @inline(__always) func depth(_ r: Lanes, turns: Lanes) -> (depth: Lanes, steepness: Lanes) {
    let edge = outline.at(turns: turns + sway)
    // The edge is nearer where it runs toward the middle.
    let steepness = reciprocalRoot(1 + edge.slope * edge.slope / (edge.distance * edge.distance))
    return (r * distance - edge.distance, steepness)
  }
}

/// What a sheet's hole is cut like.
private struct Pattern {
  private enum Kind: Int { case scallops, petals, leaves, waves, clouds }
  private let kind: Kind
  private let lobes: Float
  private let phase: Float
  private let depth: Float
  private let size: Float
  /// Teeth to a lobe, along its edge.
  private let fringes: Float
  private let floor: Float
  private let seed: UInt32

  init(_ seed: Seed, cuts: Float) {
    kind = Kind(rawValue: seed.at("kind").pick(0..<5))!
    lobes = Float([9, 11, 12, 14, 16, 18, 21][seed.at("lobes").pick(0..<7)])
    phase = Float(seed.at("phase").unit)
    depth = cuts * (0.10 + 0.06 * Float(seed.at("depth").unit)) * (12 / lobes).squareRoot()
    fringes = Float(seed.at("fringes").pick(4..<8))
    size = 0.65 + 0.03 * Float(seed.at("size").signed)
    floor = 0.43 + 0.02 * Float(seed.at("floor").signed)
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
  }

  /// How far the edge is from the middle: wider than high, with a floor, and cut by hand, so no lobe is like another.
  @inline(__always) func distance(_ turns: Lanes) -> Lanes {
    let uneven = Noise.value(around: 5, turns: turns, .zero + 0.37, cell: 3, seed: seed)
    let oval = (1 + 0.10 * cosine(turns: turns * 2)) * (1 + 0.05 * uneven)
    let rough = Noise.value(around: 7, turns: turns, .zero + 0.61, cell: 9, seed: seed &+ 1)
    let down = sine(turns: turns)
    let hole = smaller(oval * size, floor / larger(down, 0.3))
    let fringe = magnitude(fraction(turns * (lobes * fringes)) * 2 - 1)
    let teeth = (1 - fringe * fringe) * (0.09 * depth)
    return hole - lobe(turns) * depth * (1 + 0.35 * rough) * (1 - 0.6 * smoothstep(0.3, 0.75, down)) - teeth
  }

  /// How far a lobe reaches into the hole, 0 … 1.
  @inline(__always) private func lobe(_ turns: Lanes) -> Lanes {
    let place = fraction(turns * lobes + phase)
    let aside = magnitude(place * 2 - 1)
    switch kind {
    case .scallops: return 1 - aside * aside
    case .petals: return (1 - aside) * (1 + 0.6 * aside)
    case .leaves: return place * place * (1 - place) * 6.75
    case .waves: return 0.5 + 0.5 * cosine(turns: place)
    case .clouds:
      let other = magnitude(fraction(turns * (lobes * 2 - 3) + phase * 3) * 2 - 1)
      return larger(1 - aside * aside, 0.72 * (1 - other * other))
    }
  }
}

/// The distance of an edge from the middle in every direction.
///
/// It is copied for every pixel, so its memory is another's. Safe to share: the memory is written by `init` and only read afterwards.
struct Outline: @unchecked Sendable {
  private static let steps = 2048
  private let samples: UnsafePointer<Float>
  /// The least and the greatest of them.
  let range: ClosedRange<Float>

  init(in memory: OutlineMemory, _ distance: (_ turns: Lanes) -> Lanes) {
    let samples = memory.floats(Outline.steps + 1)
    for step in stride(from: 0, to: Outline.steps, by: 8) {
      store(distance((Lanes.numbers + Float(step)) * (1 / Float(Outline.steps))), samples + step)
    }
    samples[Outline.steps] = samples[0]
    let all = UnsafeBufferPointer(start: samples, count: Outline.steps)
    range = all.min()!...all.max()!
    self.samples = UnsafePointer(samples)
  }

  /// The distance in eight directions, and how it changes there, for each radian.
  @inline(__always) func at(turns: Lanes) -> (distance: Lanes, slope: Lanes) {
    let place = fraction(turns) * Float(Outline.steps)
    let whole = smaller(floor(place), Float(Outline.steps) - 1)
    let index = wholeBits(whole)
    @inline(__always) func sample(_ lane: Int, _ next: Int) -> Float {
      samples[Int(truncatingIfNeeded: index[lane]) + next]
    }
    @inline(__always) func all(_ next: Int) -> Lanes {
      Lanes(
        sample(0, next), sample(1, next), sample(2, next), sample(3, next), sample(4, next), sample(5, next),
        sample(6, next), sample(7, next))
    }
    let (a, b) = (all(0), all(1))
    return (a + (b - a) * (place - whole), (b - a) * (Float(Outline.steps) / (2 * Float.pi)))
  }
}

/// Keeps the samples of outlines. Safe to share: it grows only while the one thread that made it makes outlines.
final class OutlineMemory: @unchecked Sendable {
  private var pieces: [UnsafeMutablePointer<Float>] = []

  fileprivate func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
    let piece = UnsafeMutablePointer<Float>.allocate(capacity: count)
    piece.initialize(repeating: 0, count: count)
    pieces.append(piece)
    return piece
  }

  deinit { for piece in pieces { piece.deallocate() } }
}
