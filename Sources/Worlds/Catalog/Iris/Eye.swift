import Geometry
import Imaging

/// What is seen of an eye.
struct Eye {
  private let iris: Iris
  private let form: IrisForm
  private let stroma: Stroma
  private let seed: UInt32

  init(_ iris: Iris) {
    self.iris = iris
    form = iris.form
    stroma = Stroma(iris)
    seed = UInt32(truncatingIfNeeded: iris.seed.at("ball").bits)
  }

  @inline(__always) func light(_ at: EyePlace, _ own: EyeTraits) -> Light {
    // An eye is lost in the dark of the pupil around it.
    let shown = smoothstep(Eye.lost, Eye.clear, at.usual)
    if !anyTrue(shown .> 0) { return .black }
    let lids = Lids(at, own, form)
    let ball = smoothstep(-0.004, 0.035, lids.inside)
    var light = Light.black
    if anyTrue(ball .> 0) { light = self.ball(at, own, lids) * ball }
    if anyTrue(ball .< 1) { light += face(at, own, lids) * (1 - ball) }
    return light * shown
  }

  // Octaves from the edge of the iris: where an eye begins to be lost in the dark, and where it is.
  private static let clear: Float = 0.2
  private static let lost: Float = 0.85

  /// The ball of the eye, and what it mirrors.
  @inline(__always) private func ball(_ at: EyePlace, _ own: EyeTraits, _ lids: Lids) -> Light {
    var light = Light.black
    let pupil = clamped(0.5 + at.outside * (1 / at.texel))
    let limbus = smoothstep(-0.04, 0.05, at.beyond)
    if anyTrue((pupil .> 0) .& (limbus .< 1)) { light = stroma.light(at, own) * (pupil * (1 - limbus)) }
    if anyTrue(limbus .> 0) { light += white(at, own, lids) * limbus }
    // The upper lid and its lashes keep light off.
    let shade = 0.16 + 0.84 * smoothstep(-0.05, 0.62, lids.under)
    light = light * shade
    // Tears stand along the lower lid.
    let tear = exp2(magnitude(lids.inside - 0.045) * -70) * lids.isLower
    light += Light(iris.paint.sky) * (tear * (0.05 + 0.10 * clamped(0.5 - at.x * form.light.x)))
    return light + Light(iris.paint.sky) * gloss(at, lids)
  }

  /// The white, rounded off toward the corners, with fine veins.
  @inline(__always) private func white(_ at: EyePlace, _ own: EyeTraits, _ lids: Lids) -> Light {
    let aside = magnitude(at.x)
    let far = larger(aside - 0.85, 0)
    let round = 1 / (1 + far * far * 3.2)
    let toward = at.x * form.light.x + at.y * form.light.y
    var lit = round * (0.56 + 0.24 * clamped(toward + 0.5, 0, 1.4))
    // The iris lies in a soft hollow.
    lit *= 0.62 + 0.38 * smoothstep(0, 0.3, at.beyond)
    var light = Light(iris.paint.white) * lit
    let weight = clamped(1.5 - at.texel * 22)
    if anyTrue(far .> 0), weight > 0 {
      let (x, y) = (at.x + own.offset, at.y)
      let bend = Noise.value(x * 3.1, y * 3.1, seed: seed &+ 1)
      let vein = Noise.value(x * 2.2 + bend * 0.5, y * 6.5 + bend * 0.9, seed: seed &+ 2)
      let thin = Noise.value(x * 5 - bend * 0.6, y * 13 + bend * 1.4, seed: seed &+ 3)
      let near = smoothstep(0, 0.55, far)
      let red =
        clamped(1 - magnitude(vein) * 14) * 0.42 + clamped(1 - magnitude(thin) * 9) * 0.22
      let flush = clamped((red + 0.10) * near * weight)
      light = mix(light, light * Colour(1.0, 0.42, 0.36), flush)
    }
    return light
  }

  /// A window, mirrored small and bent by the ball.
  @inline(__always) private func gloss(_ at: EyePlace, _ lids: Lids) -> Lanes {
    let (px, py) = (at.x - form.light.x * 0.36, at.y + 0.40)
    if !anyTrue((magnitude(px) .< 0.3) .& (magnitude(py) .< 0.3)) { return .zero }
    let lean = px * (form.light.x < 0 ? 1 : -1)
    let x = px + py * (0.10 * form.light.x) + py * py * (0.9 * form.light.x)
    let y = py - lean * 0.10 - px * px * 0.8
    // Rounded corners.
    let (dx, dy) = (larger(magnitude(x) - 0.075, 0), larger(magnitude(y) - 0.105, 0))
    let blur = at.texel * at.radius + 0.010
    let pane = clamped(0.5 - (root(dx * dx + dy * dy) - 0.022) * (1 / blur))
    let bar = smaller(magnitude(x + 0.004), form.cross > 0 ? magnitude(y - 0.012) : magnitude(x) + 1)
    let open = clamped(0.5 + (bar - 0.0085) * (1 / blur))
    let cloud = Noise.value(x * 9 + at.y * 2, y * 14, seed: seed &+ 9)
    let sky = 0.34 + 0.78 * smoothstep(0.12, -0.12, y) + 0.2 * cloud
    return pane * (0.12 + 0.88 * open) * sky * 0.9 * smoothstep(-0.02, 0.2, lids.under)
  }

  /// Skin about the eye, in little light, and lashes.
  @inline(__always) private func face(_ at: EyePlace, _ own: EyeTraits, _ lids: Lids) -> Light {
    let away = larger(-lids.inside, 0)
    let toward = at.x * form.light.x + at.y * form.light.y
    let (u, v) = (lids.along * 9 + own.offset, away * 16)
    let weight = clamped(1.5 - at.texel * 14)
    let crease = Noise.value(u * 0.7 + v * 0.25, v * 1.1, seed: seed &+ 5)
    let pore = Noise.value(u * 5, v * 3.4, seed: seed &+ 6)
    let texture = 1 + (0.30 * crease + 0.22 * pore) * weight
    // The lid's own edge is wet; beyond it, it rounds off into the fold.
    let edge = exp2((away - 0.022) * (away - 0.022) * -3000)
    let fold = exp2((away - 0.34) * (away - 0.34) * -240) * (1 - lids.isLower)
    let round = 1 / (1 + away * away * 6)
    var lit = (0.15 + 0.12 * clamped(toward + 0.4, 0, 1.6)) * round * texture * (1 - 0.75 * fold)
    lit += edge * (0.09 + 0.20 * lids.isLower)
    let light = Light(iris.paint.skin) * lit
    return light * (1 - 0.93 * lashes(at, own, lids, away))
  }

  /// How much of eight places lashes cover: they stand on the edges of the lids and lean outward.
  @inline(__always)
  private func lashes(_ at: EyePlace, _ own: EyeTraits, _ lids: Lids, _ away: Lanes) -> Lanes {
    let weight = clamped(1.5 - at.texel * 12)
    guard weight > 0, anyTrue(away .< 0.62) else { return .zero }
    let soft = at.texel * at.radius * 1.2 + 0.003
    @inline(__always) func row(_ spacing: Float, _ length: Lanes, _ bow: Float, _ salt: UInt32) -> Lanes {
      let t = away / length
      let foot = lids.along - lids.along * (away * bow) * (0.35 + t * 0.8)
      // In tufts.
      let wave = sine(turns: foot * 2.3 + own.first) * 0.018
      let place = foot + wave * smoothstep(0.05, 0.7, t)
      let cell = floor(place * (1 / spacing))
      let hash = Noise.hash(wholeBits(cell), LaneBits(repeating: salt), seed &+ 11)
      let middle = (cell + 0.5 + 0.2 * Noise.first(hash)) * spacing
      let lean = Noise.second(hash) * 0.14 * away * (1 - t * 0.4)
      let part = t * (1.25 + 0.55 * Noise.third(hash))
      let width = (0.0062 + 0.0022 * Noise.third(Noise.mixed(hash))) * clamped(1 - part * part)
      let cover = clamped((width - magnitude(place - middle - lean)) * (1 / soft) + 0.35)
      return cover * smoothstep(1.0, 0.75, part) * smoothstep(0.028, 0.045, away)
    }
    let ends = smoothstep(1.75, 1.3, magnitude(lids.along))
    let length = (0.34 + 0.30 * ends) * (1 - 0.62 * lids.isLower)
    let back = row(0.043, length * 0.8, 0.9, 1)
    let front = row(0.067, length, 1.3, 2)
    return (larger(back, front) * (1 - 0.55 * lids.isLower)) * ends * weight
  }
}

/// How the lids lie over an eye, in radii of its iris.
struct Lids {
  /// How far inside them; negative outside.
  let inside: Lanes
  /// How far below the upper lid.
  let under: Lanes
  /// Along the lids, from the middle.
  let along: Lanes
  /// 1 where the lower lid is nearer.
  let isLower: Lanes

  @inline(__always) init(_ at: EyePlace, _ own: EyeTraits, _ form: IrisForm) {
    let across = at.y - at.x * form.slant
    let aside = at.x + 0.10 * form.light.x + 0.05 * own.third
    let wide = aside * aside * (1 / (1.74 * 1.74))
    // The upper lid is arched, the lower one flatter; they meet in the corners.
    let upper = (0.91 * form.lids) * (1 - wide) * (1 - 0.13 * wide) - 0.03 * aside * form.light.x
    let lower = (0.93 * form.lids) * (1 - wide) * (1 + 0.16 * wide)
    (under, along) = (across + upper, aside)
    let over = lower - across
    // So far from a curve that runs at a slope.
    let steep = reciprocalRoot(1 + aside * aside * 0.36)
    inside = smaller(under, over) * steep
    isLower = only(over .< under, .one)
  }
}
