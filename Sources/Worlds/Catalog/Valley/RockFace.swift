import Geometry
import Imaging

/// The face of the wall that a valley ends at: what of it is smooth enough to be worked out at every second pixel.
struct RockFace {
  private let fields: HalfFields

  /// What the fields hold.
  private enum Field { static let (facing, mist, outside, front, count) = (0, 1, 2, 3, 4) }

  init(_ wall: Ridge, behind ridges: [Ridge], _ mouth: Mouth, _ lens: Lens, _ region: CanvasRegion, cores: Cores) {
    let margin = 8 * lens.pixel
    fields = HalfFields(
      Field.count, lens, region, cores: cores,
      part: { tile in
        // Nothing is asked of it above the wall, behind ridges and well inside its mouth.
        let (left, right) = (tile.centre.x - tile.radius - margin, tile.centre.x + tile.radius + margin)
        let isHidden = ridges.contains { ridge in
          ridge.presence == 1
            && ridge.crest.heights(left, right).upperBound + 40 * ridge.blur + margin < tile.centre.y - tile.radius
        }
        if isHidden { return false }
        let crest = wall.crest.heights(tile.centre.x - tile.radius, tile.centre.x + tile.radius)
        let isAbove = crest.lowerBound - 4 * wall.blur - margin > tile.centre.y + tile.radius
        return !isAbove && !mouth.holds(tile.distances.upperBound + margin, least: RockArch.least)
      }
    ) { isSeen, x, y, group in
      guard isSeen else {
        for field in 0..<Field.count { group.set(field, Lanes(repeating: -1)) }
        return
      }
      let broad = Noise.value(x * (3.3 * wall.distance) + wall.place, y * (3.1 * wall.distance), seed: wall.seed &+ 51)
      let outside = mouth.outside(x, y)
      group.set(Field.outside, outside)
      group.set(Field.facing, RockFace.facing(wall, x, y, broad, lens.pixel))
      group.set(Field.mist, RockFace.mist(wall, x, y))
      // Where the rock's front begins. The way through it is seen more of above.
      let isNear = anyTrue(outside .< 0.5)
      let front = isNear ? mouth.outside(x * (0.86 + 0.05 * broad), (y + 0.10 * mouth.radius) * 0.84) : .one
      group.set(Field.front, front)
    }
  }

  /// What the wall has at eight places.
  struct Place {
    let facing: Lanes
    let mist: Lanes
    let outside: Lanes
    let front: Lanes
  }

  @inline(__always) func place(column: Int, row: Int) -> Place {
    let footing = HalfFields.Footing(fields, column: column, row: row)
    return Place(
      facing: footing.value(fields, Field.facing), mist: footing.value(fields, Field.mist),
      outside: footing.value(fields, Field.outside), front: footing.value(fields, Field.front))
  }

  /// How deep in the mist before its foot, 0 … 1.
  @inline(__always) private static func mist(_ wall: Ridge, _ x: Lanes, _ y: Lanes) -> Lanes {
    let (x, y) = (x * wall.distance, y * wall.distance)
    let bank = Noise.value(x * 1.6 + wall.drift + wall.place, y * 3, seed: wall.seed &+ 54)
    return smoothstep(0.04, 0.62, y + 0.2 * bank)
  }

  /// How much of the rock looks to the mouth, from where it is lit: spurs, and blocks with plane faces and cracks between,
  /// as fine as is seen.
  @inline(__always)
  private static func facing(_ wall: Ridge, _ x: Lanes, _ y: Lanes, _ broad: Lanes, _ pixel: Float) -> Lanes {
    let footprint = pixel * wall.distance
    let inverse = reciprocalRoot(larger(x * x + y * y, 1e-12))
    let (toX, toY) = (x * inverse * -1, y * inverse * -0.6)
    var sum = wall.spurs(x, y) + wall.rocks(x, y) - 0.05 + 0.22 * broad
    let (x, y) = (x * wall.distance, y * wall.distance)
    var (u, v) = (x * 8.5 + broad * 0.5, y * 6 + x * 1.6 + broad * 0.4)
    var (frequency, strength) = (Float(1), Float(0.20))
    for octave in 0..<4 {
      let weight = 1 - clamped((footprint * 9 * frequency - 0.12) / 0.2)
      if weight <= 0 { break }
      let noise = Noise.slope(u * frequency, v * frequency, seed: wall.seed &+ 52 &+ UInt32(octave))
      let sign = select(noise.value .> 0, 1, -1)
      let relief = (noise.dx * toX + noise.dy * toY) * -sign + noise.dy * 0.25
      sum += (relief + (0.35 - magnitude(noise.value)) * 0.6) * (strength * weight)
      u += noise.value * (0.15 / frequency)
      v -= noise.value * (0.20 / frequency)
      frequency *= 2.3
      strength *= 0.72
    }
    return sum
  }
}
