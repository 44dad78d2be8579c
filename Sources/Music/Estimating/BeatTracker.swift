import Glibc

/// Beats along a tempo: the series of frames that lies on the most onsets and whose steps are nearest to the tempo's, by
/// dynamic programming (Ellis 2007).
enum BeatTracker {
  /// How dear a step is that is not the tempo's, by the square of its logarithm: of beats that may be played by hand, and
  /// of beats that keep one tempo.
  static let usual = 250.0
  static let tight = 1500.0

  /// Frames of the onset curve, rising.
  static func beats(_ curve: [Float], _ path: TempoPath, tightness: Double = usual) -> [Int] {
    guard curve.count > 2 else { return [] }
    var scores = [Double](repeating: 0, count: curve.count)
    var from = [Int](repeating: -1, count: curve.count)
    for frame in curve.indices {
      let period = path.period(at: frame)
      let near = max(1, Int(period * 0.7))
      let far = Int(period * 1.4) + 1
      var (most, place) = (0.0, -1)
      if frame >= near {
        for step in near...min(far, frame) {
          let logarithm = log(Double(step) / period)
          let score = scores[frame - step] - tightness * logarithm * logarithm
          if score > most { (most, place) = (score, frame - step) }
        }
      }
      scores[frame] = most + Double(curve[frame])
      from[frame] = place
    }
    let last = max(0, curve.count - Int(path.period(at: curve.count - 1)) - 1)
    var at = (last..<curve.count).max { scores[$0] < scores[$1] } ?? last
    var beats: [Int] = []
    while at >= 0 {
      beats.append(at)
      at = from[at]
    }
    return beats.reversed()
  }
}
