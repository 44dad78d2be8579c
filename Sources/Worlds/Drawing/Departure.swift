import Geometry

/// How a world is left through its opening: as the opening grows, the flight slows down, and what is near no longer rushes past but grows
/// with the opening, as the picture of the next scene does. So both move alike when one takes the other's place.
///
/// The camera's flight goes on at the zoom's own pace until 2.4 octaves before the next scene fills the canvas, and at three tenths of it
/// from 0.4 octaves before. Between the two it slows down evenly.
package struct Departure {
  /// Octaves of flight that are left until the camera would be where the next scene fills the canvas.
  package let left: Double

  /// - Parameter ahead: octaves of the zoom until the next scene fills the canvas.
  package init(ahead: Double) {
    let (start, end) = (Departure.start, Departure.end)
    if ahead >= start {
      left = ahead
    } else if ahead <= end {
      left = end + (1 - Departure.pace) * (start - end) / 2 + Departure.pace * (ahead - end)
    } else {
      let gone = start - ahead
      left = ahead + (1 - Departure.pace) * gone * gone / (2 * (start - end))
    }
  }

  private static let start = 2.4
  private static let end = 0.4
  /// Octaves of flight for each octave of the zoom, in the end.
  private static let pace = 0.3

  /// How far a rim is on the canvas, from how far it is when everything is flown.
  static func rim(_ flown: @escaping Rim) -> Rim {
    { ahead, reach in
      let left = Departure(ahead: ahead).left
      let (range, scale) = (flown(left, reach), PortableMath.exp2(left - ahead))
      return range.lowerBound * scale...range.upperBound * scale
    }
  }
}
