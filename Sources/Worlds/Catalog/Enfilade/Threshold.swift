import Geometry

/// The door onto the next scene.
///
/// It stands a fixed way ahead of the place where the next scene fills the canvas, so far that its rim keeps within what the next scene
/// can show until all of it has left the canvas.
enum Threshold {
  static let halfWidth: Float = 0.46
  static let height: Float = 0.60

  /// When the rim is farther than this everywhere, it has left the canvas.
  private static let gone = 2.5
  /// The nearest and farthest points of the door's edge from the line of sight: its sides, and its lower corners (or its upper ones).
  private static let nearest = Double(min(halfWidth, min(height, Corridor.floor)))
  private static let farthest =
    (Double(halfWidth * halfWidth) + Double(max(height, Corridor.floor) * max(height, Corridor.floor))).squareRoot()

  /// How many octaves beyond the camera the back of the door's wall stands when the next scene fills the canvas.
  static func lead(reach: Double) -> Double {
    PortableMath.log2(1 + Double(Corridor.scale) * nearest / gone)
      + PortableMath.log2(gone * farthest / (nearest * reach))
  }

  /// A point of the edge at ρ is seen at ρ / (2^u − 1) when it is u octaves ahead.
  static let rim: Rim = { ahead, reach in
    let most = reach * PortableMath.exp2(-ahead)
    let distance = Corridor.distance(ahead + lead(reach: reach))
    guard distance > 0 else { return most...most }
    // Before the world's first picture the view is a photograph of it, a little larger.
    return min(most, nearest / distance)...min(most, farthest / distance * (1 + 0.025 * min(max(0, ahead), 4)))
  }
}
