import Geometry

/// A take between the cuts of a film, and its motion.
package struct SurveyedPart: Codable, Equatable, Sendable {
  package var frames: Range<Int>
  package var motion: ClipMotion

  func seconds(_ times: FrameTimes) -> Double {
    (frames.upperBound < times.count ? times.start(of: frames.upperBound) : times.duration)
      - times.start(of: frames.lowerBound)
  }

  /// Its motion with a track for all frames of the file, in which those outside the part stand still.
  func wholeMotion(_ count: Int) -> ClipMotion {
    var whole = motion
    whole.repeats = motion.repeats.map { $0 + frames.lowerBound }
    func widened<Value>(_ values: [Value], from first: Value, to last: Value) -> [Value] {
      [Value](repeating: first, count: frames.lowerBound) + values
        + [Value](repeating: last, count: count - frames.upperBound)
    }
    whole.track = motion.track.map { track in
      func extended(_ values: [Double]) -> [Double] { widened(values, from: 0, to: values[values.count - 1]) }
      return ZoomTrack(octaves: extended(track.octaves), turns: extended(track.turns), focus: track.focus)
    }
    if !motion.drifts.isEmpty { whole.drifts = widened(motion.drifts, from: .zero, to: .zero) }
    return whole
  }
}
