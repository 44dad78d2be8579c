/// The zoom that a clip has of its own: how the picture of each frame lies in that of its first one.
///
/// What a point z of the first frame shows is seen in frame i at `focus + zoom(i) · (z − focus)`, in plane units of the clip's upright
/// picture (2 high, centre 0, y down). Whatever else moves in the clip, a pan or a shaking hand, is left in it.
package struct ZoomTrack: Hashable, Codable, Sendable {
  /// Octaves from frame 0 to frame i, positive into the picture; one for each frame, the first 0.
  package var octaves: [Double]
  /// Turns of roll from frame 0 to frame i, clockwise on the screen; one for each frame, the first 0.
  package var turns: [Double]
  /// The focus of expansion, in the middle of the picture.
  package var focus: Point

  /// As many octaves as turns, at least one.
  package init(octaves: [Double], turns: [Double], focus: Point) {
    precondition(octaves.count == turns.count && !octaves.isEmpty, "a track has octaves and turns for every frame")
    self.octaves = octaves
    self.turns = turns
    self.focus = focus
  }

  /// The map from frame 0's picture to frame i's.
  package func fromFirst(to frame: Int) -> Similarity {
    let zoom = Point(turns: turns[frame], length: PortableMath.exp2(octaves[frame]))
    return Similarity(scale: zoom, offset: focus - zoom * focus)
  }

  /// The map from one frame's picture to another's.
  package func map(from frame: Int, to other: Int) -> Similarity {
    frame == other ? .identity : fromFirst(to: frame).inverse.then(fromFirst(to: other))
  }
}

/// What was measured of a clip.
package struct ClipMotion: Hashable, Codable, Sendable {
  /// Nil where no single motion explains the pictures.
  package var track: ZoomTrack?
  /// How much of the clip its track explains, 0 … 1: the mean part of the picture that moves with it.
  package var confidence: Double
  /// How far the picture shakes from frame to frame, root mean square, in plane units: what is left of the centre's motion without its
  /// smooth part.
  package var shake: Double
  /// How fast the picture pans, in plane units a second.
  package var pan: Point
  /// Frames that show the same picture as the one before them.
  package var repeats: [Int]
  /// Frames at which another take begins.
  package var cuts: [Int]

  package init(
    track: ZoomTrack?, confidence: Double, shake: Double = 0, pan: Point = .zero, repeats: [Int] = [], cuts: [Int] = []
  ) {
    self.track = track
    self.confidence = confidence
    self.shake = shake
    self.pan = pan
    self.repeats = repeats
    self.cuts = cuts
  }
}
