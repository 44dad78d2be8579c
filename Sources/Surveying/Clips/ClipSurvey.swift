import Geometry
import Imaging
import Media

/// Measures what moves in clips.
package enum ClipSurvey {
  /// The motion of a clip, which is read once; the facts must be the file's. A still, or a clip in which nothing can be followed, has
  /// no track.
  ///
  /// Over a cut the track stands still, and its focus is one for all parts; `parts` measures each by itself. Where a clip has no zoom to
  /// speak of, the track is zeros about the middle.
  ///
  ///     // 20 frames, each 0.02 octaves further in than the one before
  ///     try ClipSurvey.motion(of: film, facts: facts).track!.octaves.last!      // 0.38
  package static func motion(of path: String, facts: TakeFacts, cores: Cores = Cores(1)) throws -> ClipMotion {
    try ClipMeasurement(of: path, facts: facts, cores: cores).whole
  }

  /// The frames of each part of a clip between its cuts, and their motion as if each part were a clip of its own.
  ///
  ///     try ClipSurvey.parts(of: film, facts: facts).map(\.frames)      // [0 ..< 30, 30 ..< 60]
  package static func parts(
    of path: String, facts: TakeFacts, cores: Cores = Cores(1)
  ) throws -> [(frames: Range<Int>, motion: ClipMotion)] {
    let measurement = try ClipMeasurement(of: path, facts: facts, cores: cores)
    return measurement.parts.map { ($0, measurement.motion(of: $0)) }
  }
}
