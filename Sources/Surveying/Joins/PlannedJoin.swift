import Continuity
import Geometry
import Planning

/// A join of a plan, seen when the inner scene fills the canvas, at the moment in the middle of the hand-over.
struct PlannedJoin {
  let plan: Plan
  /// Of the outer scene, and of the link.
  let place: Int
  let outer: Camera
  let inner: Camera
  let moment: FrameTime
  /// Others, earlier and later in it, where one of the scenes is a clip.
  let otherMoments: [FrameTime]

  init(_ plan: Plan, _ place: Int) {
    self.plan = plan
    self.place = place
    inner = plan.camera(place: place + 1, octaves: 0)
    guard let outward = plan.outward(inner) else { preconditionFailure("a link has an outer scene") }
    outer = outward
    moment = plan.moment(ofJoinAfter: place, part: 0.5)
    let moves = plan.links[place].kind == .nested && [place, place + 1].contains { plan.scene(at: $0).playback != nil }
    otherMoments = moves ? [0.15, 0.85].map { plan.moment(ofJoinAfter: place, part: $0) } : []
  }

  var link: Link { plan.links[place] }
  /// The inner scene's vanishing point, which was chosen for it.
  var pole: Point { plan.scene(at: place + 1).vanishingPoint }
  /// Half the size of the inner picture in its scene's plane; nil for a world.
  var extent: Point? { plan.fit(of: plan.scene(at: place + 1))?.half }
  /// The inner scene and what is around it.
  var near: Camera {
    plan.centredCamera(place: place + 1, octaves: -PortableMath.log2(JoinSight.reach))
  }

}

extension Plan {
  /// A moment of the hand-over from a place to the next, `part` of its depth after it begins.
  fileprivate func moment(ofJoinAfter place: Int, part: Double) -> FrameTime {
    guard let moment = curve.fill(ofPlace: place + 1) ?? waypoints.first.map({ moment(clock: $0.time) })
    else { return FrameTime(0) }
    let perFrame = speed(at: moment) / framesPerSecond.value
    let window = links[place].window
    guard abs(perFrame) > 1e-6 else { return moment }
    let octaves = window.lowerBound + part * (window.upperBound - window.lowerBound)
    let frames = octaves / perFrame
    return FrameTime(frames: moment.fraction + frames).advanced(by: moment.frame)
  }
}
