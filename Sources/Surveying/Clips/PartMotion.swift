import Geometry

extension ClipMeasurement {
  /// Of the whole clip.
  var whole: ClipMotion {
    var motion = motion(of: 0..<facts.frameCount)
    motion.cuts = cuts
    return motion
  }

  /// Of some of its frames, counted from the first of them; cuts among them are not told.
  func motion(of frames: Range<Int>) -> ClipMotion {
    let repeats = repeats.filter { $0 > frames.lowerBound && $0 < frames.upperBound }
    let steps = PartSteps(self, frames, repeats: Set(repeats))
    let focus = steps.focus
    let track = steps.isFollowed ? steps.track(focus: focus) : nil
    return ClipMotion(
      track: track, confidence: steps.confidence, shake: steps.shake(about: focus), pan: steps.pan(about: focus),
      drifts: track.map { steps.drifts(about: $0.focus) } ?? [],
      repeats: repeats.map { $0 - frames.lowerBound })
  }
}
