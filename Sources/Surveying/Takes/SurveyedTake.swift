import Geometry
import Imaging
import Media

/// What was measured of one file, whatever it is used for: no storyboard is needed.
package struct SurveyedTake: Equatable, Sendable {
  package var facts: TakeFacts
  /// Of a clip, its takes between cuts, in order; of a still none.
  package var parts: [SurveyedPart]

  /// Measures the file whose facts these are, or finds what was measured of it. Before it is measured, `report` is told.
  ///
  /// Throws `MediaError` when the file cannot be read.
  package init(
    _ path: String, _ facts: TakeFacts, cores: Cores, cache: SurveyCache = .usual, report: () -> Void = {}
  ) throws {
    self.facts = facts
    guard facts.kind == .clip else {
      parts = []
      return
    }
    parts = try cache.value(CacheKey(.motion, facts)) {
      report()
      return try ClipSurvey.parts(of: path, facts: facts, cores: cores).map {
        SurveyedPart(frames: $0.frames, motion: $0.motion)
      }
    }
  }

  /// The motion of the whole clip, if it has no cuts.
  ///
  ///     // 20 frames, each 0.02 octaves further in than the one before
  ///     try SurveyedTake("zoom.mp4", facts, cores: cores).motion?.track?.octaves.last      // 0.38
  package var motion: ClipMotion? { parts.count == 1 ? parts[0].wholeMotion(facts.frameCount) : nil }
}
