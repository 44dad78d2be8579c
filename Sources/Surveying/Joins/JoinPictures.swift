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

  func both(_ join: PlannedJoin) throws -> (outer: Picture, inner: Picture) {
    let renderer = try madeRenderer()
    return (
      try renderer.sceneAlone(join.outer, at: join.moment), try renderer.sceneAlone(join.inner, at: join.moment)
    )
  }

  private func madeRenderer() throws -> FrameRenderer {
    if let renderer { return renderer }
    let made = try FrameRenderer(
      plan, format: PictureFormat(.full, bits: 16), cores: cores, hasGrain: false)
    renderer = made
    return made
  }
}
