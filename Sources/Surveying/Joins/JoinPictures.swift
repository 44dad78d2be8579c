import Continuity
import Geometry
import Imaging
import Planning
import Rendering

/// Both scenes of a join, drawn alone. Nothing is opened before the first picture is asked for.
final class JoinPictures {
  private let plan: Plan
  private let cores: Cores
  private var renderer: FrameRenderer?

  init(_ plan: Plan, _ cores: Cores) {
    self.plan = plan
    self.cores = cores
  }

  /// What the canvas shows of each scene alone when the inner one fills it.
  func both(_ join: PlannedJoin) throws -> (outer: Picture, inner: Picture) {
    (try alone(join.outer, at: join.moment), try alone(join.inner, at: join.moment))
  }

  /// Two unlike scenes, each as it fills the canvas, and both about the inner one.
  func sight(_ join: PlannedJoin) throws -> JoinSight {
    let near = join.near
    func both(_ moment: FrameTime) throws -> (outerNear: Picture, innerNear: Picture) {
      (try alone(plan.outward(near) ?? near, at: moment), try alone(near, at: moment))
    }
    let (outerNear, innerNear) = try both(join.moment)
    return JoinSight(
      outer: JoinScene(try alone(plan.camera(place: join.place, octaves: 0), at: join.moment)),
      inner: JoinScene(try alone(plan.camera(place: join.place + 1, octaves: 0), at: join.moment)),
      portal: join.link.portal,
      extent: join.extent,
      outerNear: outerNear, innerNear: innerNear, otherMoments: try join.otherMoments.map(both))
  }

  private func alone(_ camera: Camera, at moment: FrameTime) throws -> Picture {
    try madeRenderer().sceneAlone(camera, at: moment)
  }

  private func madeRenderer() throws -> FrameRenderer {
    if let renderer { return renderer }
    let made = try FrameRenderer(
      plan, format: PictureFormat(.full, bits: 16), cores: cores, worlds: .grainless)
    renderer = made
    return made
  }
}
