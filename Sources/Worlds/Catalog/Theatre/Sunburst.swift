import Geometry

/// The back of the stage: a sun of paper rings, one close behind the other, whose disc is open.
struct Sunburst {
  static let kind = Mouth.Kind(radius: 0.44, spread: 0.10, leaving: 0.5, thickness: 0.45, share: 0.62)

  private let colours: [Colour]
  private let rays: [Float]
  let mouth: Mouth

  init(_ theatre: Theatre, _ lens: Lens) {
    let seed = theatre.seed.at("sun")
    let petals = Float([20, 24, 28, 32][seed.at("petals").pick(0..<4)])
    mouth = Mouth(lens, Sunburst.kind) { turns in
      let place = magnitude(fraction(turns * petals) * 2 - 1)
      return place * place
    }
    rays = [petals, petals / 2, petals, petals / 2]
    let far = Float(PortableMath.log2(1 + Double(min(mouth.distance, 1e6))))
    let light = 1 - Float(PortableMath.exp2(-0.85 * Double(max(0, far - 0.1))))
    colours = (0..<5).map { (ring: Int) -> Colour in
      let back = Float(ring)
      let bright: Float = 0.35 + light - 0.1 * back * light
      return theatre.palette.colour(0.12 + 0.84 * light - 0.085 * back) * bright
    }
  }

  /// Where the rings begin, and how far their teeth reach in, as natural logarithms outside the rim.
  private static let rings: [(start: Float, teeth: Float)] = [(0.19, 0.09), (0.46, 0.22), (0.74, 0.10), (1.12, 0.34)]

  /// The paper so far outside the rim: how light it is, and its colour.
  @inline(__always) func paper(outside: Lanes, turns: Lanes, footprint: Lanes) -> (light: Light, edge: Lanes) {
    var colour = Light(colours[0])
    var edge = exp2(larger(outside, 0) * (-1 / 0.012))
    for (ring, shape) in Sunburst.rings.enumerated() {
      let place = magnitude(fraction(turns * rays[ring] + 0.25 * Float(ring & 1)) * 2 - 1)
      // By turns scallops and rays.
      let tooth = ring & 1 == 0 ? place * place : place * (1.35 - 0.35 * place)
      let into = outside - (shape.start + shape.teeth * tooth)
      let cover = clamped(into / footprint + 0.5)
      let shade = 1 - 0.42 * exp2(larger(-into, 0) * -14)
      // Through small holes along it comes the light of the ring behind.
      let count = rays[ring] * 3
      let along = (fraction(turns * count) - 0.5) * (2 * Float.pi / count)
      let across = outside - (shape.start + shape.teeth + 0.035)
      let hole = clamped((0.013 - root(along * along + across * across)) / footprint + 0.5)
      let paper = mix(Light(colours[ring + 1]), Light(colours[0]) * 1.1, hole * 0.8)
      colour = mix(colour * shade, paper, cover)
      edge = mix(edge * shade, exp2(larger(into, 0) * (-1 / 0.016)), cover)
    }
    return (colour, edge)
  }
}

extension Theatre {
  static let rim = Sunburst.kind.rim
}
