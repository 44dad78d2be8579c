import Geometry

/// The opening of a world that flies toward a low sun: the sun's disc becomes a window.
///
/// The window stands behind the layers that are nearer than it, so clouds or ridges cut it from below, and before those beyond. It grows
/// inside the sun until it fills it, about four octaves ahead; from then on the sun grows with it, a light round the window.
struct SunWindow: Sendable {
  /// In the world's view; 0 if there is no window.
  let radius: Float
  /// Octaves from the camera to the window.
  let ahead: Double
  /// The next scene's mean light.
  let light: Colour
  /// How much of it is seen, while it is a spot: 0 … 1.
  private let presence: Float
  private let pixel: Float
  private let sunRadius: Float
  private let sunHeight: Float

  /// A window in a sun of such a radius, which stands so high above the vanishing point while there is no window in it.
  init(_ lens: Lens, sunRadius: Float, sunHeight: Float) {
    (pixel, light) = (lens.pixel, lens.opening?.light ?? Colour(0, 0, 0))
    ahead = lens.opening.map { $0.ahead + PortableMath.log2(Double(lens.magnification)) } ?? .infinity
    let isSeen = ahead < SunWindow.farthest
    presence = isSeen ? smoothstep(Float(SunWindow.farthest), 8, Float(ahead)) : 0
    radius = isSeen ? SunWindow.share * lens.openingReach : 0
    // The sun is as large as itself or as the window and its light, whichever is larger, one passing smoothly into the other.
    let (own, ring) = (sunRadius * sunRadius, radius * radius * SunWindow.ring * SunWindow.ring)
    let both = own * own + ring * ring
    self.sunRadius = isSeen ? both.squareRoot().squareRoot() : sunRadius
    self.sunHeight = isSeen ? sunHeight * own * own / both + radius * SunWindow.rise : sunHeight
  }

  /// Octaves from where on nothing is seen of it.
  private static let farthest = 9.0
  /// Its radius, as a part of the opening's reach, and how far above the vanishing point its middle is, as a part of its radius.
  private static let share: Float = 0.9
  private static let rise: Float = 0.1
  /// How large the sun round the window is, as a part of the window's.
  private static let ring: Float = 1.1
  /// Layers up to so many octaves beyond the window are before it. A gap so large goes by the camera as the next scene fills the canvas.
  private static let thickness = 0.7937

  var isSeen: Bool { radius > 0 }

  /// Whether a layer so many octaves ahead is before the window.
  func isBehind(_ layer: DeepLayer) -> Bool { layer.ahead < ahead + SunWindow.thickness }

  /// Bounds of its rim, if all layers leave free a disc of radius `free`, in their own planes, about the vanishing point, and are gone when
  /// they are `nearest` octaves ahead.
  static func rim(free: Double, nearest: Double) -> Rim {
    { ahead, reach in
      let full = reach * PortableMath.exp2(-ahead)
      let limb = Double(share * (1 - rise)) * full
      let layer = ahead + thickness
      let gap = layer <= nearest ? .infinity : free / (PortableMath.exp2(layer) - 1)
      return min(limb, gap) * 0.99...full
    }
  }

  /// How much of eight places lies in the window, 0 … 1.
  @inline(__always) func inside(_ x: Lanes, _ y: Lanes) -> Lanes {
    disc(x, y, radius: radius, height: radius * SunWindow.rise) * presence
  }

  /// The light round the window, 1 at its rim, which hides what is behind it.
  @inline(__always) func corona(_ x: Lanes, _ y: Lanes) -> Lanes {
    let close = nearness(x, y)
    let squared = close * close
    return squared * squared * squared * presence
  }

  /// How much of eight places lies in the sun, whose edge glows.
  @inline(__always) func insideSun(_ x: Lanes, _ y: Lanes) -> Lanes {
    let above = y + sunHeight
    let squared = sunRadius * sunRadius
    return smoothstep(squared, squared * 0.79, x * x + above * above)
  }

  @inline(__always) private func disc(_ x: Lanes, _ y: Lanes, radius: Float, height: Float) -> Lanes {
    let above = y + height
    return clamped((radius - root(x * x + above * above)) * (1 / pixel) + 0.5)
  }

  /// Whether all of a tile lies in the window.
  func contains(_ tile: Tile) -> Bool {
    let y = tile.centre.y + radius * SunWindow.rise
    let farthest = (tile.centre.x * tile.centre.x + y * y).squareRoot() + tile.radius
    return presence == 1 && farthest < radius - pixel
  }

  /// How near places are to the rim: 1 on it, and falling with the distance outside.
  @inline(__always) func nearness(_ x: Lanes, _ y: Lanes) -> Lanes {
    let above = y + radius * SunWindow.rise
    return smaller((radius * radius) / larger(x * x + above * above, 1e-8), 1)
  }

  /// The sun's light, more and more that of the next scene.
  func tinted(_ sun: Colour) -> Colour {
    guard isSeen else { return sun }
    return Colour.mix(sun, light * 2.6 + sun * 0.15, 0.55 * smoothstep(0.05, 1, radius))
  }
}

/// How far one sees from the vanishing point in each direction, before the first thing that covers the view.
///
/// What lies behind that, seen through a hole in a cloud, belongs to the world: so the opening is of one piece.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class SightLines: @unchecked Sendable {
  private static let count = 1024
  private static let steps = 128
  /// Less than this is left of the view where one does not see through.
  static let least: Float = 0.45
  /// Distances for each direction; the first one again at the end. Written once, here.
  private let limits: UnsafeMutablePointer<Float>
  private let pixel: Float

  /// From how much is left of the view at eight places, 0 … 1. Looks from `nearest` to `farthest`.
  init(from nearest: Float, to farthest: Float, pixel: Float, left: (_ x: Lanes, _ y: Lanes) -> Lanes) {
    let (count, steps) = (SightLines.count, SightLines.steps)
    self.pixel = pixel
    let growth = PortableMath.exp2(PortableMath.log2(Double(max(1.01, farthest / nearest))) / Double(steps))
    let beyond = 2 * max(farthest, nearest)
    let found = (0..<count / 8).flatMap { group -> [Float] in
      let angles = (Lanes.numbers + Float(8 * group)) * (1 / Float(count))
      let (x, y) = (cosine(turns: angles), sine(turns: angles))
      var limit = Lanes(repeating: beyond)
      var distance = Double(nearest)
      for _ in 0..<steps {
        let radius = Float(distance)
        limit = smaller(limit, select(left(x * radius, y * radius) .< SightLines.least, radius, beyond))
        if !anyTrue(limit .> radius) { break }
        distance *= growth
      }
      return (0..<8).map { limit[$0] }
    }
    // Nothing is seen through a crack, and what lies behind a cloud ends in a smooth line.
    let narrowed = (0..<count).map { index in (index - 5...index + 5).map { found[($0 + count) % count] }.min()! }
    limits = .allocate(capacity: count + 1)
    for index in 0...count {
      let sum = (index - 3...index + 3).reduce(Float(0)) { $0 + narrowed[($1 + count) % count] }
      (limits + index).initialize(to: sum / 7)
    }
  }

  deinit { limits.deallocate() }

  /// 1 up to where the view is half covered, 0 behind.
  @inline(__always) func open(_ x: Lanes, _ y: Lanes) -> Lanes {
    let place = fraction(turns(x, y)) * Float(SightLines.count)
    let whole = smaller(floor(place), Float(SightLines.count - 1))
    let index = wholeBits(whole)
    @inline(__always) func limits(_ next: Int) -> Lanes {
      @inline(__always) func limit(_ lane: Int) -> Float { self.limits[Int(truncatingIfNeeded: index[lane]) + next] }
      return Lanes(limit(0), limit(1), limit(2), limit(3), limit(4), limit(5), limit(6), limit(7))
    }
    let limit = mix(limits(0), limits(1), place - whole)
    // A cloud's edge is soft.
    return clamped(1 - (root(x * x + y * y) - limit) / larger(limit * 0.025, pixel))
  }
}
