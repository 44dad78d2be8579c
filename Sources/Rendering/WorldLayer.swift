import Imaging
import Worlds

/// A part of a world's picture, and where the next scene is seen in it.
struct WorldLayer {
  let picture: Picture
  let aperture: Plane?
  let region: CanvasRegion
}
