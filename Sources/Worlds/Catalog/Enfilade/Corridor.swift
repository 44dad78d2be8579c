import Geometry

/// The corridor that all rooms stand in. What is as far aside as it is ahead is seen one plane unit from the middle.
enum Corridor {
  /// The camera's distance from the vanishing point is one part in so many of the corridor's unit. In a large corridor what passes the
  /// camera goes by not much faster than what is far.
  static let scale: Float = 2.5
  /// Half the width, the floor and the ceiling.
  static let side: Float = 0.80
  static let floor: Float = 0.62
  static let ceiling: Float = 0.88
  /// The thickness of the walls between rooms in octaves.
  static let thickness = 0.045
  /// Beyond so many octaves all is one light.
  static let sight = 8.06

  /// How far ahead something is that is so many octaves ahead.
  static func distance(_ octaves: Double) -> Double { (PortableMath.exp2(octaves) - 1) / Double(scale) }
}
