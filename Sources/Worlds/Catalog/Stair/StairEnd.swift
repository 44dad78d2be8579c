import Geometry

/// Where the stair ends above the next scene: the bottom of the well, bordered by the stair's own last turn.
///
/// The edge is the lower edge of the board that the treads are let into. Along the last turn it winds outward from the end of the stair, and
/// after that turn a last step leads back in.
struct StairEnd {
  /// The place of the end, in octaves ahead of the camera, and the angle of it in turns of the stair, 0 ..< 1.
  let ahead: Double
  let angle: Float
  let light: Colour

  /// When the outer end of the edge is farther than this, it has left the canvas.
  private static let gone = 2.5

  /// How many octaves beyond the camera the outer end of the edge is when the next scene fills the canvas: so far that it has left the canvas
  /// before the next scene would have to show more than it has.
  static func lead(reach: Double) -> Double {
    PortableMath.log2(1 + Double(StairMoment.well) / gone) + max(0.1, PortableMath.log2(gone / reach))
  }

  /// The edge is on the well's cylinder, from a whole turn ahead to its outer end.
  static let rim: Rim = { ahead, reach in
    let most = reach * PortableMath.exp2(-ahead)
    let well = Double(StairMoment.well)
    func seen(_ octaves: Double) -> Double { octaves > 0 ? well / (PortableMath.exp2(octaves) - 1) : .infinity }
    let near = ahead + lead(reach: reach)
    let far = near + Stair.falls.upperBound + tread
    // Before the world's first picture the view is a photograph of it, a little larger.
    return min(most, seen(far))...min(most, seen(near) * (1 + 0.025 * min(max(0, ahead), 4)))
  }

  /// The stair ends with a whole tread; the longest, in octaves.
  private static let tread = 0.04

  init?(_ stair: Stair, _ view: WorldView, _ lens: Lens) {
    guard let opening = lens.opening else { return nil }
    let outer = view.depth + opening.ahead + StairEnd.lead(reach: opening.reach)
    let treads = ((outer + stair.fall - Double(StairMoment.string.upperBound)) * Double(stair.treads) / stair.fall)
      .rounded(.up)
    let place = treads * stair.fall / Double(stair.treads)
    ahead = place - lens.depth
    let turns = treads / Double(stair.treads)
    angle = Float(turns - turns.rounded(.down))
    light = opening.light
  }
}
