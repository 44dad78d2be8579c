import Continuity
import Geometry
import Imaging

/// Two frames of a clip one after the other, measured against each other.
struct ClipPair: Sendable {
  var motion: PairMotion
  /// The mean change of luma, 0 … 1, without any motion taken out.
  var change: Double
  /// The mean change of the area of 16 × 16 pixels that changes most, 0 … 1.
  var mostChange: Double
  /// How much the colours differ, 0 … about 1.
  var difference: Double
  /// How far the motion takes a pixel, root mean square over the picture, in pixels of the measured image.
  var distance: Double

  init(_ a: SurveyedFrame, _ b: SurveyedFrame) {
    motion = MotionEstimator.motion(from: a.frame, to: b.frame)
    (change, mostChange) = ClipPair.change(a.grey, b.grey)
    difference = a.look.difference(from: b.look)
    let (width, height) = (Double(a.grey.width), Double(a.grey.height))
    let spread = (motion.map.scale - .one).squaredLength * (width * width + height * height) / 12
    distance = (spread + motion.map.offset.squaredLength).squareRoot()
  }

  /// Whether one motion explains what is seen.
  var isExplained: Bool { motion.inliers >= 0.6 && (motion.residual < 0.8 || motion.inliers > 0.8) }

  private static let block = 16

  private static func change(_ a: GreyImage, _ b: GreyImage) -> (mean: Double, most: Double) {
    var (sum, most) = (0.0, 0.0)
    a.pixels.withUnsafeBufferPointer { a0 in
      b.pixels.withUnsafeBufferPointer { b0 in
        Scratch.withFloats(a.width) { row in
          for top in stride(from: 0, to: a.height, by: block) {
            let rows = top..<min(a.height, top + block)
            for x in 0..<a.width { row[x] = 0 }
            for y in rows {
              let (p, q) = (a0.baseAddress! + y * a.width, b0.baseAddress! + y * a.width)
              for x in 0..<a.width { row[x] += abs(p[x] - q[x]) }
            }
            for left in stride(from: 0, to: a.width, by: block) {
              let columns = left..<min(a.width, left + block)
              let change = Double(columns.reduce(Float(0)) { $0 + row[$1] })
              sum += change
              most = max(most, change / Double(columns.count * rows.count))
            }
          }
        }
      }
    }
    return (sum / Double(a.pixels.count), most)
  }
}
