import Geometry
import Planning
import Worlds

/// One scene of a plan as a camera sees it at a moment: what a seed frame shows.
struct SceneMoment {
  let camera: Camera
  let moment: FrameTime
}

extension Plan {
  /// The place of a scene of the storyboard in the chain, the first time it appears. The chain is outermost first.
  func place(ofScene index: Int, _ direction: Direction) -> Int {
    order.place(ofStep: index)
  }

  /// The moment at which the scene at a place fills the canvas.
  func fill(ofPlace place: Int) -> FrameTime {
    guard let moment = curve.fill(ofPlace: place) else {
      preconditionFailure("every place of the chain has a waypoint")
    }
    return moment
  }

  /// What a scene begins on: the scene before it at the moment when it fills the canvas itself. Flying in, the scene before fills the
  /// canvas with the place where the new one lies; flying out, it is what the new scene has around it.
  func seedMoment(ofScene index: Int, _ direction: Direction) -> SceneMoment? {
    guard index > 0 else { return nil }
    let place = place(ofScene: index, direction)
    let outermost = camera(place: place, octaves: 0)
    guard let camera = direction == .in ? outward(outermost) : inward(outermost) else { return nil }
    return SceneMoment(camera: camera, moment: fill(ofPlace: place))
  }

  /// What the last scene of a loop ends on: the scene that comes after it, which is the first one.
  func endMoment(ofScene index: Int, _ direction: Direction) -> SceneMoment {
    let place = place(ofScene: index, direction) + (direction == .in ? 1 : -1)
    return SceneMoment(camera: camera(place: place, octaves: 0), moment: fill(ofPlace: place))
  }

  /// How long a scene is seen, in seconds: from filling the canvas until the next one has done so and its seam has left the canvas; nil
  /// for the last scene of an open shot.
  func secondsSeen(ofScene index: Int, _ direction: Direction) -> Double? {
    let step = direction == .in ? 1 : -1
    let place = place(ofScene: index, direction)
    guard has(place: place + step), waypoints.contains(where: { $0.scene == place + step }) else { return nil }
    let seconds = fill(ofPlace: place + step).frames(since: fill(ofPlace: place)) / framesPerSecond.value
    let link = link(after: direction == .in ? place : place - 1)
    return seconds * (1 + (link.map { $0.seam.octavesToLeave / $0.octaves } ?? 0))
  }
}
