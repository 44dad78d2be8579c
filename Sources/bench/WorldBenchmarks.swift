import Geometry
import Imaging
import Worlds

extension Benchmark {
  /// Every world of the catalog, drawn and graded: alone, four frames a quarter of an octave apart, and in flight.
  static func worlds(_ size: CanvasSize, _ cores: Cores) -> [Benchmark] {
    WorldCatalog.entries.flatMap { entry in
      [
        Benchmark("world-\(entry.name)-\(size.short)", entry.summary, frames: 4) {
          let world = entry.make(Seed(1))
          return {
            for quarter in 0..<4 { draw(world, size, cores, depth: 3 + Double(quarter) / 4, frame: 20 * quarter) }
          }
        },
        Benchmark("flight-\(entry.name)-\(size.short)", "the same flown through at 0.35 octaves a second", frames: 30) {
          let world = entry.make(Seed(1))
          // Each call flies on from where the one before it ended.
          var frame = 0
          return {
            for _ in 0..<30 {
              draw(world, size, cores, depth: 3 + Double(frame) * 0.35 / 30, frame: frame)
              frame += 1
            }
          }
        },
      ]
    }
  }

  private static func draw(_ world: any World, _ size: CanvasSize, _ cores: Cores, depth: Double, frame: Int) {
    let time = WorldTime(frame: frame, framesPerSecond: Rational(30))
    let view = WorldView(size: size, depth: depth, time: time)
    _ = WorldCatalog.picture(world, view, format: .yuv420, cores: cores)
  }
}
