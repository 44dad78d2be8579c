import Geometry
import Planning

/// All that the survey of a join depends on, beside the way in which it is measured.
struct JoinInput: Encodable {
  let outer: SceneInput
  let inner: SceneInput
  /// Both at other moments, where one moves.
  let others: [SceneInput]
  let size: CanvasSize
  let kind: Link.Kind
  let window: ClosedRange<Double>
  let pole: Point
  /// Half the size of what is shown of the inner picture; a crop may change it and nothing else.
  let extent: Point?
}

extension PlannedJoin {
  var input: JoinInput {
    JoinInput(
      outer: input(outer, moment), inner: input(inner, moment),
      others: otherMoments.flatMap { [input(outer, $0), input(inner, $0)] }, size: plan.size, kind: link.kind,
      window: link.window, pole: pole,
      extent: extent)
  }

  private func input(_ camera: Camera, _ moment: FrameTime) -> SceneInput {
    let (scene, view) = (plan.scene(at: camera.place), plan.viewAlone(camera, at: moment))
    switch scene.content {
    case .take(let take):
      let facts = plan.takes[take].facts
      let frame = view.seconds.map { facts.times.index(at: $0) } ?? 0
      return .take(
        hash: facts.hash, frame: frame, takeFromScene: plan.takeFromScene(scene, frame: frame)!,
        canvasFromScene: view.canvasFromScene)
    case .world(let recipe):
      return .world(
        recipe: CacheKey.text(of: recipe),
        WorldSight(
          octaves: view.octaves, canvasFromScene: view.canvasFromScene, vanishingPoint: view.vanishingPoint,
          moment: moment, framesPerSecond: plan.framesPerSecond, period: plan.period))
    case .pending: preconditionFailure("the join of a scene that is not made is not measured")
    }
  }
}
