import Continuity
import Geometry

/// Walks along a clip and measures strides as long as the picture takes to move by a few pixels.
struct StrideWalk {
  private(set) var strides: [ClipStride] = []
  private var number = 0
  private var start: (number: Int, frame: MotionFrame)?
  /// From the start to the frame at hand, by its pairs.
  private var map = Similarity.identity
  private var distance = 0.0

  /// Pixels that a stride is long, root mean square over the picture.
  private static let length = 4.0
  private static let mostFrames = 12

  mutating func begin(_ frame: MotionFrame) { start = (0, frame) }

  mutating func step(_ pair: ClipPair, to frame: MotionFrame) {
    number += 1
    map = map.then(pair.motion.map)
    distance += pair.distance
    if pair.isExplained, distance < Self.length, number - start!.number < Self.mostFrames { return }
    if pair.isExplained, number - start!.number > 1 { measure(to: frame) }
    start = (number, frame)
    map = .identity
    distance = 0
  }

  private mutating func measure(to frame: MotionFrame) {
    let motion = MotionEstimator.motion(from: start!.frame, to: frame, guess: map)
    let strayed =
      (motion.map.scale - map.scale).length * Double(frame.size.width) / 2 + (motion.map.offset - map.offset).length
    // It betters what the pairs say, and does not contradict it.
    guard motion.inliers >= 0.6, motion.residual < 0.8, strayed < 0.3 + 0.25 * distance else { return }
    strides.append(ClipStride(frames: start!.number...number, map: motion.map))
  }
}
