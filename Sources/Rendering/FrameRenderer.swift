import Continuity
import Geometry
import Imaging
import Planning
import Worlds

/// Draws frames of a plan. Decides nothing: a frame depends on the plan, its number, and the files that the plan names by hash.
///
/// Frames may be asked for in any order; neighbours in time are cheapest, because clips then decode straight on. One at a time: a
/// renderer has one owner, and spreads each frame over its cores.
package final class FrameRenderer {
  package let plan: Plan
  package let format: PictureFormat
  private let cores: Cores
  private let composer: Composer
  private let shelf: TakeShelf
  private let worlds: [Int: any World]

  /// - Parameters:
  ///   - hasGrain: whether worlds have their grain.
  ///   - cacheBytes: about how much memory decoded takes may keep beside those that a frame shows; 0 keeps nothing at all, which changes
  ///     speed and never a pixel.
  /// - Throws: `Problem` if the plan names a world that this program does not have.
  package init(
    _ plan: Plan, format: PictureFormat, cores: Cores, hasGrain: Bool = true, cacheBytes: Int = TakeShelf.usualBytes
  ) throws {
    self.plan = plan
    self.format = format
    self.cores = cores
    composer = Composer(size: plan.size, format: format, cores: cores)
    shelf = TakeShelf(plan.takes, format: format, cores: cores, bytes: cacheBytes)
    worlds = try Dictionary(
      uniqueKeysWithValues: plan.scenes.enumerated().compactMap { index, scene in
        guard case .world(let recipe) = scene.content else { return nil }
        guard let entry = WorldCatalog.entry(recipe.name) else {
          throw Problem("scene \(index + 1) is the world \"\(recipe.name)\", which this version does not have")
        }
        return (index, hasGrain ? entry.make(recipe) : Grainless(entry.make(recipe)))
      })
  }

  package func frame(at number: Int) throws -> Picture {
    let picture = Picture(plan.size, format, cleared: false)
    try draw(number, into: picture)
    return picture
  }

  /// One scene alone, without anything around it or in it, as a camera sees it at a moment: pure geometry, no seam and no shutter. Outside
  /// a take its edge goes on. With `seconds`, that second of a clip is shown.
  package func sceneAlone(_ camera: Camera, at moment: FrameTime, seconds: Double? = nil) throws -> Picture {
    shelf.beginFrame()
    var view = plan.viewAlone(camera, at: moment)
    view.seconds = seconds ?? view.seconds
    let picture = Picture(plan.size, format, cleared: false)
    composer.compose([try layer(view, at: moment)], into: picture)
    return picture
  }

  /// Draws a frame over a picture of the plan's size and the renderer's format.
  package func draw(_ number: Int, into picture: Picture) throws {
    let exposures = plan.exposures(of: number)
    guard exposures.count > 1 else { return try draw(exposures[0], into: picture) }
    let sum = PictureSum(plan.size, format)
    for moment in exposures {
      try draw(moment, into: picture)
      sum.add(picture, cores: cores)
    }
    sum.writeMean(into: picture, cores: cores)
  }

  private func draw(_ moment: FrameTime, into picture: Picture) throws {
    shelf.beginFrame()
    let layers = try plan.views(at: moment).map { try layer($0, at: moment) }
    composer.compose(layers, into: picture)
  }

  private func layer(_ view: SceneView, at moment: FrameTime) throws -> Layer {
    let scene = plan.scene(at: view.place)
    let sceneFromCanvas = view.canvasFromScene.inverse
    let mask = view.seam.map {
      SeamMask(
        $0, sceneFromCanvas: sceneFromCanvas, pole: view.vanishingPoint, presence: view.presence, canvas: plan.size)
    }
    switch scene.content {
    case .take(let take):
      let pyramid = try shelf.pyramid(take, seconds: view.seconds, reader: floorMod(view.place, plan.scenes.count))
      let takeFromScene = plan.takeFromScene(scene)!
      let takeFromCanvas = plan.size.pixelsFromPlane.inverse.then(sceneFromCanvas).then(takeFromScene)
      return Layer(
        .take(PictureSampler(pyramid, sourceFromCanvas: takeFromCanvas, canvas: plan.size, format: format)), mask: mask)
    case .pending:
      try plan.checkIsComplete()
      preconditionFailure("a plan with a pending scene is not complete")
    case .world:
      let world = worlds[floorMod(view.place, plan.scenes.count)]!
      let scale = view.canvasFromScene.scale
      let look = WorldView(
        size: plan.size, depth: view.octaves, turns: scale.turns, focus: view.canvasFromScene(.zero),
        time: WorldTime(
          frame: moment.frame, fraction: moment.fraction, framesPerSecond: plan.framesPerSecond,
          loopFrames: plan.period))
      return Layer(
        .drawn(
          WorldCatalog.picture(world, look, format: format, cores: cores, region: mask == nil ? nil : region(of: view))
            .picture),
        mask: mask)
    }
  }

  /// The part of the canvas in which a scene behind a seam can be seen.
  private func region(of view: SceneView) -> CanvasRegion {
    let corners = plan.size.corners.map { plan.size.pixelsFromPlane(view.canvasFromScene($0)) }
    let (x, y) = (corners.map(\.x), corners.map(\.y))
    return CanvasRegion(
      columns: pixels(x.min()!, x.max()!, of: plan.size.width), rows: pixels(y.min()!, y.max()!, of: plan.size.height))
  }

  /// The pixels from one coordinate to another that are on the canvas, and a few beside them.
  private func pixels(_ low: Double, _ high: Double, of count: Int) -> Range<Int> {
    let first = Int(min(max(low - 4, 0), Double(count - 1)))
    return first..<Int(min(max(high + 4, Double(first + 1)), Double(count)))
  }
}
