import Geometry
import Planning

/// What was measured of a storyboard's takes that follow one another.
struct NeighbourSurvey {
  /// How one take's picture lies in another's.
  var alignments: [TakePair: TakeAlignment] = [:]
  /// Where another scene can open in a take's last picture, in plane units of the picture (2 high).
  var places: [String: Point] = [:]
  /// Of stills through which something is seen, or whose colours are not.
  var openings: [String: StillOpening] = [:]
  /// What people should know of them, in sentences.
  var notes: [String] = []
}
