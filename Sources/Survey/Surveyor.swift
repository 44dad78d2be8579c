import Geometry
import Media
import Planning

/// Looks at the files that a storyboard names.
package enum Surveyor {
  /// What is known of each take, by its path as the storyboard writes it.
  ///
  /// Throws `Problems` with one problem for each scene whose take cannot be used, in the storyboard's own lines.
  package static func facts(of storyboard: Storyboard) throws -> [String: TakeFacts] {
    var facts: [String: TakeFacts] = [:]
    var problems: [Problem] = []
    for (index, scene) in storyboard.scenes.enumerated() {
      guard case .take(let path) = scene.content, facts[path] == nil else { continue }
      do {
        facts[path] = try Take.facts(of: path)
      } catch let error as MediaError {
        problems.append(problem(storyboard, scene: index, error))
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    return facts
  }

  private static func problem(_ storyboard: Storyboard, scene: Int, _ error: MediaError) -> Problem {
    guard let source = storyboard.source else { return Problem(error.description) }
    let path = JSONPath(["scenes", .index(scene), "take"])
    return source.problem(at: path, "\(path): \(error.description)")
  }
}
