import Geometry
import Imaging

/// The eyes themselves.
struct IrisMatter: Matter {
  private let iris: Iris
  private let rim: IrisRim?
  private let edge: Float

  init(_ iris: Iris, rim: IrisRim?) {
    self.iris = iris
    self.rim = rim
    edge = Float(PortableMath.log2(IrisForm.edge))
  }

  /// The eyes as they stand about one patch.
  struct Piece {
    /// The number of the eye that the patch begins in, and how far in, 0 ..< 1 of a step.
    fileprivate let eye: Int
    fileprivate let fraction: Float
    fileprivate let rim: IrisRim?
  }

  func piece(_ patch: StripPatch) -> Piece {
    let octave = patch.logarithm / PortableMath.ln2
    let steps = (iris.form.start + PortableMath.log2(IrisForm.edge) - octave) / IrisForm.period
    let whole = steps.rounded(.down)
    return Piece(eye: Int(whole), fraction: Float(steps - whole), rim: patch.variant == 0 ? nil : rim)
  }

  func light(_ turns: Lanes, _ logarithm: Lanes, _ piece: Piece, texel: Float) -> Light {
    let steps = piece.fraction - logarithm * Float(1 / (PortableMath.ln2 * IrisForm.period))
    var number = floor(steps)
    var place = EyePlace(turns: turns, edge: edge, texel: texel)
    if let rim = piece.rim {
      // There is nothing beyond the opening's eye.
      let last = Lanes(repeating: Float(rim.eye - piece.eye))
      number = smaller(number, last)
      let isLast = number .> (last - 0.5)
      place.growth = only(isLast, Lanes(repeating: rim.growth))
      place.widening = only(isLast, Lanes(repeating: rim.widening))
    }
    let own = EyeTraits(wholeBits(number) &+ UInt32(truncatingIfNeeded: piece.eye), iris.seed)
    place.settle(edge - (steps - number) * Float(IrisForm.period), own, iris.form)
    return Eye(iris).light(place, own)
  }
}

/// What eyes differ by.
struct EyeTraits {
  private let hash: LaneBits
  private let seed: UInt32

  /// How much nearer than its farthest point a pupil's rim can be, as a difference of natural logarithms.
  static let wobble: Float = 0.085

  init(_ number: LaneBits, _ seed: Seed) {
    self.seed = UInt32(truncatingIfNeeded: seed.at("eyes").bits)
    hash = Noise.hash(number, LaneBits(repeating: 17), self.seed)
  }

  /// Where in noise it is cut from.
  @inline(__always) var offset: Lanes { Noise.unit(hash) * 180 }
  /// −1 … 1 each.
  @inline(__always) var first: Lanes { Noise.first(Noise.mixed(hash &+ 1)) }
  @inline(__always) var second: Lanes { Noise.first(Noise.mixed(hash &+ 2)) }
  @inline(__always) var third: Lanes { Noise.first(Noise.mixed(hash &+ 3)) }

  /// How much nearer than its farthest a pupil's rim is in a direction, 0 … 1: a little oval and uneven.
  @inline(__always) func inset(_ turns: Lanes) -> Lanes {
    let uneven = Noise.value(around: 9, turns: turns, offset + 0.4, cell: 5, seed: seed)
    let fine = Noise.value(around: 41, turns: turns, offset + 0.7, cell: 6, seed: seed)
    let oval = cosine(turns: turns * 2 + first * 0.5)
    return clamped(0.5 + 0.26 * oval + 0.22 * uneven + 0.10 * fine)
  }
}

/// Eight places in their eyes.
struct EyePlace {
  let turns: Lanes
  let texel: Float
  private let edge: Float
  /// Octaves.
  var growth = Lanes.zero
  var widening = Lanes.zero
  /// Octaves from the usual size of its iris.
  private(set) var usual = Lanes.zero
  /// In radii of the iris.
  private(set) var x = Lanes.zero
  private(set) var y = Lanes.zero
  /// Natural logarithms beyond the rim of the pupil.
  private(set) var outside = Lanes.zero
  /// From the pupil, 0, to the edge of the iris, 1, and on.
  private(set) var way = Lanes.zero
  /// Radii of the iris beyond its edge.
  private(set) var beyond = Lanes.zero
  private(set) var radius = Lanes.zero

  init(turns: Lanes, edge: Float, texel: Float) {
    self.turns = turns
    self.edge = edge
    self.texel = texel
  }

  mutating func settle(_ octave: Lanes, _ own: EyeTraits, _ form: IrisForm) {
    usual = octave
    let mine = octave - growth
    radius = exp2(mine)
    let (c, s) = (cosine(turns: turns), sine(turns: turns))
    (x, y) = (radius * c, radius * s)
    let pupil = widening * 0.6931472 + Float(PortableMath.log2(Double(form.pupil)) * PortableMath.ln2)
    let rim = pupil - own.inset(turns) * EyeTraits.wobble
    let logarithm = mine * 0.6931472
    outside = logarithm - rim
    // The pupil is not quite in the middle of the iris.
    let aside = own.first * 0.055 * c + (own.second * 0.03 + 0.03) * s
    beyond = radius - 1 - aside
    way = outside / (aside - rim)
  }
}
