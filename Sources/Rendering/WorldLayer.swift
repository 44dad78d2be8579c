import Continuity
import Imaging
import Worlds

/// A part of a world's picture, and where the next scene is seen in it.
struct WorldLayer {
  let source: Layer.Source
  let aperture: Plane?
  let region: CanvasRegion
}
