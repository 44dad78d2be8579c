import Geometry
import Worlds

/// What a person wishes for one scene.
package struct SceneWish: Equatable, Sendable {
  package var content: SceneContent
  /// Who makes the picture of a prompt.
  package var generator: String?
  /// What the picture of a prompt is not to show.
  package var negativePrompt: String?
  /// The part of the clip that is shown, in seconds of the clip.
  package var from: Double?
  package var to: Double?
  package var reverse = false
  package var crop: CropWish?
  /// The part of a clip's pans and shakes that is made up for, 0 … 1.
  package var steady: Double?
  /// Where the next scene comes from: 0 … 1 of the outgoing picture, y down.
  package var focus: Point?
  /// To the next scene.
  package var octaves: Double?
  package var seconds: Double?
  /// Octaves per second on the way to the next scene; 0: the camera rests while the scene plays.
  package var speed: Double?
  /// Turns over the link to the next scene.
  package var roll: Double?
  /// The moment at which this scene fills the frame, in seconds of the shot.
  package var at: Double?
  package var join: JoinWish?
  package var seed: UInt64?
  /// Values for a world's parameters, by their names.
  package var parameters: [String: Double] = [:]
  package var note: String?
  /// Whether a generator is asked for a clip, as long as the scene is seen, and not for a still.
  package var clip = false
  /// What a world takes over from pictures; not in the file.
  package var digest: SeedDigest?
  /// What has been made of the prompt; not in the file.
  package var made: MadeScene?

  package init(_ content: SceneContent) { self.content = content }

  /// The name of its still or clip, if it is one.
  package var takeName: String? { if case .take(let name) = content { name } else { nil } }
}

/// What a scene is made of.
package enum SceneContent: Equatable, Sendable {
  /// A still or clip, relative to the working folder; `film.mp4#2` is the second take of a film with cuts.
  case take(String)
  /// A built-in world, by name.
  case world(String)
  /// Words for a generator.
  case prompt(String)
}

/// The part of a take that is used, as fractions 0 … 1 of its width and height from the upper left corner.
package struct CropWish: Equatable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// How a scene gives way to the next.
package struct JoinWish: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case auto
    case nested
    case successive
  }

  package var kind = Kind.auto
  /// The width of the hand-over in depth.
  package var octaves: Double?
  /// The length of the hand-over in time.
  package var frames: Int?

  package init(kind: Kind = .auto, octaves: Double? = nil, frames: Int? = nil) {
    self.kind = kind
    self.octaves = octaves
    self.frames = frames
  }
}
