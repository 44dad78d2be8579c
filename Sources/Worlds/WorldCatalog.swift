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

  /// Deep and flat, warm and cool, calm and rich by turns, the last followed by the first.
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
    Entry(
      name: "rose", summary: "A rose window of coloured glass, ring within ring.",
      octaves: 6, speed: 0.35, make: { RoseWindow($0) }),
    Entry(
      name: "valley", summary: "A misty valley of wooded ridges, one behind the other, toward a low sun.",
      octaves: 6, speed: 0.25, make: { Valley($0) }),
    Entry(
      name: "julia", summary: "A spiral of filaments within filaments, with an eye that never comes nearer.",
      octaves: 5, speed: 0.25, make: { Julia($0) }),
    Entry(
      name: "stair", summary: "A fall down the well of a spiral stair that has no bottom.",
      octaves: 6, speed: 0.3, make: { Stair($0) }),
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
    let brush = world.brush(for: view)
    let width = view.size.width
    cores.forEachBand(of: view.size.height, height: Tile.height) { band in
      let even = wanted.rows.lowerBound / 2 * 2..<(wanted.rows.upperBound + 1) / 2 * 2
      let rows = band.clamped(to: even)
      guard !rows.isEmpty else { return }
      // A band's light stays in the processor's own memory.
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * width * band.count + 16) { memory in
        let light = LightRows(memory.baseAddress!, width: width, top: band.lowerBound, rows: band.count)
        brush(light, rows, wanted.columns)
        grading.develop(light, glow, into: picture, rows: rows, columns: wanted.columns)
      }
    }
    return picture
  }
}

extension World {
  /// What draws parts of a view.
  func brush(for view: WorldView) -> Brush {
    if let world = self as? any SceneWorld { return world.brush(view) }
    let image = RGBImage(view.size)
    return { out, rows, columns in
      draw(view, into: image, rows: rows, columns: columns)
      for y in rows {
        let (from, to) = (y * view.size.width, out.start(y))
        (out.red + to).update(from: image.red + from, count: view.size.width)
        (out.green + to).update(from: image.green + from, count: view.size.width)
        (out.blue + to).update(from: image.blue + from, count: view.size.width)
      }
    }
  }
}
