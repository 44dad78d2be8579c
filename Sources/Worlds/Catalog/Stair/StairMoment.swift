import Geometry
import Imaging

/// The stair, as one frame sees it.
struct StairMoment: WorldMoment {
  let house: Stair.House
  let pixel: Float
  let treads: Float
  let fall: Float
  private let winding: Float
  /// How the stair is turned, in turns.
  private let angle: Float
  /// Octaves of the turn that the camera is in.
  let passed: Float
  let seed: UInt32
  /// Where the light of the windows wanders to, −1 … 1.
  let clouds: Float
  let windows: Float
  /// Half the width of the carpet, in parts of a tread's.
  let carpet: Float
  private let bottom: Colour
  private let end: StairEnd?

  /// The radii of the well and of the wall, in units of the distance.
  static let well: Float = 0.30
  static let wall: Float = 1.05
  /// In octaves from the line of the treads on the well's cylinder, down: the string, the rail above it.
  static let string: ClosedRange<Float> = -0.026...0.062
  static let rail: ClosedRange<Float> = -0.190 ... -0.155

  init(_ stair: Stair, _ view: WorldView, _ lens: Lens) {
    house = stair.house
    pixel = lens.pixel
    treads = Float(stair.treads)
    fall = Float(stair.fall)
    winding = Float(stair.winding)
    windows = Float(stair.windows)
    carpet = Float(stair.carpet)
    let whole = (lens.depth / stair.fall).rounded(.down)
    passed = Float(lens.depth - whole * stair.fall)
    angle = Float(stair.seed.at("angle").unit)
    seed = UInt32(truncatingIfNeeded: stair.seed.at("stone").bits)
    clouds = Float(PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.06)).sine)
    end = StairEnd(stair, view, lens)
    bottom =
      end.map { Colour.mix(stair.house.bottom, $0.light * 1.5, smoothstep(8, 5, Float($0.ahead))) }
      ?? stair.house.bottom
  }

  /// What of the end of the stair a tile sees: nothing, its light, or its edge.
  enum EndSight { case nothing, light, edge }

  func part(_ tile: Tile) -> EndSight {
    guard let end else { return .nothing }
    let nearest = tile.distances.lowerBound
    // The edge's outer end, and a little more for pixels beside the last step.
    let ahead = end.ahead + Double(StairMoment.string.upperBound - 1.1 * fall)
    let farthest = StairMoment.well / max(Float(PortableMath.exp2(ahead) - 1), 1e-3)
    if nearest < farthest + 2 * pixel { return .edge }
    return nearest < farthest * StairMoment.glowReach ? .light : .nothing
  }

  /// How many times as far out as the edge its light no longer tells: it is down to a thousandth.
  private static let glowReach: Float = 12

  /// The light of the stair where a ray goes; squared: the square of the distance from the middle.
  @inline(__always) private func light(_ first: Ray, _ x: Lanes, _ y: Lanes, squared r2: Lanes) -> Light {
    // The bottom shines up: 0.5 / a + 0.10 / b, and what is near it is lit by 0.82 + 0.5 / c.
    let (a, b, c) = (1 + 260 * r2, 1 + 9 * r2, 1 + 2.2 * r2)
    let ab = a * b
    let all = 1 / (ab * c)
    let glow = (0.5 * b + 0.10 * a) * c * all
    return smoothed(first, x, y) * (0.82 + 0.5 * ab * all) + Light(bottom) * glow
  }

  func sight(_ x: Lanes, _ y: Lanes, _ part: EndSight, column: Int, row: Int) -> Sight {
    guard let end, part == .edge else {
      let first = ray(x, y - pixel / 3)
      let light = light(first, x, y, squared: x * x + y * y)
      guard let end, part == .light else { return Sight(light, open: .zero) }
      return Sight(lit(light, by: end, outside: outside(end, first)), open: .zero)
    }
    let edge = edge(end, x, y)
    if !anyTrue(edge.open .< 1) { return Sight(.black, open: .one) }
    let light = light(ray(x, y - pixel / 3), x, y, squared: x * x + y * y)
    return Sight(lit(light, by: end, outside: edge.outside), open: edge.open)
  }

  func isOpen(_ tile: Tile) -> Bool {
    guard let end else { return false }
    let edge = end.ahead + Double(StairMoment.string.upperBound)
    return edge <= 0 || Float(PortableMath.exp2(edge) - 1) * (tile.distances.upperBound + 2 * pixel) < StairMoment.well
  }

  /// How much of a pixel is within the end of the stair, and how far outside it is, as the logarithm to base 2 of its distance from the
  /// middle by the edge's.
  @inline(__always)
  private func edge(_ end: StairEnd, _ x: Lanes, _ y: Lanes) -> (open: Lanes, outside: Lanes) {
    let squared = x * x + y * y + 1e-9
    let nearness = reciprocalRoot(squared)
    let (radius, around) = (squared * nearness, around(x, y))
    // Turns back up from the end of the stair, and the same place counted from the other side of the last step.
    let back = fraction(end.angle - around)
    let other = Worlds.select(back .< 0.5, back + 1, back - 1)
    let (own, across) = (edge(end, back), edge(end, other))
    let toStep = smaller(back, 1 - back) * radius * (2 * Float.pi / pixel)
    let inOwn = clamped((own - radius) * (1 / pixel) + 0.5)
    let inOther = clamped((across - radius) * (1 / pixel) + 0.5)
    return (mix(inOther, inOwn, clamped(toStep + 0.5)), larger(-log2(own * nearness), 0))
  }

  /// How far outside the edge something is, where no pixel is within it.
  @inline(__always) private func outside(_ end: StairEnd, _ ray: Ray) -> Lanes {
    let ahead = Float(end.ahead) + StairMoment.string.upperBound - fraction(end.angle - ray.around) * fall
    return larger(log2(ray.radius * (larger(exp2(ahead) - 1, 1e-3) * (1 / StairMoment.well))), 0)
  }

  /// How far the edge is from the middle.
  @inline(__always) private func edge(_ end: StairEnd, _ back: Lanes) -> Lanes {
    let ahead = Float(end.ahead) + StairMoment.string.upperBound - back * fall
    return StairMoment.well / larger(exp2(ahead) - 1, 1e-3)
  }

  /// The light of the next scene on what is near it.
  @inline(__always) private func lit(_ light: Light, by end: StairEnd, outside: Lanes) -> Light {
    let near = exp2(outside * -2.6) * 0.6
    let tinted = mix(light, light * (end.light * 2.2) + Light(end.light * 0.1), near)
    if !anyTrue(outside .< 0.9) { return tinted }
    let rim = exp2(outside * -14) * 0.3
    let contact = 1 - 0.5 * exp2(outside * -40)
    return (tinted + Light(end.light) * rim) * contact
  }

  /// Each pixel is looked at in one place, and in two more if an edge goes through it.
  @inline(__always) private func smoothed(_ first: Ray, _ x: Lanes, _ y: Lanes) -> Light {
    let (light, margin) = sample(first, isFirst: true)
    // The other places are 0.6 pixels from the first.
    let edge = margin .< 0.65
    if !anyTrue(edge) { return light }
    let left = sample(first.shifted(-1 / 3, 0.5, x, y - pixel / 3, self), isFirst: false).light
    let right = sample(first.shifted(1 / 3, 0.5, x, y - pixel / 3, self), isFirst: false).light
    return select(edge, (light + left + right) * (1 / 3), light)
  }

  /// Where a place is, in turns of the stair, 0 … 1.
  @inline(__always) private func around(_ x: Lanes, _ y: Lanes) -> Lanes { fraction(turns(x * winding, y) + angle) }

  /// A ray: where it goes round the stair and where it crosses the well.
  struct Ray {
    var radius: Lanes
    let nearness: Lanes
    /// In turns of the stair, 0 … 1.
    var around: Lanes
    /// Octaves to the well's cylinder, and to the wall.
    var toWell: Lanes
    var toWall: Lanes
    /// The side of a pixel on the screen as an angle in turns, and on the well's cylinder and the wall in octaves.
    let footprint: Lanes
    let wellPixel: Lanes
    let wallPixel: Lanes
    /// Pixels to a turn, and to an octave on the well's cylinder and the wall.
    let perTurn: Lanes
    let perWell: Lanes
    let perWall: Lanes
    /// Light from one side of the house.
    let side: Lanes

    /// A ray less than a pixel beside this one, which goes through (x, y): right and down in pixels.
    @inline(__always) fileprivate func shifted(
      _ right: Float, _ down: Float, _ x: Lanes, _ y: Lanes, _ scene: StairMoment
    ) -> Ray {
      var ray = self
      // To the first order: what is left out is a fortieth of a pixel at a distance of 20.
      let outward = (x * right + y * down) * nearness
      let sideways = (x * down - y * right) * nearness
      ray.radius = larger(radius + outward * scene.pixel, 1e-5)
      ray.around = fraction(around + sideways * footprint * scene.winding)
      // Beside the middle itself that would lead anywhere.
      ray.toWell = clamped(toWell - outward * wellPixel, 0, 16)
      ray.toWall = clamped(toWall - outward * wallPixel, 0, 16)
      return ray
    }
  }

  @inline(__always) private func ray(_ x: Lanes, _ y: Lanes) -> Ray {
    let squared = x * x + y * y + 1e-9
    let nearness = reciprocalRoot(squared)
    let radius = squared * nearness
    let around = around(x, y)
    let (well, wall) = (StairMoment.well, StairMoment.wall)
    // Octaves to a cylinder of radius R are log2(1 + R / r), so one pixel is R / (r (r + R) ln 2) of them.
    let octaves = pixel / 0.6931472
    let (beyondWell, beyondWall) = (radius + well, radius + wall)
    let share = nearness * octaves / (beyondWell * beyondWall)
    return Ray(
      radius: radius, nearness: nearness, around: around, toWell: log2(well * nearness + 1),
      toWall: log2(wall * nearness + 1), footprint: nearness * (pixel / (2 * Float.pi)),
      wellPixel: beyondWall * share * well, wallPixel: beyondWell * share * wall,
      perTurn: radius * (2 * Float.pi / pixel), perWell: radius * beyondWell * (1 / (octaves * well)),
      perWall: radius * beyondWall * (1 / (octaves * wall)), side: 0.66 + 0.34 * cosine(turns: around + 0.1))
  }

  /// What a ray meets, and how many pixels it misses the nearest edge by. Only a pixel's first ray sees grain.
  @inline(never) private func sample(_ ray: Ray, isFirst: Bool) -> (light: Light, margin: Lanes) {
    // How far below the line of the treads the well is crossed, in octaves: from just above one turn of it to the next.
    let place = (ray.toWell + passed) * (1 / fall) - ray.around
    let below = (fraction(place + 0.3) - 0.3) * fall
    let onString = (below .> StairMoment.string.lowerBound) .& (below .< StairMoment.string.upperBound)
    let onRail = (below .> StairMoment.rail.lowerBound) .& (below .< StairMoment.rail.upperBound)
    let amongPosts = (below .> StairMoment.rail.upperBound) .& (below .< StairMoment.string.lowerBound)
    let post = magnitude(fraction(ray.around * (2 * treads)) - 0.5) - 0.5 * 0.17
    let onPost = amongPosts .& (post .< 0)
    let front = onString .| onRail .| onPost
    var margin = frontMargin(ray, below)
    margin = Worlds.select(amongPosts, smaller(margin, magnitude(post) * ray.perTurn * (1 / (2 * treads))), margin)
    var (light, ahead) = (Light.black, ray.toWell)
    if anyTrue(.!front) {
      let behind = beyond(ray, hasGrain: isFirst)
      light = behind.light
      ahead = Worlds.select(front, ray.toWell, behind.ahead)
      margin = Worlds.select(front, margin, smaller(margin, behind.margin))
    }
    if anyTrue(onString) { light = select(onString, string(ray, below), light) }
    if anyTrue(onRail .| onPost) { light = select(onRail .| onPost, iron(ray, below, onRail), light) }
    return (hazed(light, ahead), margin)
  }

  /// Pixels to the edges of string and rail.
  @inline(__always) private func frontMargin(_ ray: Ray, _ below: Lanes) -> Lanes {
    let (string, rail) = (StairMoment.string, StairMoment.rail)
    let toString = smaller(magnitude(below - string.lowerBound), magnitude(below - string.upperBound))
    let toRail = smaller(magnitude(below - rail.lowerBound), magnitude(below - rail.upperBound))
    return smaller(toString, toRail) * ray.perWell
  }

  @inline(__always) func select(_ mask: LaneMask, _ a: Light, _ b: Light) -> Light {
    Light(
      Worlds.select(mask, a.red, b.red), Worlds.select(mask, a.green, b.green), Worlds.select(mask, a.blue, b.blue))
  }

  /// The air between, lit from below.
  @inline(__always) private func hazed(_ light: Light, _ ahead: Lanes) -> Light {
    let haze = 1 - exp2(ahead * -0.36)
    return mix(light, Light(bottom * 0.95), haze * haze * 0.9)
  }
}
