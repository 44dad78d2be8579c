import Geometry
import Imaging

/// The built-in worlds, by name.
package enum WorldCatalog {
  package struct Entry: Sendable {
    package let name: String
    /// One sentence for people.
    package let summary: String
    /// Octaves that one flies through it before the next scene, and octaves per second, at their best.
    package let octaves: Double
    package let speed: Double
    package let make: @Sendable (Seed) -> any World
  }

  package static let entries: [Entry] = [
    Entry(
      name: "dahlia", summary: "A flower without end: petals open outward from a heart that is never reached.",
      octaves: 7, speed: 0.4, make: { Dahlia($0) }),
    Entry(
      name: "cloudsea", summary: "A flight between banks of cumulus toward a low sun.",
      octaves: 7, speed: 0.3, make: { Cloudsea($0) }),
    Entry(
      name: "agate", summary: "Bands of stone around a centre that keeps opening.",
      octaves: 7, speed: 0.35, make: { Agate($0) }),
    Entry(
      name: "enfilade", summary: "A walk through painted rooms, door behind door.",
      octaves: 6, speed: 0.25, make: { Enfilade($0) }),
  ]

  package static func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// Draws and grades one picture of a world. With a region, only its pixels are drawn; the picture outside it is arbitrary.
  package static func picture(
    _ world: any World, _ view: WorldView, format: PictureFormat, cores: Cores, region: CanvasRegion? = nil
  ) -> Picture {
    let wanted = (region ?? .all(view.size)).widened(by: 2, within: view.size)
    let picture = Picture(view.size, format, cleared: false)
    guard !wanted.columns.isEmpty && !wanted.rows.isEmpty else { return picture }
    let glow = Glow(world, view, cores: cores)
    let grading = Grading(world.grade, view, format)
    let image = RGBImage(view.size)
    cores.forEachBand(of: view.size.height, height: Tile.height) { band in
      let rows = band.clamped(to: wanted.rows.lowerBound / 2 * 2..<(wanted.rows.upperBound + 1) / 2 * 2)
        .clamped(to: 0..<view.size.height)
      guard !rows.isEmpty else { return }
      world.draw(view, into: image, rows: rows, columns: wanted.columns)
      grading.develop(image, glow, into: picture, rows: rows, columns: wanted.columns)
    }
    return picture
  }
}
