import Geometry

/// The next scene's light on what stands around its opening.
struct RimLight: Sendable {
  /// What the world's own light near the rim turns to, and what is added there and at the very edge.
  private let tint: Colour
  private let air: Colour
  private let edge: Colour

  init(_ opening: Opening) {
    let light = opening.light
    let luminance = 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
    let hue = Colour.mix(light * (1 / (luminance + 0.02)), Colour(1, 1, 1), 0.25)
    tint = hue * (0.6 + 1.5 * luminance.squareRoot())
    air = light * 0.12
    edge = hue * (0.05 + 0.45 * luminance)
  }

  /// The world's light at distances outside the rim, in natural logarithms; `facing` tells how much of a face looks to the rim.
  @inline(__always) func lit(_ light: Light, outside: Lanes, facing: Lanes = .one) -> Light {
    let distance = larger(outside, 0)
    let near = exp2(distance * -3.75)
    let edges = exp2(distance * -20)
    let tinted = mix(light, light * tint + Light(air), near * 0.55)
    // Where the world ends it is in its own shadow.
    let contact = 1 - 0.5 * exp2(distance * -55)
    return (tinted + Light(edge) * (edges * facing)) * contact
  }
}
