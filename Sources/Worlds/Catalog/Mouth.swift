import Geometry

/// The opening of a world of layers: the mouth of a wall of the world's own stuff, which stands across the way.
///
/// Far away the wall is a small thing and its mouth is full of light, in which the next scene is lost; that comes clear on
/// the way there. Near the end the wall grows with the next scene. Every ray from the vanishing point crosses the rim once,
/// so the opening is of one piece.
struct Mouth: Sendable {
  /// What a world's mouths have in common.
  struct Kind: Sendable {
    /// The greatest distance of the rim in the wall's own plane, which is two high where it fills the canvas.
    let radius: Double
    /// How much nearer than that the rim can be, as a difference of natural logarithms. As the rim leaves the canvas it is
    /// drawn in to `leaving` of that.
    let spread: Double
    var leaving = 1.0
    /// How far inward the rim is soft, as such a difference.
    var softness = 0.0
    /// By how much of its distance the rim may be moved, where the world bends it.
    var bend = 0.0
    /// The wall stands so many octaves this side of the next scene.
    var thickness = 1.0
    /// The rim's greatest distance, as a part of the opening's reach, once the wall grows with the next scene. It becomes
    /// nearly all as the rim leaves the canvas.
    var share = 0.8

    /// One over the wall's scale, so many octaves before the next scene: that of a layer which stands there, and more and
    /// more one that grows with the next scene.
    fileprivate func distance(ahead: Double, openingReach: Double) -> Double {
      let own = PortableMath.exp2(min(max(ahead - thickness, 0), 60)) - 1
      let share = share + (0.985 - share) * leaves(openingReach)
      let bound = radius / (share * max(openingReach, 1e-30))
      return (own * own + bound * bound).squareRoot()
    }

    /// How far the rim has left the canvas, 0 … 1.
    private func leaves(_ openingReach: Double) -> Double {
      let part = min(max((openingReach - 1.2) / 2.4, 0), 1)
      return part * part * (3 - 2 * part)
    }

    fileprivate func spread(openingReach: Double) -> Double { spread * (1 + (leaving - 1) * leaves(openingReach)) }

    /// Bounds of the rim. While the next scene is lost in light nothing of it is wholly seen.
    var rim: Rim {
      let kind = self
      return { ahead, reach in
        let full = reach * PortableMath.exp2(-ahead)
        guard full > 1e-30 else { return 0...full }
        let greatest = kind.radius / kind.distance(ahead: ahead, openingReach: full)
        let depth = kind.spread(openingReach: full) + kind.softness
        let least = greatest * PortableMath.exp2(-depth / PortableMath.ln2)
        let farthest = min(full, 1.01 * greatest / (1 - kind.bend))
        let nearest = 0.98 * least / (1 + kind.bend)
        // Both are beyond all numbers for an opening that is far larger than any canvas.
        guard Mouth.clearness(ahead) == 1, nearest >= 0 else { return 0...farthest }
        return min(nearest, farthest)...farthest
      }
    }
  }

  /// One over the wall's scale in the world's view; infinite if there is no wall.
  let distance: Float
  /// The rim's greatest distance in the world's view; 0 if there is none.
  let radius: Float
  /// How much of the wall is there, while it is a spot: 0 … 1.
  let presence: Float
  /// How clear the next scene is, 0 … 1: the rest is light.
  let clearness: Float
  /// The next scene's mean light.
  let light: Colour
  /// How the next scene's light falls on what stands there.
  let rim: RimLight?
  /// Octaves from the camera to the wall, as layers are counted.
  let ahead: Double
  private let inverseRadius: Float
  private let softness: Float
  private let pixel: Float
  private let outline: RimLine?

  /// A mouth whose rim is nearer than its greatest distance by `inset`, 0 … 1 of the spread, for each angle in turns.
  init(_ lens: Lens, _ kind: Kind, _ inset: (_ turns: Lanes) -> Lanes) {
    let whole = lens.opening.map { $0.ahead + PortableMath.log2(Double(lens.magnification)) } ?? .infinity
    let isSeen = whole < Mouth.farthest
    let own = isSeen ? kind.distance(ahead: whole, openingReach: Double(lens.openingReach)) : .infinity
    distance = Float(own)
    radius = isSeen ? Float(kind.radius / own) : 0
    presence = isSeen ? smoothstep(Float(Mouth.farthest), 8, Float(whole)) : 0
    clearness = isSeen ? Float(Mouth.clearness(whole)) : 0
    light = lens.opening?.light ?? Colour(0, 0, 0)
    rim = lens.opening.map { RimLight($0) }
    ahead = whole - kind.thickness
    inverseRadius = isSeen ? Float(own / kind.radius) : 0
    softness = Float(kind.softness)
    pixel = lens.pixel
    let spread = Float(kind.spread(openingReach: Double(lens.openingReach)))
    outline = isSeen ? RimLine(farthest: 0, spread: spread, inset) : nil
  }

  /// Octaves from where on nothing is seen of it.
  private static let farthest = 9.0

  /// How clear the next scene is, so many octaves ahead.
  private static func clearness(_ ahead: Double) -> Double {
    let near = min(max((4.3 - ahead) / (4.3 - 1.95), 0), 1)
    let smooth = near * near * (3 - 2 * near)
    return smooth * smooth * smooth
  }

  var isSeen: Bool { radius > 0 }

  func isBehind(_ layer: DeepLayer) -> Bool { layer.ahead < ahead }

  /// How far outside the rim eight places are, as natural logarithms.
  @inline(__always) func outside(_ x: Lanes, _ y: Lanes) -> Lanes {
    guard let outline else { return Lanes(repeating: 100) }
    let squared = (x * x + y * y) * (inverseRadius * inverseRadius)
    return log2(larger(squared, 1e-12)) * (0.5 * 0.6931472) - outline.logarithm(turns: turns(x, y))
  }

  /// The same where soft stuff is bent by wind, nowhere so much that it is torn: so the opening is still of one piece.
  @inline(__always) func outside(_ x: Lanes, _ y: Lanes, bentBy seed: UInt32) -> Lanes {
    let (u, v) = (x * (distance * 4.6) + 3.7, y * (distance * 4.6))
    let (a, b) = (Noise.value(u, v, seed: seed), Noise.value(u, v, seed: seed &+ 1))
    let (p, q) = (u * 2.6 + b * 0.5, v * 2.6 - a * 0.5)
    let (c, d) = (Noise.value(p, q, seed: seed &+ 2), Noise.value(p, q, seed: seed &+ 3))
    let (turned, out) = (0.13 * a + 0.035 * c, 0.06 * b + 0.035 * d)
    return outside(x + x * out - y * turned, y + y * out + x * turned)
  }

  /// How much of the wall's mouth eight places show, so far outside the rim, if it is soft over so much more.
  @inline(__always) func share(_ x: Lanes, _ y: Lanes, outside: Lanes, softer: Lanes = .zero) -> Lanes {
    let footprint = pixel * reciprocalRoot(larger(x * x + y * y, 1e-12)) + softness * softer
    return clamped(0.5 - (outside + 0.5 * softness * softer) / footprint)
  }

  /// How much of a disc whose middle is the vanishing point lies in the mouth, if its inner rim is no nearer than `least` of
  /// its radius.
  func holds(_ distance: Float, least: Float) -> Bool {
    presence == 1 && clearness == 1 && distance < radius * least - 2 * pixel
  }

  /// How near places are to the mouth: 1 in it, and falling with the distance outside.
  @inline(__always) func nearness(_ x: Lanes, _ y: Lanes) -> Lanes {
    smaller((0.5 * radius * radius) / larger(x * x + y * y, 1e-8), 1)
  }

  /// A light, more and more that of the next scene.
  func tinted(_ own: Colour) -> Colour {
    guard isSeen else { return own }
    return Colour.mix(own, light * 2.6 + own * 0.15, 0.55 * smoothstep(0.05, 1, radius))
  }
}
