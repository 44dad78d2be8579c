import Geometry

/// The sky at nightfall, far mountains, and the lake that mirrors them.
struct Lake: Sendable {
  private let hour: Nightfall
  private let shape: Lanterns.Shape
  private let mist: Float
  private let crests: [Crest]
  private let memory: CrestMemory
  private let seed: UInt32
  private let pixel: Float
  private let drift: Float
  private let twinkle: Float
  /// Where the ripples are: whole and fractional part of octaves flown.
  private let cells: (UInt32, UInt32)
  private let fractions: (Float, Float)

  init(_ world: Lanterns, _ view: WorldView, _ lens: Lens) {
    (hour, shape, mist) = (world.hour, world.shape, world.mist)
    seed = UInt32(truncatingIfNeeded: world.seed.at("lake").bits)
    pixel = lens.pixel
    drift = Float(0.4 * PortableMath.sineAndCosine(turns: view.time.cycles(perSecond: 0.02)).sine)
    twinkle = Float(view.time.cycles(perSecond: 0.25))
    let memory = CrestMemory()
    self.memory = memory
    let (peaks, pixel, seed) = (world.shape.peaks, lens.pixel, seed)
    crests = (0..<3).map { row in
      Crest(lens, in: memory) { x in Lake.crest(x, row, peaks, pixel, seed &+ UInt32(40 + 10 * row)) }
    }
    func place(_ frequency: Double) -> (UInt32, Float) {
      let place = lens.depth * frequency
      return (UInt32(truncatingIfNeeded: Int(place.rounded(.down))), Float(place - place.rounded(.down)))
    }
    let (a, b) = (place(Double(Lake.ripples.0)), place(Double(Lake.ripples.1)))
    cells = (a.0, b.0)
    fractions = (a.1, b.1)
  }

  private static let ripples: (Float, Float) = (7, 17)

  /// The height of a row of mountains, downward; the last is the nearest.
  @inline(__always)
  private static func crest(_ x: Lanes, _ row: Int, _ peaks: Float, _ pixel: Float, _ seed: UInt32) -> Lanes {
    let base: Float = [0.135, 0.075, 0.022][row]
    let rise: Float = [0.17, 0.13, 0.075][row]
    let broad = Noise.value(x * ([0.8, 1.0, 1.3][row]) + 7.3, seed: seed)
    var sum = broad * 0.9
    var (frequency, gain): (Float, Float) = (2.1, 0.34)
    for octave in 1..<7 {
      let weight = clamped((0.5 - pixel * frequency) * 4)
      if weight <= 0 { break }
      let noise = Noise.value(x * frequency + Float(octave) * 5.1, seed: seed &+ UInt32(octave))
      sum += (octave < 4 ? 0.30 - 1.3 * magnitude(noise) : noise) * (gain * weight)
      gain *= 0.5
      frequency *= 2.1
    }
    // Low in the middle, where the way leads.
    let valley = 0.35 + 0.65 * smoothstep(0.0, 1.1, magnitude(x))
    return -larger((base + sum * rise) * valley * peaks, row == 2 ? -0.02 : 0.012)
  }

  /// Sky and mountains at eight places above the horizon.
  @inline(__always) func above(_ x: Lanes, _ y: Lanes, blur: Lanes, glint: Lanes, cloud: Lanes?) -> Light {
    let up = larger(-y, 0)
    let low = exp2(up * -5.2)
    let high = exp2(up * -1.5)
    var sky = mix(Light(hour.zenith), Light(hour.middle), high)
    sky = mix(sky, Light(hour.horizon), low * 0.85)
    let aside = x - shape.glow
    let last = exp2((aside * aside * 1.3 + up * up * 9) * -1.44)
    sky += Light(hour.glow) * (last * 0.42)
    // The moon and its light in the haze.
    let (mx, my) = (x - shape.moon.x, y - shape.moon.y)
    let m2 = mx * mx + my * my
    let r = shape.moon.radius
    let disc = smoothstep(r + 0.003, r - 0.003, root(m2))
    sky += Light(hour.moon) * (0.05 / (0.06 + m2 * 2.2) * 0.16)
    if let cloud {
      let veil = clamped(cloud * 0.8 + 0.1) * smoothstep(0.02, 0.25, up) * smoothstep(1.1, 0.3, up)
      sky = mix(sky, Light(Colour.mix(hour.horizon, hour.glow, 0.3)), veil * 0.24)
      sky += stars(x, y) * (smoothstep(0.15, 0.6, up) * (1 - veil))
      if anyTrue(disc .> 0) {
        let seas = Noise.value(mx * 16, my * 16, seed: seed &+ 3)
        sky = mix(sky, Light(hour.moon) * (1.2 + 0.34 * seas), disc * (1 - 0.5 * veil))
      }
    } else {
      // Drawn out to a path of light.
      let path = exp2(mx * mx * (-1.2 / (r * r)) - my * my * (0.055 / (r * r)))
      sky += Light(hour.moon) * (path * glint * 0.5)
    }
    // Rows of mountains, each deeper in the haze than the one before it; mist lies at their feet.
    let air = mix(Light(hour.horizon), Light(hour.glow), last * 0.6)
    for row in 0..<3 {
      if !anyTrue(y .> (crests[row].top - 0.01)) { continue }
      let crest = crests[row].at(x)
      let under = y - crest.height
      let cover = clamped(under * reciprocalRoot(1 + crest.slope * crest.slope) / blur + 0.5)
      if !anyTrue(cover .> 0) { continue }
      let haze: Float = [0.62, 0.36, 0.12][row]
      let foot = exp2(up * ([-16, -20, -30][row])) * (0.55 * mist)
      let body = mix(Light(hour.mountain), air * 0.75, clamped(foot + haze * min(1, 0.6 + 0.4 * mist)))
      sky = mix(sky, body, cover)
    }
    return sky
  }

  /// How thick clouds are, drawn out along the horizon.
  @inline(__always) func clouds(_ x: Lanes, _ y: Lanes) -> Lanes {
    let wide = Noise.value(x * 1.3 + drift, y * 7 - x * 0.5, seed: seed &+ 1)
    return wide + 0.5 * Noise.value(x * 2.9 + drift * 1.6, y * 15 - x * 1.1, seed: seed &+ 2)
  }

  @inline(__always) private func stars(_ x: Lanes, _ y: Lanes) -> Light {
    let (u, v) = (x * 9, y * 9)
    let (cu, cv) = (floor(u), floor(v))
    let hash = Noise.hash(wholeBits(cu), wholeBits(cv), seed &+ 9)
    let (dx, dy) = (u - cu - 0.5 - 0.35 * Noise.first(hash), v - cv - 0.5 - 0.35 * Noise.second(hash))
    let magnitude = Noise.unit(Noise.mixed(hash))
    let m2 = magnitude * magnitude
    let bright = m2 * m2 * m2 * (0.75 + 0.25 * sine(turns: Noise.unit(Noise.mixed(hash &+ 5)) + twinkle))
    let width = max(0.010, 9 * pixel * 0.9)
    let spot = exp2((dx * dx + dy * dy) * (-1.44 / (width * width)))
    return Light(Colour(1, 0.95, 0.9)) * (spot * bright * 0.9)
  }

  /// How ripples move what the water mirrors, at eight places below the horizon.
  @inline(__always) func ripple(_ x: Lanes, _ y: Lanes) -> (x: Lanes, y: Lanes) {
    let below = larger(y, 0.004)
    let inverse = Float(LanternSwarm.water) / below
    let octave = log2(1 + inverse)
    let across = x * inverse
    @inline(__always) func wave(_ frequency: Float, _ wide: Float, _ cell: UInt32, _ start: Float, _ salt: UInt32)
      -> Lanes
    {
      // Ripples that are narrower than pixels mirror evenly.
      let footprint = frequency * pixel * inverse / below * (1.44 / Float(LanternSwarm.water))
      let seen = clamped(1.5 - footprint * 2.2)
      if !anyTrue(seen .> 0) { return .zero }
      let place = across * wide + drift * 0.6
      return Noise.value(
        around: 4096, turns: place * (1 / 4096), octave * frequency + start, cell: cell, seed: seed &+ salt) * seen
    }
    let long = wave(Lake.ripples.0, 1.1, cells.0, fractions.0, 20)
    let short = wave(Lake.ripples.1, 3.0, cells.1, fractions.1, 21)
    return ((long * 0.035 + short * 0.05) * below, (long * 0.16 + short * 0.20) * below)
  }

  /// What the water shows at eight places, of what it mirrors.
  @inline(__always) func below(_ x: Lanes, _ y: Lanes, _ ripple: (x: Lanes, y: Lanes)) -> Light {
    let mirrored = larger(y + ripple.y, 0)
    let far = 1 - clamped(y)
    let share = 0.36 + 0.46 * far * far * far
    let glint = clamped(0.4 + ripple.y * (7 / larger(y, 0.05)), 0, 2.2)
    let sky = above(x + ripple.x, -mirrored * 0.92, blur: 0.004 + y * 0.02, glint: glint, cloud: nil)
    let mist = exp2(y * -22) * (0.30 * self.mist)
    let light = sky * share + Light(hour.water) * (1 - share)
    return mix(light, Light(Colour.mix(hour.horizon, hour.glow, 0.35)) * 0.9, mist)
  }
}
