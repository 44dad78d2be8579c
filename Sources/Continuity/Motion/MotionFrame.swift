import Geometry
import Imaging

/// A picture prepared for measuring its motion: band-passed at full size, half, quarter and so on, with the points to follow.
package final class MotionFrame: Sendable {
  package let size: CanvasSize
  /// The first is the picture itself, the last at least `MotionFrame.leastSide` wide and high (if there is more than one).
  let levels: [MotionLevel]

  private static let leastSide = 16
  /// So many points of a level are followed; more of them average more noise away.
  private static let mostPoints = 40_000

  package init(_ image: GreyImage) {
    size = image.size
    var images = [FloatImage(image)]
    while let last = images.last, min(last.width, last.height) >= 2 { images.append(last.halved()) }
    let count = max(1, images.prefix { min($0.width, $0.height) >= MotionFrame.leastSide }.count)
    levels = (0..<count).map {
      MotionLevel(images, number: $0, mostPoints: MotionFrame.mostPoints)
    }
  }
}
