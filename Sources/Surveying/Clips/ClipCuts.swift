import Continuity
import Geometry

/// Finds where a clip changes to another take from one frame to the next.
///
/// At a cut no motion explains the pair, the colours change far more than before and after, and the pictures beyond it are not those from
/// before it either, as they are after a flash.
struct ClipCuts {
  private(set) var cuts: [Int] = []

  /// Frames on each side that a pair is compared with.
  private static let reach = 8
  /// A flash lasts no longer than so many frames.
  private static let flash = 4

  init(_ pairs: [ClipPair], _ reading: ClipReading) throws {
    for index in pairs.indices where Self.standsOut(index, pairs) {
      if try !Self.isFlash(index, pairs[index].difference, reading) { cuts.append(index + 1) }
    }
  }

  private static func standsOut(_ index: Int, _ pairs: [ClipPair]) -> Bool {
    let pair = pairs[index]
    guard !pair.isExplained, pair.motion.residual > 0.7 else { return false }
    let around = (max(0, index - reach)...min(pairs.count - 1, index + reach)).filter { $0 != index }.map { pairs[$0] }
    let usual = around.map(\.difference).median ?? 0
    let usualChange = around.map(\.change).median ?? 0
    return pair.difference > max(0.03, 3 * usual) && pair.change > max(0.02, 2 * usualChange)
  }

  /// Whether one of the frames after the pair goes on from one before it, so that what stands between them is no take.
  private static func isFlash(_ index: Int, _ difference: Double, _ reading: ClipReading) throws -> Bool {
    let start = max(0, index + 1 - flash)
    let frames = try reading.frames(start..<min(reading.frameCount, index + 1 + flash + 1))
    for gap in 2...flash + 1 {
      for before in max(0, index + 1 - gap - start)...index - start {
        let after = before + gap
        guard after > index - start, after < frames.count,
          frames[before].look.difference(from: frames[after].look) < difference / 2
        else { continue }
        let motion = MotionEstimator.motion(from: frames[before].frame, to: frames[after].frame)
        if motion.inliers >= 0.6, motion.residual < 0.6 { return true }
      }
    }
    return false
  }
}

extension [Double] {
  /// The middle value, the upper one of two; nil if there is none.
  var median: Double? { quantile(0.5) }

  /// The value that this part of all is no more than; nil if there is none.
  func quantile(_ part: Double) -> Double? {
    isEmpty ? nil : sorted()[Swift.min(count - 1, Int(Double(count) * part))]
  }
}
