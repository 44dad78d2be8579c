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
    whole.track = motion.track.map { track in
      func extended(_ values: [Double]) -> [Double] {
        [Double](repeating: 0, count: frames.lowerBound) + values
          + [Double](repeating: values[values.count - 1], count: count - frames.upperBound)
      }
      return ZoomTrack(octaves: extended(track.octaves), turns: extended(track.turns), focus: track.focus)
    }
    return whole
  }
}
