import Geometry

/// The opening of a nebula: a bubble that the stars' wind has blown into the gas, in which the next scene is seen.
///
/// Its rim is a line that every ray from the vanishing point crosses once. Of what dust before it leaves, only what hangs
/// together is open.
struct Bubble: Sendable {
  /// Its greatest radius in the world's view; 0 if there is none.
  let radius: Float
  let light: Colour
  /// How much of the next scene is seen, while it is a spot: 0 … 1.
  private let presence: Float
  private let ahead: Double
  private let pixel: Float
  /// The rim itself, as a part of the radius.
  private let shape: RimLine?
  private var clearing: Clearing?

  init(_ lens: Lens, _ seed: Seed) {
    (pixel, light) = (lens.pixel, lens.opening?.light ?? Colour(0, 0, 0))
    ahead = lens.opening.map { $0.ahead + PortableMath.log2(Double(lens.magnification)) } ?? .infinity
    let isSeen = ahead < Bubble.farthest
    presence = isSeen ? smoothstep(Float(Bubble.farthest), 8, Float(ahead)) : 0
    radius = isSeen ? 0.99 * lens.openingReach : 0
    let hash = UInt32(truncatingIfNeeded: seed.at("bubble").bits)
    shape =
      isSeen
      ? RimLine(farthest: 0, spread: Bubble.spread) { turns in
        let wide = Noise.value(around: 3, turns: turns, .zero + 0.4, cell: 1, seed: hash)
        let fine = Noise.value(around: 11, turns: turns, .zero + 0.6, cell: 2, seed: hash &+ 1)
        let finest = Noise.value(around: 37, turns: turns, .zero + 0.3, cell: 3, seed: hash &+ 2)
        return clamped(0.5 + 0.6 * wide + 0.22 * fine + 0.06 * finest)
      } : nil
  }

  private static let farthest = 9.0
  /// How much nearer than its farthest point the rim's nearest can be, as a difference of natural logarithms.
  private static let spread: Float = 0.3
  /// Layers up to so many octaves beyond the bubble are before it.
  private static let thickness = 0.75

  var isSeen: Bool { radius > 0 }

  func isBehind(_ layer: DeepLayer) -> Bool { layer.ahead < ahead + Bubble.thickness }

  /// The same with the dust before it, from how much that leaves of the view at eight places.
  func behind(_ left: (_ x: Lanes, _ y: Lanes) -> Lanes) -> Bubble {
    guard isSeen else { return self }
    var bubble = self
    bubble.clearing = Clearing(radius: radius, left: left)
    return bubble
  }

  /// How far outside the bubble's rim eight places are, as natural logarithms.
  @inline(__always) func outside(_ turns: Lanes, _ squared: Lanes) -> Lanes {
    guard let shape else { return .one }
    return log2(larger(squared, 1e-12) * (1 / (radius * radius))) * (0.5 * 0.6931472) - shape.logarithm(turns: turns)
  }

  /// How much of the next scene is seen at eight places so far outside the rim, but for what dust covers.
  @inline(__always) func inside(_ outside: Lanes, _ turns: Lanes, _ squared: Lanes) -> Lanes {
    let inside = smoothstep(0, -0.06, outside) * presence
    guard let clearing, anyTrue(inside .> 0) else { return inside }
    return inside * clearing.share(turns, root(squared))
  }

  /// The bubble's shell: a thin bright skin and the gas that it has swept together.
  @inline(__always) func shell(_ outside: Lanes) -> (skin: Lanes, gas: Lanes) {
    let away = magnitude(outside + 0.01)
    return (exp2(away * -45) * presence, exp2(larger(outside, 0) * -5) * presence)
  }

  @inline(__always) func nearness(_ x: Lanes, _ y: Lanes) -> Lanes {
    smaller((radius * radius) / larger(x * x + y * y, 1e-8), 1)
  }

  /// How far from the vanishing point nothing but the next scene is seen, but for dust.
  var clear: Float { presence == 1 ? radius * 0.68 - 2 * pixel : 0 }

  static let rim: Rim = { ahead, reach in
    let full = reach * PortableMath.exp2(-ahead)
    let layer = ahead + thickness
    let free = Double(DustCard.free)
    let gap = layer <= Double(DustCard.nearest) ? .infinity : free / (PortableMath.exp2(layer) - 1)
    return min(full * 0.66, gap) * 0.98...full
  }
}
