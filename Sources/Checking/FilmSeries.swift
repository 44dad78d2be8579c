import Geometry

/// What is measured of a film's frames and of each two in a row. Frame numbers count from its first frame that was looked at.
package struct FilmSeries: Sendable {
  /// Of the film's pictures.
  package var size: CanvasSize
  /// On average.
  package var framesPerSecond: Double
  /// Of each frame.
  package var sharpness: [Double] = []
  /// Of each frame.
  package var contrast: [Double] = []
  /// How far the lightness L of each frame's pixels reaches, 0 … 100: hardly at all where there is nothing to see.
  package var reach: [Double] = []
  /// From each frame to the next: one less than frames.
  package var pairs: [PairMeasure] = []
  /// How long the first frame of each pair is shown, in parts of the average: 1 at a constant rate.
  package var durations: [Double] = []
  /// General and red flashes, as they turn.
  package var flashTurns: [FlashTurn] = []
  package var redFlashTurns: [FlashTurn] = []
  /// Moments an eighth of an octave of zoom apart, in order, at which the rim of an island was looked for.
  package var islands: [IslandMoment] = []
  /// From the last frame to the first, where that is asked for.
  package var closing: PairMeasure?

  package init(size: CanvasSize, framesPerSecond: Double) {
    self.size = size
    self.framesPerSecond = framesPerSecond
  }

  /// Half of the window in which a frame is compared to its neighbours: half a second.
  var half: Int { max(4, Int((framesPerSecond / 2).rounded())) }
  /// From the centre to the middle of the outermost pixels.
  var edge: Double { max(0.5, Double(size.width - 1) / 2) }
  /// How many samples on either side tell a step from an acceleration.
  var stepReach: Int { min(8, max(4, pairs.count / 8)) }
}

/// What is measured between two frames.
package struct PairMeasure: Equatable, Sendable {
  /// From places in the first picture to those in the second, in pixels of the film from the centre.
  package var map = Similarity.identity
  /// How much of the picture moves with the map, 0 … 1.
  package var inliers = 1.0
  /// What the map leaves of the texture: root mean square of the difference of the band-passed pictures / standard deviation of the first.
  package var disparity = 0.0
  /// Mean difference of L, a and b with no motion taken out.
  package var change = 0.0
  /// Mean colour difference (CIE dE 1976) after the map and the small flow that is left.
  package var residual = 0.0
  /// Difference of the mean colours (dE) where both pictures show the same.
  package var colourStep = 0.0
  /// The largest shift among the histograms of L, a and b there, in their units.
  package var histogramShift = 0.0
  /// Mean change of hue (0 … 180), saturation and value (0 … 255), without motion taken out.
  package var content = 0.0

  package init() {}

  /// Whether the motion accounts for what changes. A colour difference is larger than the mean of the differences of L, a and b, so at a cut the
  /// residual is about twice the change; in a zoom, however fast, it is a third of it and less.
  var isExplained: Bool { residual < change }
}

/// A moment at which a quarter of the picture has turned brighter, or darker.
package struct FlashTurn: Equatable, Sendable {
  package var frame: Int
  package var isBrighter: Bool

  package init(frame: Int, isBrighter: Bool) {
    self.frame = frame
    self.isBrighter = isBrighter
  }
}
