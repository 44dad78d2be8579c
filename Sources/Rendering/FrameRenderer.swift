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
  private let stage: WorldStage
  /// Of scenes that were seen through an opening.
  private var lights = FrameMemo<MeanLight>(most: keptAround)
  /// Arrival maps by the links they belong to, made ready.
  private var arrivals = FrameMemo<ArrivalTable>(most: keptAround)

  /// How many scenes and links are kept ready beside those that a frame shows.
  static let keptAround = 4

  /// - Parameters:
  ///   - worlds: how finely worlds are drawn.
  ///   - cacheBytes: about how much memory decoded takes may keep beside those that a frame shows; 0 keeps nothing at all, which changes
  ///     speed and never a pixel.
  /// - Throws: `Problem` if the plan names a world that this program does not have.
  package init(
    _ plan: Plan, format: PictureFormat, cores: Cores, worlds finish: WorldFinish = .film,
    cacheBytes: Int = TakeShelf.usualBytes
  ) throws {
    self.plan = plan
    self.format = format
    self.cores = cores
    composer = Composer(size: plan.size, format: format, cores: cores)
    shelf = TakeShelf(plan.takes, format: format, cores: cores, bytes: cacheBytes)
    stage = try WorldStage(plan, format: format, cores: cores, finish)
  }

  package func frame(at number: Int) throws -> Picture {
    let picture = Picture(plan.size, format, cleared: false)
    try draw(number, into: picture)
    return picture
  }

  /// What is seen at one instant: a frame with an open shutter is the mean of several.
  package func picture(at moment: FrameTime) throws -> Picture {
    let picture = Picture(plan.size, format, cleared: false)
    try draw(moment, into: picture)
    return picture
  }

  /// One scene alone, without anything around it or in it, as a camera sees it at a moment: pure geometry, no seam and no shutter. Outside
  /// a take it is mirrored. With `seconds`, that second of a clip is shown.
  package func sceneAlone(_ camera: Camera, at moment: FrameTime, seconds: Double? = nil) throws -> Picture {
    var view = plan.viewAlone(camera, at: moment)
    view.seconds = seconds ?? view.seconds
    let picture = Picture(plan.size, format, cleared: false)
    try draw([view], at: moment, into: picture)
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
    try draw(plan.views(at: moment), at: moment, into: picture)
  }

  private func draw(_ views: [SceneView], at moment: FrameTime, into picture: Picture) throws {
    shelf.beginFrame()
    arrivals.beginFrame()
    lights.beginFrame()
    stage.beginFrame(showing: views.map(\.place))
    var layers: [Layer] = []
    var around: WorldLayer?
    var hole: (any LayerMask)?
    for view in views {
      switch plan.scene(at: view.place).content {
      case .take(let take):
        let takeFromCanvas = takeFromCanvas(take, view)
        let border = border(take, view, takeFromCanvas)
        let mask = mask(of: view, seenThrough: around, hole, border: border)
        let seeThrough = try seeThrough(take, view, takeFromCanvas)
        let seen = mask.map { mask in seeThrough.map { JointMask(.both, mask, $0.ownMask) } ?? mask }
        layers.append(Layer(.take(try sampler(take, view, takeFromCanvas)), mask: seen, colour: view.colour))
        let hasHole = plan.link(after: view.place)?.isThroughHole ?? false
        hole = hasHole ? seeThrough.map { $0.holeMask(seen: mask) } : nil
        around = nil
      case .world:
        let mask = mask(of: view, seenThrough: around, hole, border: nil)
        let drawn = stage.draw(
          view, region(of: view, within: around?.region), light: try openingLight(view), at: moment)
        layers.append(Layer(drawn.source, mask: mask, colour: view.colour))
        (around, hole) = (drawn, nil)
      case .pending:
        try plan.checkIsComplete()
        preconditionFailure("a plan with a pending scene is not complete")
      }
    }
    composer.compose(layers, into: picture)
  }

  /// How much a still that is see-through shows; nil for any other take.
  private func seeThrough(_ take: Int, _ view: SceneView, _ takeFromCanvas: Similarity) throws -> SeeThrough? {
    let isThroughHole = plan.link(after: view.place)?.isThroughHole ?? false
    guard plan.scene(at: view.place).showsAround || isThroughHole, let alpha = try shelf.alpha(take) else { return nil }
    return SeeThrough(alpha, takeFromCanvas: takeFromCanvas, canvas: plan.size, cores: cores)
  }

  /// Where a scene is seen: where it has turned, and through a hole of the one around it.
  private func mask(
    of view: SceneView, seenThrough world: WorldLayer?, _ hole: (any LayerMask)?, border: PictureBorder?
  ) -> (any LayerMask)? {
    let turned = entranceMask(of: view, seenThrough: world, border: border)
    guard let hole, let turned else { return turned }
    return JointMask(.either, turned, border.map { JointMask(.both, hole, BorderMask($0)) } ?? hole)
  }

  private func entranceMask(
    of view: SceneView, seenThrough world: WorldLayer?, border: PictureBorder?
  ) -> (any LayerMask)? {
    switch view.entrance {
    case nil: nil
    case .seam(let seam):
      SeamMask(
        seam, sceneFromCanvas: view.canvasFromScene.inverse, pole: view.vanishingPoint, presence: view.presence,
        canvas: plan.size)
    case .handOver(let handOver):
      ArrivalMask(
        handOver, octaves: view.octaves, sceneFromCanvas: view.canvasFromScene.inverse, pole: handOver.pole,
        border: border, presence: view.presence, canvas: plan.size, table: table(handOver, view.place - 1))
    case .opening(let opening):
      world?.aperture.map {
        Aperture(
          $0, columns: world!.region.columns, rows: world!.region.rows,
          middle: view.canvasFromScene(view.vanishingPoint),
          rim: opening.rim, presence: view.presence)
      }
    }
  }

  private func table(_ handOver: HandOver, _ place: Int) -> ArrivalTable {
    arrivals.value(plan.order.scene(at: place)) { ArrivalTable(handOver.arrival, mist: handOver.mist) }
  }

  private func sampler(_ take: Int, _ view: SceneView, _ takeFromCanvas: Similarity) throws -> PictureSampler {
    let pyramid = try shelf.pyramid(take, seconds: view.seconds, reader: plan.order.scene(at: view.place))
    return PictureSampler(pyramid, sourceFromCanvas: takeFromCanvas, canvas: plan.size, format: format)
  }

  /// From pixels of the canvas to those of the take's frame that is shown.
  private func takeFromCanvas(_ take: Int, _ view: SceneView) -> Similarity {
    let frame = view.seconds.map { plan.takes[take].facts.times.index(at: $0) } ?? 0
    let takeFromScene = plan.takeFromScene(plan.scene(at: view.place), frame: frame)!
    return plan.size.pixelsFromPlane.inverse.then(view.canvasFromScene.inverse).then(takeFromScene)
  }

  /// Where the shown part of a take's picture ends.
  private func border(_ take: Int, _ view: SceneView, _ takeFromCanvas: Similarity) -> PictureBorder {
    let size = plan.takes[take].facts.size
    var beyond = 0.0
    if case .handOver(let handOver)? = view.entrance, handOver.mist != nil {
      beyond = Contour.mirrored / plan.fit(of: plan.scene(at: view.place))!.unitsPerPixel
    }
    guard let crop = plan.scene(at: view.place).crop else {
      return PictureBorder(size, beyond: beyond, pictureFromCanvas: takeFromCanvas)
    }
    let corner = Point(x: crop.x * Double(size.width), y: crop.y * Double(size.height))
    let shown = CanvasSize(
      max(1, Int((crop.width * Double(size.width)).rounded())),
      max(1, Int((crop.height * Double(size.height)).rounded())))
    return PictureBorder(
      shown, beyond: beyond, pictureFromCanvas: takeFromCanvas.then(Similarity(offset: -corner)))
  }

  /// The part of the canvas in which a scene can be seen.
  package func region(of view: SceneView, within around: CanvasRegion? = nil) -> CanvasRegion {
    let all = CanvasRegion.all(plan.size)
    switch view.entrance {
    case nil: return all
    case .seam: return region(holding: plan.size.corners.map { view.canvasFromScene($0) })
    case .handOver(let handOver):
      // A contour may lie beyond the scene's frame.
      let reach = handOver.mist == nil ? 1 : JoinSight.reach
      return region(holding: plan.size.corners.map { view.canvasFromScene($0 * reach) })
    case .opening(let opening):
      let (middle, far) = (view.canvasFromScene(view.vanishingPoint), opening.rim.upperBound)
      let region = region(holding: [Point(x: -far, y: -far), Point(x: far, y: far)].map { middle + $0 })
      return region.clamped(to: around ?? all)
    }
  }

  /// The pixels around some points of the plane that are on the canvas, and a few beside them.
  private func region(holding points: [Point]) -> CanvasRegion {
    let pixels = points.map { plan.size.pixelsFromPlane($0) }
    func range(_ coordinates: [Double], of count: Int) -> Range<Int> {
      let first = Int(min(max(coordinates.min()! - 4, 0), Double(count - 1)))
      return first..<Int(min(max(coordinates.max()! + 4, Double(first + 1)), Double(count)))
    }
    return CanvasRegion(
      columns: range(pixels.map(\.x), of: plan.size.width), rows: range(pixels.map(\.y), of: plan.size.height))
  }

  /// The mean light of the scene that is seen through a world's opening.
  private func openingLight(_ view: SceneView) throws -> MeanLight? {
    guard view.opening != nil else { return nil }
    let next = plan.order.scene(at: view.place + 1)
    return try lights.value(next) { try meanLight(next) }
  }

  private func meanLight(_ index: Int) throws -> MeanLight {
    let scene = plan.scenes[index]
    guard case .take(let take) = scene.content else { return stage.meanLight(index) }
    return MeanLight(try shelf.pyramid(take, seconds: scene.playback?.from, reader: index))
  }

  /// How much is kept ready, for tests.
  package var keptCounts: [Int] { [stage.keptCount, arrivals.count, lights.count] }
}
