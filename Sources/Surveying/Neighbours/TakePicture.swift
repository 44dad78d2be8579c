import Geometry
import Imaging
import Media
import Planning

/// One picture of a take: a still's, or a frame of a clip.
struct TakePicture {
  private let file: String
  private let facts: TakeFacts
  private let frame: Int

  /// In a picture with fewer pixels on a side nothing is looked for.
  static let leastSide = 48

  /// The picture with which a scene of a take ends, as it is played.
  init(endOf scene: SceneWish, _ take: String, _ survey: Survey) {
    self.init(scene, take, survey) { scene.reverse ? $0.lowerBound : $0.upperBound }
  }

  /// The picture with which it begins.
  init(beginningOf scene: SceneWish, _ take: String, _ survey: Survey) {
    self.init(scene, take, survey) { scene.reverse ? $0.upperBound : $0.lowerBound }
  }

  private init(_ scene: SceneWish, _ take: String, _ survey: Survey, _ frame: (ClosedRange<Int>) -> Int) {
    guard let facts = survey.facts[take] else { preconditionFailure("takes have been looked at") }
    file = TakeName(take).file
    self.facts = facts
    self.frame = facts.kind == .clip ? frame(scene.frames(facts, part: survey.parts[take]?.frames)) : 0
  }

  /// 4:4:4. Throws `MediaError` when the file cannot be read.
  func read() throws -> Picture {
    guard facts.kind == .clip else { return try readStill(file, .yuv444) }
    return try ClipReader(path: file, facts: facts, format: .yuv444).picture(at: frame)
  }
}

/// All that its pixels depend on.
extension TakePicture: Encodable {
  private enum Key: String, CodingKey { case hash, frame }

  func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(facts.hash, forKey: .hash)
    try box.encode(frame, forKey: .frame)
  }
}
