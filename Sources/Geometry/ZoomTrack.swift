/// The zoom that a clip has of its own: how the picture of each frame lies in that of its first one.
///
/// What a point z of the first frame shows is seen in frame i at `focus + zoom(i) · (z − focus)`, in plane units of the clip's upright
/// picture (2 high, centre 0, y down). Whatever else moves in the clip, a pan or a shaking hand, is left in it, but for what `sway` tells of
/// it.
package struct ZoomTrack: Hashable, Codable, Sendable {
  /// Octaves from frame 0 to frame i, positive into the picture; one for each frame, the first 0.
  package var octaves: [Double]
  /// Turns of roll from frame 0 to frame i, clockwise on the screen; one for each frame, the first 0.
  package var turns: [Double]
  /// The focus of expansion, in the middle of the picture.
  package var focus: Point
  /// How far frame i's picture lies beside its place, which is made up for where the clip is steadied; one for each frame, or none.
  package var sway: [Point]

  /// As many octaves as turns, at least one.
  package init(octaves: [Double], turns: [Double], focus: Point, sway: [Point] = []) {
    precondition(octaves.count == turns.count && !octaves.isEmpty, "a track has octaves and turns for every frame")
    precondition(sway.isEmpty || sway.count == octaves.count, "a track has sway for every frame or none")
    self.octaves = octaves
    self.turns = turns
    self.focus = focus
    self.sway = sway
  }

  /// What frame i is zoomed and rolled by, as a complex number.
  package func zoom(_ frame: Int) -> Point { Point(turns: turns[frame], length: PortableMath.exp2(octaves[frame])) }

  /// The map from frame 0's picture to frame i's, both in their places.
  private func zoomed(to frame: Int) -> Similarity {
    let zoom = zoom(frame)
    return Similarity(scale: zoom, offset: focus - zoom * focus)
  }

  /// The map from one frame's picture, as it is, to another's in its place.
  package func map(from frame: Int, to other: Int) -> Similarity {
    let steadied = sway.isEmpty ? Similarity.identity : Similarity(offset: -sway[frame])
    return frame == other ? steadied : steadied.then(zoomed(to: frame).inverse).then(zoomed(to: other))
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
  /// What each frame's picture is moved by beside the zoom, against the frame before it, in plane units; empty where nothing was followed.
  package var drifts: [Point]
  /// Frames that show the same picture as the one before them.
  package var repeats: [Int]
  /// Frames at which another take begins.
  package var cuts: [Int]

  package init(
    track: ZoomTrack?, confidence: Double, shake: Double = 0, pan: Point = .zero, drifts: [Point] = [],
    repeats: [Int] = [], cuts: [Int] = []
  ) {
    self.track = track
    self.confidence = confidence
    self.shake = shake
    self.pan = pan
    self.drifts = drifts
    self.repeats = repeats
    self.cuts = cuts
  }
}
