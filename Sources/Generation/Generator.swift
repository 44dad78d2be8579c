import Geometry
import Worlds

/// What makes scenes: the built-in worlds, a command, a server.
package protocol Generator: Sendable {
  /// As storyboards and plans name it.
  var name: String { get }

  /// Makes one scene. Called from one thread at a time; may take long.
  ///
  /// - Parameters:
  ///   - folder: an empty folder for what is made; results must lie in it.
  ///   - report: hears of progress while it works.
  ///   - isCancelled: asked often; once it is true, the generator stops what it does, all of it, and throws `GeneratorError.cancelled`.
  /// - Throws: `GeneratorError`.
  func make(
    _ request: GeneratorRequest, in folder: String, report: @Sendable (GeneratorEvent) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws -> GeneratorReply
}

/// What a generator is asked for. Paths are absolute; nil means there is none.
package struct GeneratorRequest: Equatable, Codable, Sendable {
  package enum Direction: String, Codable, Sendable { case `in`, out }

  package static let version = 1

  /// Of this contract.
  package var version = GeneratorRequest.version
  /// The scene's number in the storyboard, from 1.
  package var scene: Int
  /// The candidate of this scene, from 1.
  package var take: Int
  package var prompt: String?
  package var negativePrompt: String?
  package var seed: UInt64
  /// The previous scene's final frame, a PNG of the canvas's size: the new scene begins on it.
  package var seedFrame: String?
  /// The previous scene's last frames, to go on from: an MP4.
  package var seedClip: String?
  /// The picture to end on, a PNG of the canvas's size.
  package var endFrame: String?
  /// White where `seedFrame` is to be painted, black where it is known: a PNG of the canvas's size.
  package var mask: String?
  package var width: Int
  package var height: Int
  package var framesPerSecond: Rational
  /// The length that is wanted; a still will do where both are nil.
  package var frames: Int?
  package var seconds: Double?
  package var direction: Direction
  /// How far the camera goes through the scene.
  package var octaves: Double

  package init(
    scene: Int, take: Int = 1, prompt: String?, seed: UInt64, size: CanvasSize, framesPerSecond: Rational,
    direction: Direction, octaves: Double
  ) {
    self.scene = scene
    self.take = take
    self.prompt = prompt
    self.seed = seed
    width = size.width
    height = size.height
    self.framesPerSecond = framesPerSecond
    self.direction = direction
    self.octaves = octaves
  }
}

/// What a generator has made.
package struct GeneratorReply: Equatable, Codable, Sendable {
  package enum Made: Equatable, Codable, Sendable {
    /// A file in the work folder.
    case still(String)
    case clip(String)
    /// Numbered pictures in the work folder, in order.
    case frames([String])
    /// Nothing on disk: a world that draws itself.
    case world(WorldRecipe)
  }

  /// How the scene's first frame relates to the seed frame.
  package enum Fidelity: String, Codable, Sendable, CaseIterable {
    /// The same picture, pixel by pixel but for coding.
    case exact
    /// The same picture to the eye.
    case close
    /// It was led by it.
    case loose
    case none
  }

  package var made: Made
  package var firstFrame: Fidelity
  /// What the generator says of its work, such as its model: for people and for provenance.
  package var metadata: [String: String]

  package init(_ made: Made, firstFrame: Fidelity, metadata: [String: String] = [:]) {
    self.made = made
    self.firstFrame = firstFrame
    self.metadata = metadata
  }
}

/// What a generator tells while it works.
package enum GeneratorEvent: Equatable, Sendable {
  /// A part 0 … 1 of the work is done.
  case progress(Double)
  case note(String)
}

/// Why a scene was not made.
package enum GeneratorError: Error, Equatable {
  /// The request can never be fulfilled, such as a prompt that is refused: exit code 65.
  case refused(String)
  /// What makes scenes is not there, or stays busy after all retries: exit code 69 or 75.
  case unavailable(String)
  /// It broke, or what it made is not what was asked for: exit code 70 or 65.
  case failed(String)
  /// It must be set up first, such as a missing key: exit code 77.
  case notAllowed(String)
  case cancelled
}
