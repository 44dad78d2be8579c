import Geometry
import Imaging
import Worlds

extension Benchmark {
  /// Every world of the catalog, drawn and graded: four frames a quarter of an octave apart.
  static func worlds(_ size: CanvasSize, _ cores: Cores) -> [Benchmark] {
    WorldCatalog.entries.map { entry in
      Benchmark("world-\(entry.name)-\(size.short)", entry.summary, frames: 4) {
        let world = entry.make(Seed(1))
        return {
          for quarter in 0..<4 {
            let time = WorldTime(frame: 20 * quarter, framesPerSecond: Rational(30))
            let view = WorldView(size: size, depth: 3 + Double(quarter) / 4, time: time)
            _ = WorldCatalog.picture(world, view, format: .yuv420, cores: cores)
          }
        }
      }
    }
  }
}
