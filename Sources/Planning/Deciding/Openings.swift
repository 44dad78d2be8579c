import Geometry
import Worlds

/// How wide a world may open onto the next scene by a piece of its own structure.
enum Openings {
  /// An opening is no smaller than this.
  private static let least = 0.01

  /// How far the rim is at most from the vanishing point of the inner scene when that fills the canvas.
  ///
  /// A world has something to show wherever one looks, so its rim is on its way out of the canvas when it fills it. A take ends at its
  /// border, and the rim stays within it.
  static func reach(around inner: PictureFit?, vanishingPoint: Point, canvas: CanvasSize) -> Double {
    guard let half = inner?.half else { return max(least, 0.85 * canvas.corners[0].length) }
    return max(least, 0.98 * min(half.x - abs(vanishingPoint.x), half.y - abs(vanishingPoint.y)))
  }

  /// Octaves beyond an inner world filling the canvas until nothing is seen of the world around it, to a sixteenth.
  static func octavesBeyond(_ outer: WorldCatalog.Entry, vanishingPoint: Point, canvas: CanvasSize) -> Double {
    let reach = reach(around: nil, vanishingPoint: vanishingPoint, canvas: canvas)
    let farthest = canvas.corners.map { ($0 - vanishingPoint).length }.max()! + 2 * canvas.pixel
    return (1...farthestBeyond * 16).lazy.map { Double($0) / 16 }
      .first { outer.rim(-$0, reach).lowerBound > farthest } ?? Double(farthestBeyond)
  }

  private static let farthestBeyond = 3
}
