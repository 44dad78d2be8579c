import Geometry
import Planning

/// What was measured of a storyboard's takes that follow one another.
struct NeighbourSurvey {
  /// How one take's picture lies in another's.
  var alignments: [TakePair: TakeAlignment] = [:]
  /// Where scenes may lie in others, as `Survey` has it.
  var places: [Int: [JoinPlace]] = [:]
  /// Of stills through which something is seen, or whose colours are not.
  var openings: [String: StillOpening] = [:]
  /// What people should know of them, in sentences.
  var notes: [String] = []
}
