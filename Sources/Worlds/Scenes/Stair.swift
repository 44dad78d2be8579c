import Geometry
import Imaging

/// A look down the well of a spiral stair that has no bottom.
///
/// Something at the distance 2^−v from the vanishing point lies u = v − depth octaves ahead and appears at the scale 1 / (2^u − 1). The stair
/// falls by a fixed number of octaves a turn, so it is a helix whose every turn looks like the one before, and what a ray hits is
/// found without marching: it crosses the well's cylinder at one depth and the wall's at another, and between them the first tread.
struct Stair: SceneWorld {
  let grade: Grade
  fileprivate let seed: Seed
  fileprivate let house: House
  /// Treads to the turn, and octaves.
  fileprivate let treads: Int
  fileprivate let fall: Double
  /// 1, or −1 for a stair that winds the other way.
  fileprivate let winding: Double

  init(_ recipe: WorldRecipe) {
    seed = recipe.seed
    house = Stair.houses[seed.at("house").pick(0..<Stair.houses.count)]
    treads = 24 + 2 * seed.at("treads").pick(0..<3)
    fall = 0.72 + 0.08 * seed.at("fall").unit
    winding = seed.at("winding").unit < 0.5 ? 1 : -1
    var grade = Grade()
    grade.bloom = 0.2
    grade.exposure = 1.3
    grade.contrast = 1.12
    grade.vignette = 0.35
    self.grade = grade
  }

  /// What a house is made of, and its light.
  struct House {
    let carpet: Colour
    let stripe: Colour
    let stone: Colour
    let string: Colour
    let rail: Colour
    let plaster: Colour
    let dado: Colour
    let window: Colour
    let bottom: Colour

    fileprivate init(
      carpet: UInt32, stripe: UInt32, stone: UInt32, string: UInt32, rail: UInt32, plaster: UInt32, dado: UInt32,
      window: UInt32, bottom: UInt32
    ) {
      self.carpet = Colour(carpet)
      self.stripe = Colour(stripe)
      self.stone = Colour(stone)
      self.string = Colour(string)
      self.rail = Colour(rail)
      self.plaster = Colour(plaster)
      self.dado = Colour(dado)
      self.window = Colour(window) * 1.5
      self.bottom = Colour(bottom)
    }
  }

  private static let houses = [
    // A theatre, a library, a palace by the sea, a tower at night.
    House(
      carpet: 0x9A2A26, stripe: 0xDCAE54, stone: 0xC8BCA2, string: 0xE4DAC4, rail: 0xB87A3C, plaster: 0x8C8478,
      dado: 0x5C4A3C, window: 0xB4D0F4, bottom: 0xFFD9A0),
    House(
      carpet: 0x1F5A48, stripe: 0xD8B468, stone: 0x8A5E3C, string: 0x5A3822, rail: 0xC89048, plaster: 0xB4A684,
      dado: 0x4A3020, window: 0xFFE8BC, bottom: 0xFFE2AC),
    House(
      carpet: 0x2A4F94, stripe: 0xE8D8A8, stone: 0xDCD8D0, string: 0xF0ECE4, rail: 0xA87A44, plaster: 0x9CB4BC,
      dado: 0xD0CCC0, window: 0xFFF0D0, bottom: 0xFFE8C8),
    House(
      carpet: 0x4E2C5E, stripe: 0xD0A878, stone: 0x8C8496, string: 0x6A6278, rail: 0xD0A060, plaster: 0x565470,
      dado: 0x3A3450, window: 0xFFB868, bottom: 0xFFC890),
  ]

  func scene(_ view: WorldView, _ lens: Lens) -> StairScene { StairScene(self, view, lens) }
}

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

  /// The radii of the well and of the wall, in units of the distance.
  private static let well: Float = 0.30
  private static let wall: Float = 1.05
  /// In octaves from the line of the treads on the well's cylinder, down: the string, the rail above it.
  private static let string: ClosedRange<Float> = -0.026...0.062
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
    // It turns a little as one falls.
    let roll =
      0.11 * lens.depth + 0.008 * PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.04)).sine
      + stair.seed.at("angle").unit
    angle = Float(roll - roll.rounded(.down))
    seed = UInt32(truncatingIfNeeded: stair.seed.at("stone").bits)
    clouds = Float(PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.06)).sine)
  }

  func part(_ tile: Tile) {}

  /// Each pixel is looked at in two places, and where they differ, at an edge, in four.
  func light(_ x: Lanes, _ y: Lanes, _ part: Void, column: Int, row: Int) -> Light {
    let (near, far) = (0.125 * pixel, 0.375 * pixel)
    let (a, b) = (sample(x - near, y - far), sample(x + near, y + far))
    var sum = (a + b) * 0.5
    let edge = magnitude(a.green - b.green) .> sum.green * StairScene.likeness
    if anyTrue(edge) {
      let others = sample(x + far, y - near) + sample(x - far, y + near)
      sum = select(edge, sum * 0.5 + others * 0.25, sum)
    }
    let r2 = x * x + y * y
    // The bottom shines up.
    let glow = 0.5 / (1 + 260 * r2) + 0.10 / (1 + 9 * r2)
    return sum * (0.82 + 0.5 / (1 + 2.2 * r2)) + Light(house.bottom) * glow
  }

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
    let around = fraction(turns(x * winding, y) + angle)
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
    return mix(light, Light(house.bottom * 0.95), haze * haze * 0.9)
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
