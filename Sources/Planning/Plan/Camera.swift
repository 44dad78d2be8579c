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
  /// The camera at a moment of the shot; moments before the first and after the last waypoint go on at their speed.
  package func camera(at time: FrameTime) -> Camera {
    let (place, octaves) = depth(at: time)
    return camera(place: place, octaves: octaves)
  }

  /// The camera at a depth: octaves beyond the scene of a place filling the canvas.
  package func camera(place: Int, octaves: Double) -> Camera {
    let here = scene(at: place)
    guard let link = link(after: place) else {
      let length = PortableMath.exp2(min(max(octaves, -Plan.deepestZoom), Plan.deepestZoom))
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
    guard let link = link(after: camera.place), has(place: camera.place + 1) else { return nil }
    var inner = camera
    inner.place += 1
    inner.octaves -= link.octaves
    inner.zoom = camera.zoom * link.portal.scale
    return inner
  }

  /// The same view as seen from the next place outward, nil at the start of the chain.
  package func outward(_ camera: Camera) -> Camera? {
    guard has(place: camera.place - 1), let link = link(after: camera.place - 1) else { return nil }
    var outer = camera
    outer.place -= 1
    outer.octaves += link.octaves
    outer.zoom = camera.zoom / link.portal.scale
    return outer
  }

  /// The speed of the zoom in octaves per second, positive inward.
  package func speed(at time: FrameTime) -> Double {
    let (segment, x) = segment(at: time)
    let clock = 1 + (breath?.swell(at: time) ?? 0) + (accents?.swell(at: time) ?? 0)
    return curve(of: segment).slope(at: x) * clock * framesPerSecond.value
  }
}

extension Plan {
  /// The moment of the shot at which the zoom curve's clock shows a time. The clock never runs back, so there is one.
  package func moment(clock: FrameTime) -> FrameTime {
    var low = -1.0
    var high = 1.0
    func isEarly(_ offset: Double) -> Bool {
      let moment = FrameTime(frames: clock.fraction + offset).advanced(by: clock.frame)
      return moment.frames(since: clock) + ahead(at: moment) < 0
    }
    while !isEarly(low) { low *= 2 }
    while isEarly(high) { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if isEarly(middle) { low = middle } else { high = middle }
    }
    return FrameTime(frames: clock.fraction + high).advanced(by: clock.frame)
  }

  /// Place and octaves within its link at a moment.
  package func depth(at time: FrameTime) -> (place: Int, octaves: Double) {
    let (segment, x) = segment(at: time)
    var place = waypoints[segment.index].scene + segment.lap * placesPerLap
    var octaves = waypoints[segment.index].octaves + curve(of: segment).value(at: x)
    while let link = link(after: place), octaves >= link.octaves, has(place: place + 1) {
      octaves -= link.octaves
      place += 1
    }
    while octaves < 0, has(place: place - 1), let link = link(after: place - 1) {
      octaves += link.octaves
      place -= 1
    }
    return (place, octaves)
  }

  /// Places of the chain passed in one lap of a loop: as many as there are scenes, or minus that when zooming out.
  package var placesPerLap: Int {
    loops ? waypoints[waypoints.count - 1].scene - waypoints[0].scene : 0
  }

  private struct Segment {
    var index: Int
    var lap: Int
  }

  /// The piece of the zoom curve that holds a moment, and frames of its clock since the piece began.
  private func segment(at time: FrameTime) -> (Segment, Double) {
    let ahead = ahead(at: time)
    var local = time
    var lap = 0
    if loops {
      // What runs ahead may reach over the loop's start or end.
      let start = waypoints[0].time
      lap = floorDiv(time.frame, frameCount)
      if time.advanced(by: -lap * frameCount).frames(since: start) + ahead < 0 { lap -= 1 }
      if time.advanced(by: -(lap + 1) * frameCount).frames(since: start) + ahead >= 0 { lap += 1 }
      local = time.advanced(by: -lap * frameCount)
    }
    var low = 0
    var high = waypoints.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if local.frames(since: waypoints[middle].time) + ahead >= 0 { low = middle } else { high = middle }
    }
    let x = local.frames(since: waypoints[low].time) + ahead
    return (Segment(index: low, lap: lap), x)
  }

  private func curve(of segment: Segment) -> CubicRise {
    curve(from: waypoints[segment.index], to: waypoints[segment.index + 1])
  }

  /// The zoom curve between two waypoints: octaves over frames of its clock.
  func curve(from a: Waypoint, to b: Waypoint) -> CubicRise {
    var rise = b.octaves - a.octaves
    for place in min(a.scene, b.scene)..<max(a.scene, b.scene) {
      let octaves = link(after: place)!.octaves
      rise += b.scene > a.scene ? octaves : -octaves
    }
    return CubicRise(length: b.time.frames(since: a.time), rise: rise, startSlope: a.speed, endSlope: b.speed)
  }
}
