import Geometry
import Imaging

/// A built-in procedural scene, drawable at any depth and time.
///
/// The world lies around the origin of its own plane and goes on for ever inward; at depth 0 it fills the canvas as its first
/// picture. It is also drawable at negative depth, where it is seen from further away.
package protocol World: Sendable {
  /// Draws rows of the image: linear light, ungraded. Called for many bands of rows at once.
  func draw(_ view: WorldView, into image: RGBImage, rows: Range<Int>)

  /// Draws a part of some rows; pixels outside `columns` may be drawn too. Worlds that cannot draw less than a row need not have it.
  func draw(_ view: WorldView, into image: RGBImage, rows: Range<Int>, columns: Range<Int>)

  /// What turns its light into a finished picture.
  var grade: Grade { get }
}

extension World {
  package func draw(_ view: WorldView, into image: RGBImage, rows: Range<Int>, columns: Range<Int>) {
    draw(view, into: image, rows: rows)
  }
}

/// From where and when a world is looked at.
package struct WorldView: Sendable {
  package let size: CanvasSize
  /// Octaves beyond the world's first picture.
  package let depth: Double
  /// By how much the world is seen turned about its origin, clockwise, in turns.
  package let turns: Double
  /// Where on the canvas (plane units) the world's origin stands.
  package let focus: Point
  package let time: WorldTime

  package init(size: CanvasSize, depth: Double, turns: Double = 0, focus: Point = .zero, time: WorldTime) {
    self.size = size
    self.depth = depth
    self.turns = turns
    self.focus = focus
    self.time = time
  }
}

/// A moment in a world: in a loop every motion has a whole number of cycles.
package struct WorldTime: Hashable, Sendable {
  /// Frames since the start of the shot, and a fraction 0 ..< 1 of one.
  package let frame: Int
  package let fraction: Double
  package let framesPerSecond: Rational
  /// Frames in the loop; nil when the shot does not loop.
  package let loopFrames: Int?

  package init(frame: Int, fraction: Double = 0, framesPerSecond: Rational, loopFrames: Int? = nil) {
    self.frame = frame
    self.fraction = fraction
    self.framesPerSecond = framesPerSecond
    self.loopFrames = loopFrames
  }

  /// How far a steady motion has gone, in turns 0 ..< 1. In a loop the rate is moved to the nearest whole number of cycles per loop,
  /// so that frame n and frame n + loopFrames see exactly the same; but what moves goes round at least once.
  package func cycles(perSecond rate: Double) -> Double {
    if let loopFrames {
      let nearest = (rate * Double(loopFrames) / framesPerSecond.value).rounded()
      let cycles = nearest == 0 && rate != 0 ? (rate < 0 ? -1 : 1) : nearest
      let turn = (Double(floorMod(frame, loopFrames)) + fraction) * cycles / Double(loopFrames)
      return turn - turn.rounded(.down)
    }
    let turn = (Double(frame) + fraction) / framesPerSecond.value * rate
    return turn - turn.rounded(.down)
  }
}

private func floorMod(_ a: Int, _ b: Int) -> Int { (a % b + b) % b }

/// How light becomes a finished picture.
package struct Grade: Sendable {
  package var bloom: Float = 0.12
  package var streaks: Float = 0
  package var exposure: Float = 1
  package var contrast: Float = 1
  package var vignette: Float = 0.35
  package var grain: Float = 0.01

  package init() {}
}
