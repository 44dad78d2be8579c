import Geometry
import Imaging

/// Something whose speed is of interest.
struct Benchmark {
  let name: String
  /// What one frame of it is, for people.
  let summary: String
  /// How many frames one call of the work makes.
  let frames: Int
  /// Makes all that the work needs, and returns the work.
  let prepare: () throws -> () throws -> Void

  init(_ name: String, _ summary: String, frames: Int = 1, prepare: @escaping () throws -> () throws -> Void) {
    self.name = name
    self.summary = summary
    self.frames = frames
    self.prepare = prepare
  }

  /// All of them, references first.
  static func all(_ cores: Cores) -> [Benchmark] {
    let sizes = [CanvasSize(1920, 1080), CanvasSize(3840, 2160)]
    return sizes.flatMap { references($0, cores) } + sizes.flatMap { kernels($0, cores) }
      + sizes.flatMap { frames($0, cores) } + sizes.flatMap { films($0, cores) } + worlds(sizes[0], cores)
      + motions(cores)
  }
}

extension CanvasSize {
  /// As in the names of benchmarks: 1080 for 1920x1080.
  var short: String { "\(height)" }

  func scaled(_ factor: Double) -> CanvasSize { CanvasSize(Int(Double(width) * factor), Int(Double(height) * factor)) }
}
