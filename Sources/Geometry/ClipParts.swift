/// A clip with cuts is several takes, one after the other.
extension ClipMotion {
  /// The frames of each part, in order: from one cut up to the next. Cuts outside the clip do not count.
  package func parts(frameCount: Int) -> [Range<Int>] {
    let starts = [0] + cuts.filter { $0 > 0 && $0 < frameCount }.sorted()
    return zip(starts, starts.dropFirst() + [max(1, frameCount)]).compactMap { $0 < $1 ? $0..<$1 : nil }
  }

  /// The same of some of its frames, as if they were all of the clip: the track begins with the first of them, and nothing is cut.
  /// Confidence, shake and pan stay those of the whole.
  package func part(_ frames: Range<Int>) -> ClipMotion {
    var part = self
    part.cuts = []
    part.repeats = repeats.filter { $0 > frames.lowerBound && $0 < frames.upperBound }.map { $0 - frames.lowerBound }
    if !drifts.isEmpty { part.drifts = [.zero] + drifts[frames].dropFirst() }
    part.track = track.map { track in
      precondition(
        !frames.isEmpty && frames.lowerBound >= 0 && frames.upperBound <= track.octaves.count,
        "a part's frames lie in its clip")
      return ZoomTrack(
        octaves: track.octaves[frames].map { $0 - track.octaves[frames.lowerBound] },
        turns: track.turns[frames].map { $0 - track.turns[frames.lowerBound] }, focus: track.focus)
    }
    return part
  }
}
