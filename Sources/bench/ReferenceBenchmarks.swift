import Geometry
import Imaging
import Media

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
      },
      swscale("magnify", "libswscale's Lanczos, magnifying by 4/3 on one core", source: size.scaled(0.75), size, cores),
      swscale("shrink", "libswscale's Lanczos, shrinking by 1.5 on one core", source: size.scaled(1.5), size, cores),
    ]
  }

  private static func swscale(
    _ name: String, _ summary: String, source: CanvasSize, _ size: CanvasSize, _ cores: Cores
  ) -> Benchmark {
    Benchmark("reference-swscale-\(name)-\(size.short)", summary) {
      let scaler = try ReferenceScaler(
        from: .textured(source, .yuv420, seed: 1, cores: cores), to: Picture(size, .yuv420))
      return { try scaler.scale() }
    }
  }
}
