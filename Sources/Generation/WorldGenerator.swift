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
    var digest = try request.seedFrame.map { SeedDigest(of: try known($0, mask: request.mask)) }
    // What lies around a known middle has its colours and light, and shapes of its own.
    if request.mask != nil { digest?.forgetShapes() }
    let reading = PromptReading(
      request.prompt ?? "", negative: request.negativePrompt ?? "", seed: Seed(request.seed), previous: previous,
      seedFrame: digest)
    let recipe = reading.recipe()
    for note in notes(reading, recipe) { report(.note(note)) }
    return GeneratorReply(
      .world(recipe), firstFrame: digest == nil ? .none : .loose, metadata: ["world": recipe.name])
  }

  private func notes(_ reading: PromptReading, _ recipe: WorldRecipe) -> [String] {
    var notes = reading.taken.map(\.description)
    if !reading.isPlaceTold { notes.append("no place is named; the seed has chosen the world \(recipe.name)") }
    if !reading.unknown.isEmpty {
      notes.append("words that worlds do not know only vary it: \(reading.unknown.joined(separator: ", "))")
    }
    return notes
  }

  /// The seed frame, or the rectangle of it that holds what is not to be painted.
  private func known(_ path: String, mask: String?) throws -> Picture {
    let picture = try readStill(path, .yuv444)
    guard let mask = try mask.map({ try readStill($0, .yuv444).planes[0] }) else { return picture }
    precondition(mask.size == picture.size, "a mask is as large as its picture")
    let isKnown = { (x: Int, y: Int) in mask.row8(y)[x] < 128 }
    let rows = (0..<mask.height).filter { y in (0..<mask.width).contains { isKnown($0, y) } }
    let columns = (0..<mask.width).filter { x in rows.contains { isKnown(x, $0) } }
    guard let top = rows.first, let left = columns.first else { return picture }
    let part = Picture(CanvasSize(columns.count, rows.count), .yuv444, cleared: false)
    for plane in 0..<3 {
      for y in 0..<rows.count {
        part.planes[plane].row8(y).update(from: picture.planes[plane].row8(top + y) + left, count: columns.count)
      }
    }
    return part
  }
}
