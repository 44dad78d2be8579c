import Geometry
import Planning

/// What was measured of a storyboard's takes that follow one another.
struct NeighbourSurvey {
  /// How one take's picture lies in another's.
  var alignments: [TakePair: TakeAlignment] = [:]
  /// Where one take's scene lies best in the last picture of another, in plane units of that picture (2 high).
  var places: [TakePair: Point] = [:]
  /// Of stills through which something is seen, or whose colours are not.
  var openings: [String: StillOpening] = [:]
  /// What people should know of them, in sentences.
  var notes: [String] = []
}
