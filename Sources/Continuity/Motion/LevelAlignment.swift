import Geometry

/// The map from one frame's level to the next frame's, bettered step by step until the band-passed pictures agree.
///
/// Efficient second-order minimisation (Malis, "Improving vision-based control using efficient second-order minimization techniques",
/// 2004): the gradient is the mean of both pictures', which makes Gauss–Newton steps converge like Newton's. Tukey's weights take
/// what moves otherwise out of the sums; a gain and a bias take changes of exposure up.
struct LevelAlignment {
  /// In pixels of the level from the middle of the picture.
  private(set) var map: Similarity
  private(set) var gain = 1.0
  private(set) var bias = 0.0
  private let first: MotionLevel
  private let second: MotionLevel
  private let seen: SeenPoints

  private static let leastGain = 0.2
  /// Errors are never taken for smaller than this, a twentieth of a step of eight bits.
  private static let leastError = 0.05 / 255

  init(from first: MotionLevel, to second: MotionLevel, start: Similarity, gain: Double = 1) {
    self.first = first
    self.second = second
    self.gain = gain
    map = start
    seen = SeenPoints(capacity: first.points.count)
  }

  /// Whether a level has texture enough for six unknowns.
  static func isPossible(from first: MotionLevel) -> Bool { first.points.count >= 60 }

  /// Steps until one moves no point by more than `tolerance` pixels of the level; false if the pictures part on the way.
  mutating func refine(rounds: Int, tolerance: Double) -> Bool {
    let reach = Point(x: Double(first.width) / 2, y: Double(first.height) / 2).length
    for _ in 0..<rounds {
      seen.look(first.points, second, map)
      guard seen.count >= max(50, first.points.count / 5) else { return false }
      seen.weigh(gain: gain, bias: bias, least: Self.leastError)
      guard let step = seen.sums(map, gain: gain).solution() else { return false }
      let (turn, shift) = (Point(x: step[0], y: step[1]), Point(x: step[2], y: step[3]))
      map.offset = map.offset + map.scale * shift
      map.scale = map.scale * (Point.one + turn)
      gain += step[4]
      bias += step[5]
      guard isSane else { return false }
      if turn.length * reach + shift.length < tolerance { return true }
    }
    return true
  }

  private var isSane: Bool {
    let zoom = map.scale.length
    return zoom > 0.4 && zoom < 2.5 && map.offset.length < Double(first.width + first.height) / 2
      && abs(gain) < 20 && map.offset.isFinite
  }

  /// How well the map explains the pictures, once it has been refined. Judged by where it was before its last step, which is as good.
  func judged() -> PairMotion {
    let (inliers, residual) = seen.agreement(gain: gain, bias: bias)
    let pixels = Similarity(scale: map.scale, offset: map.offset * first.scale)
    // A picture without contrast is explained by any other whose contrast is taken away.
    return PairMotion(
      map: pixels, inliers: gain < Self.leastGain ? 0 : inliers, residual: residual, gain: gain, bias: bias)
  }
}
