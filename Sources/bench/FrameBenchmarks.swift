import Geometry
import Imaging
import Media
import Planning
import Rendering

extension Benchmark {
  /// Whole frames composed of two stills, with no sink: four of them, spread over the octave from one still to the next.
  static func frames(_ size: CanvasSize, _ cores: Cores) -> [Benchmark] {
    [
      frame("centred", "two stills, one in the middle of the other", .centred, size, cores),
      frame("offcentre", "the same, away from the middle", .offCentre, size, cores),
      frame("rolling", "the same, rolling by 1/20 turn an octave", .rolling, size, cores),
    ]
  }

  private static func frame(
    _ name: String, _ summary: String, _ view: NestedStills.View, _ size: CanvasSize, _ cores: Cores
  ) -> Benchmark {
    let numbers = [6, 21, 36, 51]
    return Benchmark("frame-\(name)-\(size.short)", summary, frames: numbers.count) {
      let stills = try NestedStills(size, view, cores: cores)
      let renderer = try FrameRenderer(stills.plan, format: .yuv420, cores: cores)
      let picture = Picture(size, .yuv420)
      return {
        try withExtendedLifetime(stills) { for number in numbers { try renderer.draw(number, into: picture) } }
      }
    }
  }
}
