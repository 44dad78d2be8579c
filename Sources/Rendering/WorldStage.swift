import Geometry
import Imaging
import Planning
import Worlds

/// The plan's worlds, ready to be drawn.
final class WorldStage {
  private let plan: Plan
  private let format: PictureFormat
  private let cores: Cores
  private let finish: WorldFinish
  private var worlds = FrameMemo<any World>(most: FrameRenderer.keptAround)
  private var shown: [Int] = []

  /// Throws a `Problem` if the plan names a world that this program does not have.
  init(_ plan: Plan, format: PictureFormat, cores: Cores, _ finish: WorldFinish) throws {
    self.plan = plan
    self.format = format
    self.cores = cores
    self.finish = finish
    for (index, scene) in plan.scenes.enumerated() {
      guard case .world(let recipe) = scene.content, WorldCatalog.entry(recipe.name) == nil else { continue }
      throw Problem("scene \(index + 1) is the world \"\(recipe.name)\", which this version does not have")
    }
  }

  var keptCount: Int { worlds.count }

  /// Begins a frame that shows these places of the chain: the other worlds may forget what they keep.
  func beginFrame(showing places: [Int]) {
    let scenes = places.map(scene)
    for index in shown where !scenes.contains(index) { worlds.known(index)?.forget() }
    shown = scenes
    worlds.beginFrame()
  }

  private func world(_ index: Int) -> any World {
    guard case .world(let recipe) = plan.scenes[index].content, let entry = WorldCatalog.entry(recipe.name) else {
      preconditionFailure("a world is drawn where the plan has one")
    }
    return worlds.value(index) { finish == .grainless ? Grainless(entry.make(recipe)) : entry.make(recipe) }
  }

  /// Draws a part of the canvas, opening onto a scene of this mean light if the view has an opening.
  func draw(_ view: SceneView, _ region: CanvasRegion, light: MeanLight?, at moment: FrameTime) -> WorldLayer {
    let world = world(scene(view.place))
    let opening = light.flatMap { light in
      view.opening.map { Opening(ahead: $0.ahead, reach: $0.reach, light: light.before(world.grade)) }
    }
    let look = WorldView(
      size: drawnSize, depth: view.octaves, turns: view.canvasFromScene.scale.turns,
      focus: view.canvasFromScene(view.vanishingPoint), time: time(moment), opening: opening)
    guard finish == .draft else {
      let drawn = WorldCatalog.picture(world, look, format: format, cores: cores, region: region)
      return WorldLayer(source: .drawn(drawn.picture), aperture: drawn.aperture, region: region)
    }
    // Enlarging reads a few pixels beside each.
    let half = region.halved.widened(by: 3, within: drawnSize)
    let drawn = WorldCatalog.picture(world, look, format: format, cores: cores, region: half)
    let map = plan.size.pixelsFromPlane.inverse.then(drawnSize.pixelsFromPlane)
    let enlarged = PictureSampler(
      Pyramid(drawn.picture, cores: cores), sourceFromCanvas: map, canvas: plan.size, format: format)
    let aperture = drawn.aperture?.enlarged(to: plan.size, sourceFromCanvas: map, cores: cores)
    return WorldLayer(source: .take(enlarged), aperture: aperture, region: region)
  }

  /// The canvas that worlds are drawn for.
  private var drawnSize: CanvasSize { finish == .draft ? plan.size.reduced(by: 2) : plan.size }

  /// The mean light of a world as it fills the canvas, at the start of the shot.
  func meanLight(_ index: Int) -> MeanLight {
    let size = CanvasSize(max(1, Int((36 * plan.aspect).rounded())), 36)
    let view = WorldView(size: size, depth: 0, time: time(FrameTime(0)))
    return MeanLight(WorldCatalog.picture(world(index), view, format: .yuv444, cores: cores).picture)
  }

  private func scene(_ place: Int) -> Int { plan.order.scene(at: place) }

  private func time(_ moment: FrameTime) -> WorldTime {
    WorldTime(
      frame: moment.frame, fraction: moment.fraction, framesPerSecond: plan.framesPerSecond, loopFrames: plan.period)
  }
}
