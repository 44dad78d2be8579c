import Geometry

/// Where a world opens onto the next scene: a piece of its own structure around the vanishing point, opaque, with the next
/// scene's light on its rim.
package struct Opening: Sendable {
  /// Octaves until the next scene fills the canvas; negative after that.
  package let ahead: Double
  /// When the next scene fills the canvas the rim is at most so far from the vanishing point, in plane units. Beyond it the
  /// next scene has nothing to show.
  package let reach: Double
  /// The next scene's mean light, linear BT.709.
  let light: Colour

  package init(ahead: Double, reach: Double, light: (red: Float, green: Float, blue: Float)) {
    self.ahead = ahead
    self.reach = reach
    self.light = Colour(light.red, light.green, light.blue)
  }
}

/// How far the rim of an opening is from the vanishing point, nearest and farthest, in plane units on the canvas, when the
/// next scene fills the canvas in so many octaves. Never more than `reach · 2^−ahead`, and never less than an octave-
/// independent part of that until the rim leaves; but 0 as long as a veil of light lies over all of the next scene.
package typealias Rim = @Sendable (_ ahead: Double, _ reach: Double) -> ClosedRange<Double>
