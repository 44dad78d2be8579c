/// The corridor that all rooms stand in, in units of the distance ahead: a surface at `side` is seen half way to the edge of the view
/// when it is `2 · side` ahead.
enum Corridor {
  /// Half the width, the floor and the ceiling.
  static let side: Float = 0.95
  static let floor: Float = 0.62
  static let ceiling: Float = 0.95
  /// The thickness of the walls between rooms in octaves.
  static let thickness = 0.045
  /// Beyond so many octaves all is one light.
  static let sight = 8.06
}
