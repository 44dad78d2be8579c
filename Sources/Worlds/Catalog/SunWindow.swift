import Geometry

/// The opening of a world that flies toward a low sun: the sun's disc becomes a window.
///
/// The window stands behind the layers that are nearer than it, so it rises over clouds or ridges, and before those beyond. It grows inside
/// the sun until it fills it, about four octaves ahead; from then on the sun grows with it. Its limb has no edge: there the next scene is
/// lost in the sun's light, and that in the sky.
struct SunWindow: Sendable {
  /// In the world's view; 0 if there is no window.
  let radius: Float
  /// Octaves from the camera to the window.
  let ahead: Double
  /// The next scene's mean light.
  let light: Colour
  /// How much of it is seen, while it is a spot: 0 … 1.
  private let presence: Float
  /// How far its middle is above the vanishing point.
  private let height: Float
  private let pixel: Float
  private let sunRadius: Float
  private let sunHeight: Float

  /// A window in a sun of such a radius, which stands so high above the vanishing point while there is no window in it.
  init(_ lens: Lens, sunRadius: Float, sunHeight: Float) {
    (pixel, light) = (lens.pixel, lens.opening?.light ?? Colour(0, 0, 0))
    ahead = lens.opening.map { $0.ahead + PortableMath.log2(Double(lens.magnification)) } ?? .infinity
    let isSeen = ahead < SunWindow.farthest
    presence = isSeen ? smoothstep(Float(SunWindow.farthest), 8, Float(ahead)) : 0
    let rise = SunWindow.rise(lens.openingReach)
    radius = isSeen ? SunWindow.share(rise) * lens.openingReach : 0
    height = radius * rise
    // The sun is as large as itself or as the window and its light, whichever is larger, one passing smoothly into the other.
    let (own, ring) = (sunRadius * sunRadius, radius * radius * SunWindow.ring * SunWindow.ring)
    let both = own * own + ring * ring
    self.sunRadius = isSeen ? both.squareRoot().squareRoot() : sunRadius
    self.sunHeight = isSeen ? sunHeight * own * own / both + height : sunHeight
  }

  /// Octaves from where on nothing is seen of it.
  private static let farthest = 9.0
  /// How far above the vanishing point its middle is, as a part of its radius: it has risen well over what stands before it while it is a sun,
  /// and has the vanishing point nearly in its middle when it fills the canvas.
  private static func rise(_ reach: Float) -> Float { 0.42 - 0.32 * smoothstep(0.28, 1.45, reach) }
  /// Its radius, as a part of the opening's reach, within which all of it lies.
  private static func share(_ rise: Float) -> Float { 0.99 / (1 + rise) }
  /// How much of the radius is wholly open. From there to the limb the next scene fades.
  private static let clear: Float = 0.7
  /// How large the sun round the window is, as a part of the window's.
  private static let ring: Float = 1.05
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
      let rise = rise(Float(min(full, 100)))
      let limb = Double(share(rise) * (clear - rise)) * full
      let layer = ahead + thickness
      let gap = layer <= nearest ? .infinity : free / (PortableMath.exp2(layer) - 1)
      return min(limb, gap) * 0.99...full
    }
  }

  /// How much of the next scene is seen at eight places, 0 … 1.
  @inline(__always) func inside(_ x: Lanes, _ y: Lanes) -> Lanes {
    let above = y + height
    let squared = radius * radius
    return smoothstep(squared, squared * SunWindow.clear * SunWindow.clear, x * x + above * above) * presence
  }

  /// The light round the window that lies on all behind it: strongest at the limb.
  @inline(__always) func glow(_ x: Lanes, _ y: Lanes) -> Lanes {
    let close = nearness(x, y)
    return close * close * close * (presence * mix(0.45, 0.16, size))
  }

  /// How much of eight places lies in the sun, whose edge glows. The larger the window, the more the sun is lost in its light.
  @inline(__always) func insideSun(_ x: Lanes, _ y: Lanes) -> Lanes {
    let above = y + sunHeight
    let squared = sunRadius * sunRadius
    let soft = mix(0.79, 0.3, size)
    return smoothstep(squared, squared * soft, x * x + above * above) * (1 - 0.9 * size)
  }

  /// 0 while the window is no larger than the sun, 1 when it nearly fills the canvas.
  private var size: Float { smoothstep(0.1, 0.7, radius) }

  /// Whether all of a tile lies in the window.
  func contains(_ tile: Tile) -> Bool {
    let y = tile.centre.y + height
    let farthest = (tile.centre.x * tile.centre.x + y * y).squareRoot() + tile.radius
    return presence == 1 && farthest < radius * SunWindow.clear - pixel
  }

  /// How near places are to the rim: 1 on it, and falling with the distance outside.
  @inline(__always) func nearness(_ x: Lanes, _ y: Lanes) -> Lanes {
    let above = y + height
    return smaller((radius * radius) / larger(x * x + above * above, 1e-8), 1)
  }

  /// What is seen of the window over what stands before it, from how much that leaves of the view at eight places, 0 … 1. It
  /// ends softly, over so much of its radius, and in a smooth line, over so many columns.
  func skyline(
    _ lens: Lens, softness: Float, smoothness: Int, left: (_ x: Lanes, _ y: Lanes) -> Lanes
  ) -> Skyline {
    // Nearer to the limb it is less than half open.
    let open = ((1 + SunWindow.clear * SunWindow.clear) / 2).squareRoot()
    return Skyline(
      radius: radius, open: radius * open, height: height, reach: lens.reach,
      softness: softness * radius, smoothness: smoothness, left)
  }

  /// The sun's light, more and more that of the next scene.
  func tinted(_ sun: Colour) -> Colour {
    guard isSeen else { return sun }
    return Colour.mix(sun, light * 2.6 + sun * 0.15, 0.55 * smoothstep(0.05, 1, radius))
  }
}
