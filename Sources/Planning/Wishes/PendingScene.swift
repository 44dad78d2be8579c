import Geometry
import Worlds

/// A scene that is still to be generated.
package struct PendingScene: Equatable, Sendable {
  /// The generator of scenes that do not say: the built-in worlds.
  package static let usualGenerator = "worlds"

  package var prompt: String
  package var negativePrompt: String?
  package var generator: String
  package var seed: UInt64

  package init(prompt: String, negativePrompt: String? = nil, generator: String = usualGenerator, seed: UInt64) {
    self.prompt = prompt
    self.negativePrompt = negativePrompt
    self.generator = generator
    self.seed = seed
  }

  /// Whether it will be a world, and not a take.
  package var willBeWorld: Bool { generator == PendingScene.usualGenerator }

  /// What worlds understand of the prompt, when `previous` is the world before.
  func reading(previous: String?) -> PromptReading {
    PromptReading(prompt, negative: negativePrompt ?? "", seed: Seed(seed), previous: previous)
  }
}

/// What a generator has made of a scene's prompt.
package struct MadeScene: Equatable, Sendable {
  package enum Content: Equatable, Sendable {
    /// A still or clip, relative to the working folder.
    case take(String)
    case world(WorldRecipe)
  }

  package var content: Content
  package var provenance: Provenance

  package init(_ content: Content, _ provenance: Provenance) {
    self.content = content
    self.provenance = provenance
  }
}

/// How a generated scene came about.
package struct Provenance: Equatable, Codable, Sendable {
  package var generator: String
  package var prompt: String
  package var negativePrompt: String?
  package var seed: UInt64
  /// A hash of everything it was made from.
  package var sourceHash: String
  /// A hash of what was made.
  package var takeHash: String
  /// How its first frame relates to the picture before it: exact, close, loose or none.
  package var firstFrame: String
  /// What the generator says of its work, such as its model.
  package var metadata: [String: String]

  package init(
    generator: String, prompt: String, negativePrompt: String? = nil, seed: UInt64, sourceHash: String,
    takeHash: String, firstFrame: String, metadata: [String: String] = [:]
  ) {
    self.generator = generator
    self.prompt = prompt
    self.negativePrompt = negativePrompt
    self.seed = seed
    self.sourceHash = sourceHash
    self.takeHash = takeHash
    self.firstFrame = firstFrame
    self.metadata = metadata
  }
}

extension Provenance {
  /// Whether a trained model made it. A command's program is taken for one unless it says otherwise: `"provenance": "procedural"`.
  package var isByModel: Bool {
    generator != PendingScene.usualGenerator && metadata["provenance"] != "procedural"
  }
}

extension Storyboard {
  /// What is asked for at a scene with a prompt; nil for takes and worlds.
  package func pending(scene index: Int) -> PendingScene? {
    let wish = scenes[index]
    guard case .prompt(let prompt) = wish.content else { return nil }
    // 32 bits, as many servers of models take no more.
    let seed = wish.seed ?? Seed(self.seed).at("prompt", index).bits >> 32
    return PendingScene(
      prompt: prompt, negativePrompt: wish.negativePrompt,
      generator: wish.generator ?? generator ?? PendingScene.usualGenerator, seed: seed)
  }
}

/// A world that a scene is, or will be: what its length depends on.
struct OutlinedWorld {
  let entry: WorldCatalog.Entry
  /// By which its speed is multiplied.
  let pace: Double

  init?(_ name: String, pace: Double = 1) {
    guard let entry = WorldCatalog.entry(name) else { return nil }
    self.entry = entry
    self.pace = pace
  }
}

extension Storyboard {
  /// For each scene the world that it is, or that its prompt will become; nil for takes.
  var outlinedWorlds: [OutlinedWorld?] {
    scenes.indices.reduce(into: []) { worlds, index in
      if let pending = pending(scene: index) {
        let previous = worlds.last.flatMap { $0?.entry.name }
        let reading = pending.willBeWorld ? pending.reading(previous: previous) : nil
        worlds.append(reading.flatMap { OutlinedWorld($0.worlds[0], pace: $0.pace) })
      } else if case .world(let name) = scenes[index].content {
        worlds.append(OutlinedWorld(name))
      } else {
        worlds.append(nil)
      }
    }
  }
}

extension Appearance.Content {
  /// Where a world's vanishing point stands when it fills the canvas; nil for takes. A world to come has it in the middle.
  var worldVanishingPoint: Point? {
    switch self {
    case .world(let recipe): recipe.vanishingPoint
    case .pending(let pending): pending.willBeWorld ? .zero : nil
    case .take: nil
    }
  }
}

extension Plan {
  /// Throws a `Problem` that says what to do when scenes are still to be generated.
  package func checkIsComplete() throws {
    let pending = scenes.indices.filter { if case .pending = scenes[$0].content { true } else { false } }
    guard let first = pending.first, case .pending(let scene) = scenes[first].content else { return }
    let subject = pending.count == 1 ? "a scene of this plan is" : "\(pending.count) scenes of this plan are"
    throw Problem(
      "\(subject) still to be generated, such as \"\(scene.prompt.shortened)\"; run everzoom generate STORYBOARD, "
        + "or render the storyboard itself, which does that first")
  }
}
