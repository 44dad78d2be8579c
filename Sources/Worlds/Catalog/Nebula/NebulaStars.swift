import Geometry

/// Stars among the dust, as one frame sees them.
struct NebulaStars {
  /// A point of light with a soft halo, and spikes if it is bright.
  struct Star {
    var x: Float
    var y: Float
    var colour: Colour
    /// One over the square of the core's radius.
    var sharpness: Float
    var halo: Float
    /// How far its spikes reach; 0 if it has none.
    var spikes: Float
    /// How far it is seen at all.
    var reach: Float
  }

  private(set) var all: [Star] = []

  init(_ layers: [DeepLayer], _ nebula: Nebula, _ view: WorldView, _ lens: Lens) {
    for layer in layers where layer.ahead < 5.2 {
      let seed = nebula.seed.at("stars", layer.index)
      let scale = 1 / Float(layer.distance)
      let fade = smoothstep(0.05, 0.5, Float(layer.ahead)) * smoothstep(5.2, 4.2, Float(layer.ahead))
      for number in 0..<NebulaStars.perLayer {
        let star = seed.at("star", number)
        let x = Float(2.6 * star.at("x").signed) * scale
        let y = Float(1.8 * star.at("y").signed) * scale
        if abs(x) > lens.reach * 1.2 || abs(y) > lens.reach * 1.2 { continue }
        let hash = Float(star.at("size").unit)
        let twinkle = PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.5) + star.at("phase").unit).sine
        let size = hash * hash * hash
        let power =
          (0.025 + 0.06 * hash + 1.3 * size * size * size * size) * min(1.6, scale.squareRoot()) * fade
          * (1 + 0.15 * Float(twinkle))
        if power < 0.004 { continue }
        // What is smaller than a pixel is spread over it.
        let own = 0.0017 * (1 + 1.2 * power)
        let core = max(own, 0.75 * lens.pixel)
        let spread = own * own / (core * core)
        let warm = Float(star.at("warm").unit)
        let tint = warm < 0.55 ? Colour(0.75, 0.86, 1.1) : warm < 0.8 ? Colour(1, 0.97, 0.92) : Colour(1.1, 0.8, 0.55)
        let spikes = power > 0.13 ? 0.11 * (power - 0.13).squareRoot() : 0
        all.append(
          Star(
            x: x, y: y, colour: tint * (2 * min(1.2, power * 3 + 0.15 * fade) * spread), sharpness: 1 / (core * core),
            halo: power * 0.35, spikes: spikes, reach: max(spikes, core * 3.2, 0.05 * power.squareRoot())))
      }
    }
  }

  private static let perLayer = 76

  func part(_ tile: Tile) -> [Star] {
    all.filter { star in
      let (x, y) = (abs(star.x - tile.centre.x), abs(star.y - tile.centre.y))
      return x * x + y * y < (tile.radius + star.reach) * (tile.radius + star.reach)
    }
  }

  @inline(__always) static func light(_ stars: [Star], _ x: Lanes, _ y: Lanes) -> Light {
    var sum = Light.black
    stars.withUnsafeBufferPointer { stars in
      for star in stars {
        let (dx, dy) = (magnitude(x - star.x), magnitude(y - star.y))
        let squared = dx * dx + dy * dy
        if !anyTrue(squared .< star.reach * star.reach) { continue }
        let near = squared * star.sharpness
        let edge = clamped(1 - squared * (1 / (star.reach * star.reach)))
        var amount = exp2(near * -1.2) + (edge * edge) * star.halo / (1 + near * 0.08)
        if star.spikes > 0 {
          let (long, wide) = (1 / star.spikes, star.sharpness * 2.5)
          let across = clamped(1 - dx * long) * clamped(1 - dx * long) / (1 + dy * dy * wide)
          let down = clamped(1 - dy * long) * clamped(1 - dy * long) / (1 + dx * dx * wide)
          amount += (across + down) * (0.4 * edge)
        }
        sum += Light(star.colour) * amount
      }
    }
    return sum
  }
}
