import Geometry

/// The opening of a valley: a natural arch in a wall of rock that closes it. Spruces stand on it and about its foot, which
/// mist hides.
enum RockArch {
  static let kind = Mouth.Kind(radius: 0.34, spread: 0.73, softness: 0.12)
  /// No point of the rim, and nothing that stands before it, is nearer than this part of the rim's greatest distance.
  static let least: Float = 0.42
  /// No ridge stands so few octaves before the wall: there the mist lies.
  static let clearing = 0.55
  /// How much nearer the groves at its foot are.
  static let groves: [Float] = [0.66, 0.84]

  /// A mouth broken out of the rock along plane faces, high above the vanishing point and flat below.
  static func mouth(_ lens: Lens, _ seed: Seed) -> Mouth {
    let hash = UInt32(truncatingIfNeeded: seed.bits)
    let faces = faces(seed)
    return Mouth(lens, kind) { turns in
      var inverse = Lanes(repeating: 0.5)
      for face in faces {
        inverse = larger(inverse, cosine(turns: turns - face.turns) * face.inverse)
      }
      var inset = log2(inverse) * 0.6931472
      var (amplitude, around) = (Float(0.10), Float(6))
      for octave in 0..<6 {
        let noise = Noise.value(
          around: around, turns: turns, .zero + 0.4 + 0.37 * Float(octave), cell: UInt32(octave), seed: hash)
        inset += (1.5 * magnitude(noise) - 0.3) * amplitude
        amplitude *= 0.62
        around = (around * 2.1).rounded()
      }
      return clamped((inset + 0.02) * Float(1 / kind.spread))
    }
  }

  /// Which way the faces look, and one over how far they are from the vanishing point: the floor, two walls, and the vault
  /// between them.
  private static func faces(_ seed: Seed) -> [(turns: Float, inverse: Float)] {
    let (width, lean) = (0.60 + 0.14 * seed.at("width").unit, 0.03 * seed.at("lean").signed)
    func face(_ turns: Double, _ far: Double) -> (turns: Float, inverse: Float) { (Float(turns), Float(1 / far)) }
    let vault = (1...5).map { number in
      let face = seed.at("face", number)
      let turns = 0.5 + 0.02 + (Double(number) + 0.35 * face.at("turns").signed - 0.5) * 0.46 / 5 + lean
      let way = PortableMath.sineAndCosine(turns: turns)
      let far = (width * width * way.cosine * way.cosine + 0.86 * 0.86 * way.sine * way.sine).squareRoot()
      return (turns, far * (1 + 0.11 * face.at("far").signed))
    }
    return [face(0.25 + 0.6 * lean, 0.52), face(-0.025 + lean, width), face(0.525 + lean, width * (1.02 - 3 * lean))]
      + vault.map(face)
  }

  /// The height of the wall's crest in its own plane, downward: a bridge of rock, which goes on as a cliff to one side and
  /// ends to the other.
  @inline(__always)
  static func height(_ x: Lanes, side: Float, place: Float, rough: Lanes, trees: Lanes, seed: UInt32) -> Lanes {
    let along = x * side + 0.05 * Noise.value(x * 3 + place, seed: seed &+ 50)
    let tower = larger(1 - magnitude(along - 0.42) * 3.4, 0) + larger(1 - magnitude(along + 0.38) * 4.6, 0) * 0.6
    let cliff = larger(along - 0.5, 0) * -0.35
    let end = smoothstep(-0.42, -0.78, along) * 0.62 + larger(-0.6 - along, 0) * 0.9
    let height = -0.53 - tower * 0.16 + cliff + end - rough * 0.24
    // There is always rock over the mouth.
    let least = -root(larger(0.43 * 0.43 - x * x, 0))
    return smaller(height, select(magnitude(x) .< 0.43, least, Lanes(repeating: 10))) - trees * 0.62
  }

  /// The height of a grove at its foot: a hollow before the mouth, between two knolls.
  @inline(__always)
  static func groveHeight(_ x: Lanes, _ grove: Grove, place: Float, trees: Lanes, seed: UInt32) -> Lanes {
    let wave = Noise.value(x * 1.7 + place, seed: seed &+ 60)
    let clump = clamped(0.62 + 0.9 * Noise.value(x * 4.3 + place, seed: seed &+ 61))
    let aside = (x + grove.shift) * grove.side
    let knolls = smoothstep(0.16, 0.95, aside) * 0.32 + smoothstep(-0.24, -0.7, aside) * 0.2
    return grove.level - knolls * (1 + 0.6 * wave) + 0.03 * wave - trees * clump
  }

  /// Which of the groves, and how it lies.
  struct Grove {
    let distance: Float
    let level: Float
    let side: Float
    let shift: Float

    init(_ number: Int, _ seed: Seed) {
      distance = RockArch.groves[number]
      level = number == 0 ? 0.30 : 0.262
      side = (seed.at("side").unit < 0.5) == (number == 0) ? 1 : -1
      shift = Float(0.08 * seed.at("shift", number).signed)
    }
  }
}
