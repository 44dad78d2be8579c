import Geometry

/// The way through the chain in time: where the camera is when.
package struct Flight: Equatable, Sendable {
  package var chain: Chain
  package var curve: ZoomCurve
  package var framesPerSecond: Rational
}

extension Flight {
  /// The camera at a moment of the shot; moments before the first and after the last waypoint go on at their speed.
  package func camera(at time: FrameTime) -> Camera {
    let (place, octaves) = depth(at: time)
    return chain.camera(place: place, octaves: octaves)
  }

  /// The camera at a moment as the scene at a place knows it; nil where the chain does not reach so far.
  func camera(at time: FrameTime, of place: Int) -> Camera? {
    var camera: Camera? = camera(at: time)
    while let here = camera, here.place != place {
      camera = here.place < place ? chain.inward(here) : chain.outward(here)
    }
    return camera
  }

  /// The speed of the zoom in octaves per second, positive inward.
  package func speed(at time: FrameTime) -> Double {
    let (segment, x) = curve.segment(at: time)
    let clock = 1 + (curve.breath?.swell(at: time) ?? 0) + (curve.accents?.swell(at: time) ?? 0)
    return rise(of: segment).slope(at: x) * clock * framesPerSecond.value
  }

  /// Place and octaves within its link at a moment.
  package func depth(at time: FrameTime) -> (place: Int, octaves: Double) {
    let (segment, x) = curve.segment(at: time)
    var place = curve.waypoints[segment.index].scene + segment.round * curve.placesPerRound
    var octaves = curve.waypoints[segment.index].octaves + rise(of: segment).value(at: x)
    while let link = chain.link(after: place), octaves >= link.octaves {
      octaves -= link.octaves
      place += 1
    }
    while octaves < 0, let link = chain.link(after: place - 1) {
      octaves += link.octaves
      place -= 1
    }
    return (place, octaves)
  }

  private func rise(of segment: ZoomCurve.Segment) -> CubicRise {
    guard segment.index + 1 < curve.waypoints.count else {
      return CubicRise(length: 1, rise: 0, startSlope: 0, endSlope: 0)
    }
    return rise(from: curve.waypoints[segment.index], to: curve.waypoints[segment.index + 1])
  }

  /// The zoom curve between two waypoints: octaves over frames of its clock.
  func rise(from a: Waypoint, to b: Waypoint) -> CubicRise {
    let rise = b.octaves - a.octaves + chain.octaves(from: a.scene, to: b.scene)
    return CubicRise(length: b.time.frames(since: a.time), rise: rise, startSlope: a.speed, endSlope: b.speed)
  }
}
