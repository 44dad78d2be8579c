import Geometry
import Media
import Planning
import Worlds

/// A storyboard while its scenes are generated: those that are made, and what they give to those that follow.
struct ChainSoFar {
  private let chain: ChainMaker
  private var storyboard: Storyboard
  private var survey: Survey
  /// The hashes of takes by their scenes.
  private var hashes: [Int: String] = [:]

  init(_ chain: ChainMaker) {
    self.chain = chain
    storyboard = chain.storyboard
    survey = chain.survey
  }

  func plan() throws -> Plan { try Planner.plan(storyboard, survey) }

  /// What is asked for at a scene; nil for takes and worlds.
  func step(_ index: Int) throws -> ChainStep? {
    guard let pending = storyboard.pending(scene: index) else { return nil }
    return ChainStep(storyboard, pending, index, try plan())
  }

  /// The name of the world before a scene.
  func previousWorld(_ index: Int) -> String? {
    guard index > 0 else { return nil }
    let wish = storyboard.scenes[index - 1]
    if case .world(let recipe) = wish.made?.content { return recipe.name }
    if case .world(let name) = wish.content { return name }
    return nil
  }

  /// The hash of the generated take before a scene.
  func previousHash(_ index: Int) -> String? { hashes[index - 1] }

  /// Puts a take in its scene's place, and returns its hash as it is now: a person may have edited it.
  mutating func add(_ made: TakeRecord, _ step: ChainStep) throws -> String {
    let hash: String
    let content: MadeScene.Content
    if let world = made.world {
      hash = try world.hash
      content = .world(world)
    } else {
      let path = "\(chain.folder.folder(scene: made.scene, take: made.take))/\(made.file!)"
      let facts = try Take.facts(of: path)
      survey.facts[path] = facts
      if facts.kind == .clip { survey.motions[path] = try chain.motion(path, facts) }
      hash = facts.hash
      content = .take(path)
    }
    storyboard.scenes[step.index].made = MadeScene(content, made.provenance(takeHash: hash))
    hashes[step.index] = hash
    return hash
  }

  /// A world as it fits into what is made already. Where the next scene opens in it is its own choice, unless that would move a scene
  /// before it: those were made from where they lie.
  func settled(_ recipe: WorldRecipe, _ step: ChainStep) throws -> WorldRecipe {
    guard recipe.digest != nil else { return recipe }
    var trial = storyboard
    let provenance = Provenance(
      generator: "", prompt: "", seed: 0, sourceHash: "", takeHash: "", firstFrame: "")
    trial.scenes[step.index].made = MadeScene(.world(recipe), provenance)
    let plan = try Planner.plan(trial, survey)
    let place = plan.place(ofScene: step.index, step.direction)
    let settledLinks = step.direction == .in ? 0..<place : place..<plan.links.count
    let moves = settledLinks.contains { plan.links[$0].portal != step.plan.links[$0].portal }
    guard moves else { return recipe }
    var settled = recipe
    settled.digest?.portal = step.plan.scene(at: place).vanishingPoint
    return settled
  }
}
