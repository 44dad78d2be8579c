import Geometry
import Imaging
import Worlds

/// All built-in worlds on one picture: a row for each, seen at four depths.
package enum WorldGallery {
  package static let depths = [0.0, 1.6, 7.3, 100.6]

  package static func draw(width: Int, seed: Seed, cores: Cores) -> Picture {
    let size = CanvasSize(width, max(1, width * 9 / 16))
    let time = WorldTime(frame: 0, framesPerSecond: Rational(30))
    let pictures = WorldCatalog.entries.enumerated().flatMap { index, entry in
      let world = entry.make(seed.at("world", index))
      return depths.map { depth in
        WorldCatalog.picture(
          world, WorldView(size: size, depth: depth, time: time), format: .yuv444, cores: cores
        ).picture
      }
    }
    return contactSheet(pictures, columns: depths.count, gap: 4)
  }
}
