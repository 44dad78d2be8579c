import Geometry
import Imaging

/// A built-in procedural scene, drawable at any depth and time.
///
/// The world lies around the origin of its own plane and goes on for ever inward; at depth 0 it fills the canvas as its first
/// picture. It is also drawable at negative depth, where it is seen from further away.
package protocol World: Sendable {
  /// What turns its light into a finished picture.
  var grade: Grade { get }

  /// What its pictures take over from the picture that it begins on; nil if nothing.
  var shapes: LargeShapes? { get }

  /// What draws any part of one view, in linear light, ungraded; made once, used for all parts, by many threads at once.
  func brush(for view: WorldView, cores: Cores) -> Brush

  /// The same for no more than a region of the canvas.
  func brush(for view: WorldView, region: CanvasRegion, cores: Cores) -> Brush

  /// Drops what the world keeps to draw its next view faster. Changes speed, never a pixel.
  func forget()
}

extension World {
  package var shapes: LargeShapes? { nil }

  package func forget() {}

  package func brush(for view: WorldView, region: CanvasRegion, cores: Cores) -> Brush {
    brush(for: view, cores: cores)
  }

  /// Draws rows of the image: linear light, ungraded.
  package func draw(_ view: WorldView, into image: RGBImage, rows: Range<Int>) {
    brush(for: view, cores: Cores(1))(LightRows(image), rows, 0..<view.size.width)
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
  /// Where the next scene is seen, if one is.
  package let opening: Opening?

  package init(
    size: CanvasSize, depth: Double, turns: Double = 0, focus: Point = .zero, time: WorldTime, opening: Opening? = nil
  ) {
    self.size = size
    self.depth = depth
    self.turns = turns
    self.focus = focus
    self.time = time
    self.opening = opening
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
  /// How many times as fast as usual the world moves.
  package var motion = 1.0

  package init(frame: Int, fraction: Double = 0, framesPerSecond: Rational, loopFrames: Int? = nil) {
    self.frame = frame
    self.fraction = fraction
    self.framesPerSecond = framesPerSecond
    self.loopFrames = loopFrames
  }

  /// How far a steady motion has gone, in turns 0 ..< 1. In a loop the rate is moved to the nearest whole number of cycles per loop,
  /// so that frame n and frame n + loopFrames see exactly the same; but what moves goes round at least once.
  package func cycles(perSecond usualRate: Double) -> Double {
    let rate = usualRate * motion
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

/// How light becomes a finished picture.
package struct Grade: Sendable {
  package var bloom: Float = 0.12
  package var streaks: Float = 0
  package var exposure: Float = 1
  package var contrast: Float = 1
  package var vignette: Float = 0.35
  package var grain: Float = 0.01
  /// What becomes of the colours of light, before anything else; nil leaves them as they are.
  package var filter: LightFilter?

  package init() {}
}
