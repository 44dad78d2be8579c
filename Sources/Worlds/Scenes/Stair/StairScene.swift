import Geometry
import Imaging

/// The stair, as one frame sees it.
struct StairScene: Scene {
  private let house: Stair.House
  private let pixel: Float
  private let treads: Float
  private let fall: Float
  private let winding: Float
  /// How the stair is turned, in turns.
  private let angle: Float
  /// Turns of the stair above the camera: the whole ones, and the octaves left.
  private let turn: UInt32
  private let passed: Float
  private let seed: UInt32
  /// Where the light of the windows wanders to, −1 … 1.
  private let clouds: Float
  private let bottom: Colour
  private let end: StairEnd?

  /// The radii of the well and of the wall, in units of the distance.
  static let well: Float = 0.30
  private static let wall: Float = 1.05
  /// In octaves from the line of the treads on the well's cylinder, down: the string, the rail above it.
  static let string: ClosedRange<Float> = -0.026...0.062
  private static let rail: ClosedRange<Float> = -0.190 ... -0.155
  private static let windows: Float = 4
  /// Two samples of a pixel that differ by less than this part are of one thing.
  private static let likeness: Float = 0.1

  init(_ stair: Stair, _ view: WorldView, _ lens: Lens) {
    house = stair.house
    pixel = lens.pixel
    treads = Float(stair.treads)
    fall = Float(stair.fall)
    winding = Float(stair.winding)
    let whole = (lens.depth / stair.fall).rounded(.down)
    turn = UInt32(truncatingIfNeeded: Int(whole))
    passed = Float(lens.depth - whole * stair.fall)
    angle = Float(stair.seed.at("angle").unit)
    seed = UInt32(truncatingIfNeeded: stair.seed.at("stone").bits)
    clouds = Float(PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.06)).sine)
    end = StairEnd(stair, view, lens)
    bottom =
      end.map { Colour.mix(stair.house.bottom, $0.light * 1.5, smoothstep(8, 5, Float($0.ahead))) }
      ?? stair.house.bottom
  }

  func part(_ tile: Tile) {}

  func light(_ x: Lanes, _ y: Lanes, _ part: Void, column: Int, row: Int) -> Light {
    let r2 = x * x + y * y
    // The bottom shines up.
    let glow = 0.5 / (1 + 260 * r2) + 0.10 / (1 + 9 * r2)
    return smoothed(x, y) * (0.82 + 0.5 / (1 + 2.2 * r2)) + Light(bottom) * glow
  }

  func sight(_ x: Lanes, _ y: Lanes, _ part: Void, column: Int, row: Int) -> Sight {
    guard let end else { return Sight(light(x, y, part, column: column, row: row), open: .zero) }
    let squared = x * x + y * y + 1e-9
    let nearness = reciprocalRoot(squared)
    let edge = edge(end, squared * nearness, nearness, around: around(x, y))
    if !anyTrue(edge.open .< 1) { return Sight(.black, open: .one) }
    let light = lit(light(x, y, part, column: column, row: row), by: end, outside: edge.outside)
    return Sight(light, open: edge.open)
  }

  func isOpen(_ tile: Tile) -> Bool {
    guard let end else { return false }
    let edge = end.ahead + Double(StairScene.string.upperBound)
    return edge <= 0 || Float(PortableMath.exp2(edge) - 1) * (tile.distances.upperBound + 2 * pixel) < StairScene.well
  }

  /// How much of a pixel is within the end of the stair, and how far outside it is, as the logarithm to base 2 of its distance from the
  /// middle by the edge's.
  @inline(__always)
  private func edge(_ end: StairEnd, _ radius: Lanes, _ nearness: Lanes, around: Lanes) -> (open: Lanes, outside: Lanes)
  {
    // Turns back up from the end of the stair, and the same place counted from the other side of the last step.
    let back = fraction(end.angle - around)
    let other = Worlds.select(back .< 0.5, back + 1, back - 1)
    let (own, across) = (edge(end, back), edge(end, other))
    let toStep = smaller(back, 1 - back) * radius * (2 * Float.pi / pixel)
    let inOwn = clamped((own - radius) * (1 / pixel) + 0.5)
    let inOther = clamped((across - radius) * (1 / pixel) + 0.5)
    return (mix(inOther, inOwn, clamped(toStep + 0.5)), larger(-log2(own * nearness), 0))
  }

  /// How far the edge is from the middle.
  @inline(__always) private func edge(_ end: StairEnd, _ back: Lanes) -> Lanes {
    let ahead = Float(end.ahead) + StairScene.string.upperBound - back * fall
    return StairScene.well / larger(exp2(ahead) - 1, 1e-3)
  }

  /// The light of the next scene on what is near it.
  @inline(__always) private func lit(_ light: Light, by end: StairEnd, outside: Lanes) -> Light {
    let near = exp2(outside * -2.6) * 0.6
    let rim = exp2(outside * -14) * 0.3
    let contact = 1 - 0.5 * exp2(outside * -40)
    let tinted = mix(light, light * (end.light * 2.2) + Light(end.light * 0.1), near)
    return (tinted + Light(end.light) * rim) * contact
  }

  /// Each pixel is looked at in two places, and where they differ, at an edge, in four.
  @inline(__always) private func smoothed(_ x: Lanes, _ y: Lanes) -> Light {
    let (near, far) = (0.125 * pixel, 0.375 * pixel)
    let (a, b) = (sample(x - near, y - far), sample(x + near, y + far))
    let sum = (a + b) * 0.5
    let edge = magnitude(a.green - b.green) .> sum.green * StairScene.likeness
    if !anyTrue(edge) { return sum }
    let others = sample(x + far, y - near) + sample(x - far, y + near)
    return select(edge, sum * 0.5 + others * 0.25, sum)
  }

  /// Where a place is, in turns of the stair, 0 … 1.
  @inline(__always) private func around(_ x: Lanes, _ y: Lanes) -> Lanes { fraction(turns(x * winding, y) + angle) }

  /// A ray: where it goes round the stair and where it crosses the well.
  private struct Ray {
    let radius: Lanes
    /// In turns of the stair, 0 … 1.
    let around: Lanes
    /// Octaves to the well's cylinder.
    let toWell: Lanes
    /// The side of a pixel on the screen as an angle in turns.
    let footprint: Lanes
    /// Light from one side of the house.
    let side: Lanes
  }

  @inline(never) private func sample(_ x: Lanes, _ y: Lanes) -> Light {
    let squared = x * x + y * y + 1e-9
    let nearness = reciprocalRoot(squared)
    let around = around(x, y)
    let ray = Ray(
      radius: squared * nearness, around: around, toWell: log2(StairScene.well * nearness + 1),
      footprint: nearness * (pixel / (2 * Float.pi)), side: 0.66 + 0.34 * cosine(turns: around + 0.1))
    // How far below the line of the treads the well is crossed, in octaves: from just above one turn of it to the next.
    let place = (ray.toWell + passed) * (1 / fall) - ray.around
    let below = (fraction(place + 0.3) - 0.3) * fall
    let onString = (below .> StairScene.string.lowerBound) .& (below .< StairScene.string.upperBound)
    let onRail = (below .> StairScene.rail.lowerBound) .& (below .< StairScene.rail.upperBound)
    let onPost = (below .> StairScene.rail.upperBound) .& (below .< StairScene.string.lowerBound) .& isPost(ray)
    let front = onString .| onRail .| onPost
    var (light, ahead) = anyTrue(.!front) ? beyond(ray) : (.black, ray.toWell)
    ahead = Worlds.select(front, ray.toWell, ahead)
    if anyTrue(onString) { light = select(onString, string(ray, below), light) }
    if anyTrue(onRail .| onPost) { light = select(onRail .| onPost, iron(ray, below, onRail), light) }
    return hazed(light, ahead)
  }

  @inline(__always) private func select(_ mask: LaneMask, _ a: Light, _ b: Light) -> Light {
    Light(
      Worlds.select(mask, a.red, b.red), Worlds.select(mask, a.green, b.green), Worlds.select(mask, a.blue, b.blue))
  }

  /// The air between, lit from below.
  @inline(__always) private func hazed(_ light: Light, _ ahead: Lanes) -> Light {
    let haze = 1 - exp2(ahead * -0.36)
    return mix(light, Light(bottom * 0.95), haze * haze * 0.9)
  }

  /// 1 at the places of windows, falling to both sides.
  @inline(__always) private func atWindow(_ ray: Ray, _ sharpness: Float) -> Lanes {
    let aside = fraction(ray.around * StairScene.windows) - 0.5
    return 1 / (1 + sharpness * aside * aside)
  }

  // MARK: What is at the well

  @inline(__always) private func isPost(_ ray: Ray) -> LaneMask {
    let across = magnitude(fraction(ray.around * (2 * treads)) - 0.5)
    return across .< 0.5 * 0.17
  }

  /// The rail, round, and its posts.
  @inline(__always) private func iron(_ ray: Ray, _ below: Lanes, _ onRail: LaneMask) -> Light {
    let (top, bottom) = (StairScene.rail.lowerBound, StairScene.rail.upperBound)
    let across = (below - top) * (1 / (bottom - top))
    let shine = clamped(1 - magnitude(across - 0.3) * 2.6)
    let rail = Light(house.rail) * ((0.22 + 0.55 * shine + 1.1 * shine * shine * shine * shine) * ray.side)
    let post = Light(house.rail) * (ray.side * 0.17)
    return select(onRail, rail, post)
  }

  /// The board that the treads are let into, with a gilt line.
  @inline(__always) private func string(_ ray: Ray, _ below: Lanes) -> Light {
    let (top, bottom) = (StairScene.string.lowerBound, StairScene.string.upperBound)
    let down = (below - top) * (1 / (bottom - top))
    let gilt = clamped(2 - magnitude(down - 0.22) * 40) + clamped(2 - magnitude(down - 0.86) * 50)
    let shade = (0.92 - 0.5 * down) * (0.6 + 0.4 * ray.side)
    let panel = line(magnitude(down - 0.54) - 0.2, 0.02) + line(fraction(ray.around * (treads * 0.5)) - 0.5, 0.03)
    let carved = panel * clamped((0.22 - magnitude(down - 0.54)) * 60) * clamped(1 - ray.footprint * (treads * 8))
    let colour = mix(Light(house.string) * (1 - 0.35 * carved), Light(house.stripe), clamped(gilt) * 0.8)
    return colour * (shade * 0.8)
  }

  // MARK: What is behind it

  /// The first tread that the ray falls on, or the wall, and how many octaves ahead it is.
  @inline(__always) private func beyond(_ ray: Ray) -> (light: Light, ahead: Lanes) {
    let step = ray.around * treads
    let number = floor(step)
    let toWall = log2(StairScene.wall / ray.radius + 1)
    let offset = (number + 0.5) * (1 / treads)
    let whole = -floor(offset - (ray.toWell + passed) * (1 / fall))
    let ahead = (whole + offset) * fall - passed
    let isTread = ahead .< toWall
    var light = Light.black
    if anyTrue(isTread) { light = tread(ray, ahead, along: step - number, number: number + whole * treads) }
    if anyTrue(.!isTread) { light = select(isTread, light, wall(ray, toWall, below: ahead - toWall)) }
    return (light, Worlds.select(isTread, ahead, toWall))
  }

  /// A tread from the riser above it (along 0) to its own edge (1).
  @inline(__always) private func tread(_ ray: Ray, _ ahead: Lanes, along: Lanes, number: Lanes) -> Light {
    let distance = exp2(ahead) - 1
    let out = (ray.radius * distance - StairScene.well) * (1 / (StairScene.wall - StairScene.well))
    let blur = pixel * distance * (1 / (StairScene.wall - StairScene.well))
    let fromMiddle = magnitude(out - 0.5)
    let sharp = clamped(1 - blur * 18)
    let carpet = clamped((0.3 - fromMiddle) * (0.5 / StairScene.softness) + 0.5)
    let stripes = (line(fromMiddle - 0.262, 0.013) + line(fromMiddle - 0.226, 0.005)) * sharp
    // A diamond on each tread, worn in the middle where people walk.
    let diamond = magnitude(out - 0.5) * 7 + magnitude(along - 0.55) * 2.2
    let motif = (line(diamond - 0.62, 0.08) + clamped((0.2 - diamond) * 12)) * clamped(1 - blur * 24)
    let grain = Noise.value(out * 14 + number * 3.7, along * 4 + number * 5.3, seed: seed) * 0.12
    var colour = mix(Light(house.stone), Light(house.carpet), carpet)
    colour = mix(colour, Light(house.stripe), clamped(stripes * carpet + motif * carpet * 0.3))
    // Each tread lies in the shadow of the one above, and its edge catches the light.
    let shadow = 0.30 + 0.70 * smoothstep(0, 0.8, along)
    let edge = smoothstep(0.91, 0.97, along) * clamped(1 - ray.footprint * (treads * 6))
    let corner = 0.62 + 0.38 * clamped((1 - out) * 6)
    let daylight = atWindow(ray, 26) * (0.16 + 0.84 * out * out) * (0.9 + 0.1 * clouds)
    let shade = shadow * corner * ray.side * (0.74 + grain * sharp) * (1 + 0.45 * edge)
    return colour * shade + colour * house.window * (daylight * (0.55 + 0.45 * shadow) * 0.55)
  }

  private static let softness: Float = 0.002

  @inline(__always) private func line(_ distance: Lanes, _ width: Float) -> Lanes {
    clamped((width - magnitude(distance)) * (0.5 / StairScene.softness) + 0.5)
  }

  /// The wall behind the stair: dado and plaster, and tall windows.
  @inline(__always) private func wall(_ ray: Ray, _ ahead: Lanes, below: Lanes) -> Light {
    // How high above the treads, in octaves: 0 … `fall`.
    let place = (ahead + passed) * (1 / fall) - ray.around
    let height = (1 - fraction(place)) * fall
    let dado = clamped((0.075 - height) * 200)
    let mouldings = clamped(1.6 - magnitude(height - 0.081) * 160) + clamped(1.6 - magnitude(height - 0.016) * 160)
    let near = atWindow(ray, 40)
    let shade = (0.42 + 0.58 * clamped(below * 2.4)) * ray.side * 0.55
    var light = mix(Light(house.plaster), Light(house.dado), dado) * (shade * (1 + 0.5 * clamped(mouldings)))
    light += Light(house.plaster * house.window) * (near * near * (0.10 + 0.02 * clouds))
    // An arched window: aside and up in the same units.
    let aside = magnitude(fraction(ray.around * StairScene.windows) - 0.5) * 0.9
    let up = height - 0.30
    let arch = Worlds.select(up .> 0, root(aside * aside + up * up * 1.2) - 0.125, aside - 0.125)
    let outside = larger(arch, 0.125 - height)
    let frame = clamped((0.024 - outside) * 250)
    let bars = clamped(1.3 - magnitude(aside) * 130) + clamped(1.3 - magnitude(fraction(height * 11) - 0.5) * 11)
    let pane = clamped(-outside * 250)
    let sky = Light(house.window) * ((0.75 + 0.9 * up + 0.08 * clouds) * (1 - 0.9 * clamped(bars)))
    light = mix(light, Light(house.string) * (ray.side * 0.5), frame)
    return mix(light, sky, pane)
  }
}
