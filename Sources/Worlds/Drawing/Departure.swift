import Geometry

/// How a world is left through its opening: as the opening grows, the flight slows down, and what is near no longer rushes past but grows
/// with the opening, as the picture of the next scene does. So both move alike when one takes the other's place. Then the flight goes on, so
/// that what is left of the world leaves the canvas.
package struct Departure {
  /// Octaves of flight that are left until the camera would be where the next scene fills the canvas.
  package let left: Double

  /// - Parameter ahead: octaves of the zoom until the next scene fills the canvas.
  package init(ahead: Double) {
    var left = max(ahead, Departure.stops[0].ahead)
    for (from, to) in zip(Departure.stops, Departure.stops.dropFirst()) {
      // The pace changes evenly from one stop to the next.
      let length = from.ahead - to.ahead
      let gone = min(max(from.ahead - ahead, 0), length)
      left -= gone * (from.pace + (to.pace - from.pace) * gone / length / 2)
    }
    let last = Departure.stops[Departure.stops.count - 1]
    self.left = left - max(0, last.ahead - ahead) * last.pace
  }

  /// Octaves of flight for each octave of the zoom, from so far ahead on.
  private static let stops: [(ahead: Double, pace: Double)] = [(2.4, 1), (0.4, 0.3), (-0.3, 0.3), (-1.1, 1)]

  /// How far a rim is on the canvas, from how far it is when everything is flown.
  static func rim(_ flown: @escaping Rim) -> Rim {
    { ahead, reach in
      // Beyond these nothing is seen of it.
      let (ahead, reach) = (min(max(ahead, -500), 500), min(max(reach, 0), 0x1p100))
      let left = Departure(ahead: ahead).left
      let (range, scale) = (flown(left, reach), PortableMath.exp2(left - ahead))
      return range.lowerBound * scale...range.upperBound * scale
    }
  }
}
