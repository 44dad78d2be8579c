import Geometry

/// Where we are at one instant: in which place of the chain, how far in, how rolled, and where its vanishing point stands.
///
/// A point z of the scene is seen at w = focus + zoom · (z − vanishing point), both in plane units.
package struct Camera: Equatable, Sendable {
  package var place: Int
  /// Octaves beyond the scene filling the canvas, 0 ..< the link's octaves.
  package var octaves: Double
  /// Zoom and roll: 2^octaves, turned.
  package var zoom: Point
  package var focus: Point

  /// The map from the plane of the scene to the canvas.
  package func canvasFromScene(vanishingPoint: Point) -> Similarity {
    Similarity(scale: zoom, offset: focus - zoom * vanishingPoint)
  }
}

extension Plan {
  /// A camera before the middle of a place's scene, upright.
  package func centredCamera(place: Int, octaves: Double) -> Camera {
    let zoom = Point(x: PortableMath.exp2(octaves), y: 0)
    return Camera(place: place, octaves: octaves, zoom: zoom, focus: zoom * scene(at: place).vanishingPoint)
  }
}

extension Chain {
  /// The camera at a depth: octaves beyond the scene of a place filling the canvas.
  package func camera(place: Int, octaves: Double) -> Camera {
    let here = scene(at: place)
    guard let link = link(after: place) else {
      let length = PortableMath.exp2(min(max(octaves, -Chain.deepestZoom), Chain.deepestZoom))
      let zoom = Point(turns: here.rollRate * octaves, length: length)
      return Camera(place: place, octaves: octaves, zoom: zoom, focus: here.vanishingPoint)
    }
    let next = scene(at: place + 1)
    let roll = CubicRise(
      length: link.octaves, rise: link.roll, startSlope: here.rollRate, endSlope: next.rollRate)
    let way = next.vanishingPoint - here.vanishingPoint
    return Camera(
      place: place, octaves: octaves,
      zoom: Point(turns: roll.value(at: octaves), length: PortableMath.exp2(octaves)),
      focus: here.vanishingPoint + way * smoothStep(octaves / link.octaves))
  }

  /// A world alone goes on beyond what a Double can magnify; it is drawn by its octaves, and its zoom stands still from here on.
  private static let deepestZoom = 512.0

  /// The same view as seen from the next place inward, nil at the end of the chain: nothing moves, only the names change.
  package func inward(_ camera: Camera) -> Camera? {
    guard let link = link(after: camera.place) else { return nil }
    var inner = camera
    inner.place += 1
    inner.octaves -= link.octaves
    inner.zoom = camera.zoom * link.portal.scale
    return inner
  }

  /// The same view as seen from the next place outward, nil at the start of the chain.
  package func outward(_ camera: Camera) -> Camera? {
    guard let link = link(after: camera.place - 1) else { return nil }
    var outer = camera
    outer.place -= 1
    outer.octaves += link.octaves
    outer.zoom = camera.zoom / link.portal.scale
    return outer
  }

  /// Whether the scene, through its seam or opening, covers every point of the canvas; one that shows the scene around it never does.
  package func covers(_ camera: Camera) -> Bool {
    guard let link = link(after: camera.place - 1) else { return true }
    guard !scene(at: camera.place).showsAround else { return false }
    if let opening = opening(ofLinkAfter: camera.place - 1, octavesBeyond: camera.octaves) {
      // Two pixels more, for its soft edge.
      return size.corners.allSatisfy { ($0 - camera.focus).length < opening.rim.lowerBound - 2 * size.pixel }
    }
    if let handOver = link.handOver { return camera.octaves >= handOver.ends }
    let pole = scene(at: camera.place).vanishingPoint
    // The solid part of a seam is convex: the corners decide.
    return size.corners.allSatisfy { corner in
      link.seam.norm((corner - camera.focus) / camera.zoom, pole: pole, aspect: aspect) <= link.seam.solidNorm
    }
  }
}
