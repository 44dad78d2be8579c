import Geometry

/// How a picture's content has moved in the next one.
package struct PairMotion: Hashable, Sendable {
  /// z ↦ c·z + d: where the next picture shows what the first shows at z. In pixels from the middle of the picture, x to the right, y down.
  package var map: Similarity
  /// How much of the textured picture moves with the map, 0 … 1. By chance about 0.4 seems to; 0 where there is no
  /// texture, or where only the loss of nearly all contrast makes the pictures agree.
  package var inliers: Double
  /// What the map leaves of the texture, relative to it: 0 nothing, 1 all of it.
  package var residual: Double
  /// The first picture's contrast is that of the next one times the gain, and its local mean differs by the bias.
  package var gain: Double
  package var bias: Double

  package init(map: Similarity, inliers: Double, residual: Double, gain: Double = 1, bias: Double = 0) {
    self.map = map
    self.inliers = inliers
    self.residual = residual
    self.gain = gain
    self.bias = bias
  }

  /// What is said of pictures in which nothing can be followed.
  package static let unknown = PairMotion(map: .identity, inliers: 0, residual: 1)
}
