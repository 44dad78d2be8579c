import Geometry
import Imaging
import Media
import Planning

/// The frames with which a clip begins, in the order in which they are played.
struct ClipStart {
  private let file: String
  private let facts: TakeFacts
  private let frames: [Int]

  /// Nil for what is no clip.
  init?(of scene: SceneWish, _ take: String, _ survey: Survey) {
    guard let facts = survey.facts[take], facts.kind == .clip else { return nil }
    file = TakeName(take).file
    self.facts = facts
    let played = scene.frames(facts, part: survey.parts[take]?.frames)
    frames = (0..<min(RepeatedFrames.most + 1, played.count)).map {
      scene.reverse ? played.upperBound - $0 : played.lowerBound + $0
    }
  }

  /// How many of them show again what a clip before ended on. Throws `MediaError` when the file cannot be read.
  func repeated(after last: Picture) throws -> Int {
    let reader = try ClipReader(path: file, facts: facts, format: .yuv420)
    return RepeatedFrames.count(try frames.map { try reader.picture(at: $0) }, after: last)
  }
}

/// All that its pixels depend on.
extension ClipStart: Encodable {
  private enum Key: String, CodingKey { case hash, frames }

  func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(facts.hash, forKey: .hash)
    try box.encode(frames, forKey: .frames)
  }
}
