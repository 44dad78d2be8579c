import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `The middle of a world` {
  /// Pixels that look at the vanishing point itself, or past it by a hair, with an opening there and without.
  @Test(arguments: WorldCatalog.entries.map(\.name)) func `is as bright as other places`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    let size = CanvasSize(64, 36)
    for number in 0..<24 {
      let seed = Seed(11).at("middle", number)
      let world = entry.make(seed)
      // The centre of pixel (32, 18), or the place that stairs look at, a third of a pixel above it.
      let beside = Point(turns: seed.at("turns").unit, length: PortableMath.exp2(-4 - 26 * seed.at("far").unit))
      let above = number % 2 == 0 ? 0 : size.pixel / 3
      let focus = Point(x: size.pixel / 2, y: size.pixel / 2 - above) + beside * size.pixel
      let opening =
        number % 3 == 0 ? nil : Opening(ahead: seed.at("ahead").unit * 8, reach: 1.73, light: (0.3, 0.4, 0.2))
      let view = WorldView(
        size: size, depth: seed.at("depth").unit * 6, focus: focus,
        time: WorldTime(frame: number, framesPerSecond: Rational(30)), opening: opening)
      let light = RGBImage(size)
      world.draw(view, into: light, rows: 0..<size.height)
      for plane in [light.red, light.green, light.blue] {
        #expect((0..<size.width * size.height).allSatisfy { (-0.5...40).contains(plane[$0]) }, "view \(number)")
      }
    }
  }
}
