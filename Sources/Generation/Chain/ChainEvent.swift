import Planning

/// What happens while a chain is made.
package enum ChainEvent: Equatable, Sendable {
  /// It is as it has to be.
  case kept(scene: Int, take: Int)
  /// A person has changed the file; it is kept so.
  case edited(scene: Int, take: Int)
  /// It was replaced once, and is what is wanted again.
  case broughtBack(scene: Int, take: Int)
  case making(scene: Int, take: Int, generator: String, ChainReason)
  case told(scene: Int, take: Int, GeneratorEvent)
  case made(scene: Int, take: Int)
}

/// Why a take is made.
package enum ChainReason: String, Equatable, Sendable {
  case missing = "it was missing"
  case redo = "it was asked for again"
  case generator = "its generator has changed"
  case prompt = "its prompt has changed"
  case seed = "its seed has changed"
  case before = "the scene before it has changed"
  case source = "what it is made from has changed"

  init(_ present: TakeRecord?, _ step: ChainStep, seededBy: String?) {
    guard let present else {
      self = .missing
      return
    }
    let request = step.request(take: present.take)
    self =
      if present.generator != step.pending.generator {
        .generator
      } else if present.prompt != request.prompt || present.negativePrompt != request.negativePrompt {
        .prompt
      } else if present.seed != request.seed {
        .seed
      } else if present.seededBy != seededBy {
        .before
      } else {
        .source
      }
  }
}

/// A scene that was not made.
package struct ChainError: Error {
  /// In the storyboard, from 1.
  package let scene: Int
  /// Where the scenes before it are.
  package let folder: String
  package let cause: GeneratorError
}
