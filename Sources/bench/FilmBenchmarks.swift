import Foundation
import Checking
import Geometry
import Imaging
import Media
import Planning
import Rendering
import Surveying

extension Benchmark {
  /// Short films of two stills: composed only, and encoded as well.
  static func films(_ size: CanvasSize, _ cores: Cores) -> [Benchmark] {
    [
      film("null", "composed and thrown away", "null", size, cores),
      film("x264", "composed, and encoded by x264 veryfast into an MP4", nil, size, cores),
      check(size, cores),
    ]
  }

  /// Reads such a film and measures how continuous it is.
  private static func check(_ size: CanvasSize, _ cores: Cores) -> Benchmark {
    Benchmark("check-\(size.short)", "decoded and checked", frames: filmFrames) {
      let film = try CheckedFilm(size, frames: filmFrames, cores: cores)
      return { try film.check(cores) }
    }
  }

  private static let filmFrames = 12

  /// `destination` nil is an MP4 in the folder for temporary files.
  private static func film(
    _ name: String, _ summary: String, _ destination: String?, _ size: CanvasSize, _ cores: Cores
  ) -> Benchmark {
    Benchmark("film-\(name)-\(size.short)", summary, frames: filmFrames) {
      let stills = try NestedStills(size, .centred, cores: cores)
      var settings = FilmSettings(
        size: size, framesPerSecond: stills.plan.framesPerSecond, frameCount: filmFrames)
      settings.encoding.threads = cores.count
      let path = FileManager.default.temporaryDirectory.appending(path: "everzoom-bench-\(UUID().uuidString).mp4").path
      let renderer = try FrameRenderer(stills.plan, format: .yuv420, cores: cores)
      return { [settings] in
        let sink = try Sinks.open(destination ?? path, settings)
        _ = try RenderJob(renderer, frames: 20..<20 + filmFrames, sink: sink).run { _ in true }
        try withExtendedLifetime(stills) {
          if destination == nil { try FileManager.default.removeItem(atPath: path) }
        }
      }
    }
  }
}

/// An encoded film of two stills, gone when nothing needs it any more.
private final class CheckedFilm {
  private let path = FileManager.default.temporaryDirectory.appending(path: "everzoom-bench-\(UUID().uuidString).mp4")
    .path
  private let facts: TakeFacts

  init(_ size: CanvasSize, frames: Int, cores: Cores) throws {
    let stills = try NestedStills(size, .centred, cores: cores)
    let settings = FilmSettings(
      size: size, framesPerSecond: stills.plan.framesPerSecond, frameCount: frames)
    let renderer = try FrameRenderer(stills.plan, format: .yuv420, cores: cores)
    let sink = try Sinks.open(path, settings)
    _ = try RenderJob(renderer, frames: 20..<20 + frames, sink: sink).run { _ in true }
    facts = try Take.facts(of: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func check(_ cores: Cores) throws {
    let check = try FilmCheck(path: path, facts: facts, frames: 0..<facts.frameCount, judgesLoop: false, cores: cores)
    _ = try check.series { _ in true }
  }
}
