import Geometry
import Imaging
import Worlds

/// Pictures of worlds, as tests ask for them.
enum Pictures {
  static func view(
    _ size: CanvasSize, depth: Double, turns: Double = 0, focus: Point = .zero, frame: Int = 0, loop: Int? = nil
  ) -> WorldView {
    WorldView(
      size: size, depth: depth, turns: turns, focus: focus,
      time: WorldTime(frame: frame, framesPerSecond: Rational(24), loopFrames: loop))
  }

  static func draw(
    _ world: any World, _ view: WorldView, _ format: PictureFormat = .yuv420, cores: Int = 2,
    region: CanvasRegion? = nil
  ) -> Picture {
    WorldCatalog.picture(world, view, format: format, cores: Cores(cores), region: region).picture
  }

  /// All samples of a plane in row order.
  static func samples(_ plane: Plane, in region: CanvasRegion? = nil) -> [Int] {
    let region = region ?? .all(plane.size)
    return region.rows.flatMap { y in region.columns.map { plane.sample($0, y) } }
  }

  static func samples(_ picture: Picture) -> [[Int]] { picture.planes.map { samples($0) } }

  /// Luma 0 … 255.
  static func luma(_ world: any World, _ view: WorldView) -> [Double] {
    samples(draw(world, view).planes[0]).map { (Double($0) - 16) * 255 / 219 }
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  static func deviation(_ values: [Double]) -> Double {
    let middle = mean(values)
    return mean(values.map { ($0 - middle) * ($0 - middle) }).squareRoot()
  }

  /// The light of a picture before grading.
  static func light(_ world: any World, _ view: WorldView) -> RGBImage {
    let image = RGBImage(view.size)
    world.draw(view, into: image, rows: 0..<view.size.height)
    return image
  }
}
