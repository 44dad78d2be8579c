import Geometry

/// The light at eight places of the world's view, and what clouds make of it.
struct CloudLight {
  private let squared: Lanes
  /// The sky without the sun's disc.
  private let sky: Light
  private let weather: Weather
  private let toSunX: Lanes
  private let toSunY: Lanes
  /// How near the sun is, 0 … 1.
  private let near: Lanes

  @inline(__always) init(_ x: Lanes, _ y: Lanes, _ weather: Weather, _ mouth: Mouth) {
    self.weather = weather
    squared = x * x + y * y
    let inverse = 1 / (root(squared) + 0.401)
    (toSunX, toSunY) = (-x * inverse, -y * inverse - 0.75)
    var near = 1 / (1 + 5 * squared)
    // The horizon's light reaches far to both sides, and is lost upward.
    let rise = larger(-y, 0)
    let high = mix(Light(weather.zenith), Light(weather.middle), exp2(rise * rise * -2.2))
    var sky = mix(high, Light(weather.horizon), exp2(rise * -4.2 - x * x * 0.1))
    sky += Light(weather.sun) * (near * near * 0.22)
    if mouth.isSeen {
      let close = mouth.nearness(x, y)
      sky += Light(mouth.light) * (close * close * 0.25)
      near = larger(near, close * close * 0.8)
    }
    (self.near, self.sky) = (near, sky)
  }

  /// Cards, nearest first: their light, and what clouds leave of the view.
  @inline(__always)
  func draw(_ cards: ArraySlice<CloudCard>, _ x: Lanes, _ y: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    cards.withUnsafeBufferPointer { cards in
      for card in cards {
        if !anyTrue(left .> 0.01) { break }
        guard let shape = card.shape(x, y, left) else { continue }
        add(colour(shape), shape.cover, haze: card.haze, &sum, &left)
      }
    }
  }

  /// The same for the cloud in which the opening is, so far outside its rim.
  @inline(__always)
  func draw(_ well: CloudWell, _ x: Lanes, _ y: Lanes, outside: Lanes, _ sum: inout Light, _ left: inout Lanes) {
    guard anyTrue(left .> 0.01), let shape = well.shape(x, y, outside: outside) else { return }
    let own = colour(shape.cloud)
    let lit = mix(own * 0.36 + Light(weather.shade) * 0.22, own, shape.lit)
    add(lit, shape.cloud.cover, haze: well.haze, &sum, &left)
  }

  /// The sky that is left.
  @inline(__always) func drawSky(_ sum: inout Light, _ left: Lanes) {
    if anyTrue(left .> 0) { sum += (sky + Light(weather.sun) * (0.5 / (1 + 70 * squared))) * left }
  }

  @inline(__always)
  private func add(_ colour: Light, _ cover: Lanes, haze: Float, _ sum: inout Light, _ left: inout Lanes) {
    let weight = left * cover
    sum += mix(colour, sky, Lanes(repeating: haze)) * weight
    left -= weight
  }

  @inline(__always) private func colour(_ shape: CloudShape) -> Light {
    // Where vapour is thin the sun comes through.
    let through = exp2(larger(shape.height, 0) * -8)
    let fine = (shape.height - shape.form) * 2.4
    let hollow = (shape.form - shape.base * 1.1) * 0.9
    let sunk = clamped(1 - shape.base * 0.8)
    let facing = clamped(lit(shape) + fine + hollow + shape.patch * 0.35)
    let brightness = clamped(facing * (0.15 + 0.85 * sunk) + 0.25 * through)
    var colour = mix(Light(weather.shade), Light(weather.lit), brightness)
    colour = mix(colour, Light(weather.mist), smoothstep(0.15, 1.1, shape.base) * 0.5) * (0.50 + 0.6 * near)
    colour += Light(weather.sun) * (through * (0.2 + 1.1 * near) + facing * near * 0.16)
    return colour
  }

  /// How much a billow's face looks to the sun, 0 … 1.
  @inline(__always) private func lit(_ shape: CloudShape) -> Lanes {
    let dy = shape.dy + 0.5
    let steepness = reciprocalRoot(shape.dx * shape.dx + dy * dy + 4)
    return clamped(0.28 - 0.55 * (shape.dx * toSunX + dy * toSunY) * steepness)
  }
}
