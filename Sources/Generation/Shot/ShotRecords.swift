import Foundation
import Planning
import Worlds

/// What a shot folder is and which take of each scene is in the shot: `shot.json`.
package struct ShotRecord: Equatable, Codable, Sendable {
  static let version = 1

  package var everzoom = "shot"
  package var version = ShotRecord.version
  /// In order of their numbers.
  package var scenes: [Scene] = []

  package struct Scene: Equatable, Codable, Sendable {
    /// In the storyboard, from 1.
    package var scene: Int
    /// The candidate that is in the shot, from 1.
    package var take: Int
    /// A hash of everything the take was made from, and one of the take; nil while it is not made.
    package var sourceHash: String?
    package var takeHash: String?
  }

  package subscript(scene: Int) -> Scene {
    get { scenes.first { $0.scene == scene } ?? Scene(scene: scene, take: 1) }
    set {
      scenes.removeAll { $0.scene == scene }
      scenes.append(newValue)
      scenes.sort { $0.scene < $1.scene }
    }
  }
}

/// How a take was made and what it is: `take.json`, the last file that is written into a take's folder.
package struct TakeRecord: Equatable, Codable, Sendable {
  static let version = 1

  package var everzoom = "take"
  package var version = TakeRecord.version
  package var scene: Int
  package var take: Int
  package var generator: String
  package var prompt: String
  package var negativePrompt: String?
  package var seed: UInt64
  /// A hash of everything the take was made from.
  package var sourceHash: String
  /// The hash of the take of the scene before, if that was generated too.
  package var seededBy: String?
  /// The name of the still or clip in the take's folder, or the world.
  package var still: String?
  package var clip: String?
  package var world: WorldRecipe?
  /// The hash of the still's or clip's bytes, or of the world's recipe.
  package var takeHash: String
  package var firstFrame: GeneratorReply.Fidelity
  package var metadata: [String: String]

  /// The name of the file that was made; nil for a world.
  package var file: String? { still ?? clip }

  /// What films and plans tell of the take.
  func provenance(takeHash: String) -> Provenance {
    Provenance(
      generator: generator, prompt: prompt, negativePrompt: negativePrompt, seed: seed, sourceHash: sourceHash,
      takeHash: takeHash, firstFrame: firstFrame.rawValue, metadata: metadata)
  }
}
