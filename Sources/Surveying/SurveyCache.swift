import Foundation
import Geometry

/// What was measured of clips, kept between runs by the hash of their files: measuring takes as long as playing them.
///
/// In `$XDG_CACHE_HOME/everzoom`, or `~/.cache/everzoom`. Where it cannot be written or read, everything is measured again.
enum SurveyCache {
  /// Grows with every change of what is measured or how.
  private static let version = 1

  static func parts(
    _ facts: TakeFacts, measure: () throws -> [(frames: Range<Int>, motion: ClipMotion)]
  ) rethrows -> [SurveyedPart] {
    let file = folder?.appendingPathComponent("motion-\(version)-\(facts.hash).json")
    if let file, let data = try? Data(contentsOf: file), let known = try? JSONDecoder().decode(Kept.self, from: data),
      known.facts == facts
    {
      return known.parts
    }
    let parts = try measure().map { SurveyedPart(frames: $0.frames, motion: $0.motion) }
    if let file, let data = try? JSONEncoder().encode(Kept(facts: facts, parts: parts)) {
      try? FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? data.write(to: file, options: .atomic)
    }
    return parts
  }

  private struct Kept: Codable {
    let facts: TakeFacts
    let parts: [SurveyedPart]
  }

  private static var folder: URL? {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return URL(fileURLWithPath: cache).appendingPathComponent("everzoom")
    }
    return environment["HOME"].map { URL(fileURLWithPath: $0).appendingPathComponent(".cache/everzoom") }
  }
}
