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

  package static let entries: [Entry] = []

  package static func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// Draws and grades one picture of a world.
  package static func picture(_ world: any World, _ view: WorldView, format: PictureFormat, cores: Cores) -> Picture {
    Picture.black(view.size, format)
  }
}
