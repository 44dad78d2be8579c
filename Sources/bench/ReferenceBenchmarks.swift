import Geometry
import Imaging

extension Benchmark {
  /// What the others are to be compared with.
  static func references(_ size: CanvasSize, _ cores: Cores) -> [Benchmark] {
    [
      Benchmark("reference-memcpy-\(size.short)", "a 4:2:0 picture copied within the cache") {
        let from = Picture.textured(size, .yuv420, seed: 1, cores: cores)
        let to = Picture(size, .yuv420)
        return {
          for (source, target) in zip(from.planes, to.planes) {
            target.base.copyMemory(from: source.base, byteCount: source.byteCount)
          }
        }
      }
    ]
  }
}
