import Geometry

/// The opening of a nebula: a cavity that the cluster has blown into a cloud of dust. Pillars stand round it and point to
/// the light.
///
/// It stands on the side of the world's banks like a mountain; to the other side it is a shell.
struct DustWall {
  static let kind = Mouth.Kind(radius: 0.34, spread: 1.1, leaving: 0.5, softness: 0.19, bend: 0.1)
  /// No bank stands so few octaves before the wall.
  static let clearing = 1.1
  /// No point of the rim, and nothing that stands before it, is nearer than this part of the rim's greatest distance.
  static let least: Float = 0.24

  let mouth: Mouth
  let haze: Float
  private let ground: (x: Float, y: Float)
  private let seed: UInt32
  private let threads: DustThreads
  private let softness: Float
  /// No dust is farther from the vanishing point, in the wall's plane.
  private static let farthest: Float = 3.6

  init(_ mouth: Mouth, _ nebula: Nebula, _ lens: Lens) {
    self.mouth = mouth
    let way = PortableMath.sineAndCosine(turns: nebula.ground)
    ground = (Float(way.cosine), Float(way.sine))
    seed = UInt32(truncatingIfNeeded: nebula.seed.at("wall").bits)
    let ahead = PortableMath.log2(1 + Double(min(mouth.distance, 1e9)))
    haze = 0.8 * Float(1 - PortableMath.exp2(-nebula.haze * ahead))
    softness = 0.04 + 3 * lens.pixel * min(mouth.distance, 1e9)
    threads = DustThreads(seed, footprint: lens.pixel * min(mouth.distance, 1e9) * 2.2)
  }

  /// Pillars are worn down least to the side where the cloud goes on.
  static func mouth(_ lens: Lens, _ nebula: Nebula) -> Mouth {
    let hash = UInt32(truncatingIfNeeded: nebula.seed.at("cavity").bits)
    let ground = Float(nebula.ground)
    let pillars = pillars(nebula)
    return Mouth(lens, kind) { turns in
      @inline(__always) func noise(_ around: Float, _ cell: UInt32) -> Lanes {
        Noise.value(around: around, turns: turns, .zero + 0.4, cell: cell, seed: hash &+ cell)
      }
      let towards = cosine(turns: turns - ground)
      let worn = noise(17, 3)
      var inset = 0.11 + 0.16 * towards * towards + 0.13 * noise(3, 1) + 0.09 * larger(towards, 0)
      for pillar in pillars {
        let aside = turns - pillar.turns
        let away = magnitude(aside - nearest(aside)) * (1 + 0.3 * worn)
        let head = smoothstep(pillar.width * 1.9, pillar.width * 0.2, away)
        inset += larger(pillar.length - inset, 0) * head
      }
      inset += smoothstep(0.05, 0.7, worn) * 0.10
      inset += 0.04 * noise(34, 4) + 0.024 * noise(71, 5) + 0.014 * noise(150, 6)
      return clamped(inset)
    }
  }

  /// Which way each stands, in turns, how wide it is and how far it reaches.
  private static func pillars(_ nebula: Nebula) -> [(turns: Float, width: Float, length: Float)] {
    (0..<5).map { number in
      let seed = nebula.seed.at("pillar", number)
      // Three on the side where the cloud goes on, and two anywhere else.
      let isMain = number < 3
      let aside = isMain ? 0.115 * (Double(number) - 1) : 0.5 + 0.24 * seed.at("far").signed
      let length = (isMain ? 0.6 : 0.35) + 0.36 * seed.at("length").unit
      return (
        Float(nebula.ground + aside + 0.035 * seed.at("aside").signed),
        Float((isMain ? 0.036 : 0.024) + 0.02 * seed.at("width").unit), Float(length)
      )
    }
  }

  /// Whether it may have anything in a tile.
  func reaches(_ tile: Tile) -> Bool {
    tile.distances.lowerBound * mouth.distance < DustWall.farthest
      && tile.distances.upperBound > mouth.radius * DustWall.least * 0.8
  }

  /// How far outside the rim eight places of the world's view are, as natural logarithms.
  @inline(__always) func outside(_ x: Lanes, _ y: Lanes) -> Lanes { mouth.outside(x, y, bentBy: seed &+ 40) }

  /// What it has at eight places, so far outside the rim; nil if that is nothing.
  @inline(__always) func shape(_ x: Lanes, _ y: Lanes, outside: Lanes) -> DustShape? {
    let (x, y) = (x * mouth.distance, y * mouth.distance)
    let squared = x * x + y * y
    let inverse = reciprocalRoot(larger(squared, 1e-8))
    let r = squared * inverse
    let inside = (outside .> -0.25) .& (r .< DustWall.farthest)
    if !anyTrue(inside) { return nil }
    let bend = Noise.value(x * 1.4 + 7.3, y * 1.4, seed: seed &+ 30)
    let fold = Noise.value(x * 3.7 + bend, y * 3.7, seed: seed &+ 31)
    // A mountain that stands on the banks and widens toward them.
    let along = x * ground.x + y * ground.y
    let back = smaller(along, 0)
    let across = y * ground.x - x * ground.y
    let width = 0.58 + 0.44 * larger(along, 0) + 0.26 * bend + 0.12 * fold - larger(r - 2.4, 0) * 1.4
    let outer = (width - root(across * across + back * back)) * 0.9
    let inner = outside * 0.75
    let base = smaller(inner, outer)
    let free = smoothstep(-0.05, 0.5, outside)
    let place = (x * 3.1 + bend * 0.4 + 3.1, y * 3.1 - bend * 0.4)
    guard let grown = threads.grown(base, place, inside: inside) else { return nil }
    // The rim is the mouth's own.
    let height = base + 0.01 + (grown.height - base) * (0.06 + 0.6 * free)
    let depth = clamped(height * (1 / softness))
    let cover = only(inside, depth * depth * (3 - 2 * depth) * mouth.presence)
    // Dust grows deeper from the rim, and less deep to its end.
    let inward = inverse * (smoothstep(-0.25, 0.25, outer - inner) * 2 - 1)
    return DustShape(
      height: height, grain: grown.grain * 1.25, patch: bend, dx: grown.dx * free + x * inward,
      dy: grown.dy * free + y * inward, cover: cover)
  }
}
