import Media
import Planning

extension Plan {
  /// What a film of this plan tells of its generated scenes and worlds, in the order in which they are seen first; nil when it shows given takes
  /// alone.
  var filmProvenance: FilmProvenance? {
    let list = (direction == .in ? scenes : scenes.reversed()).compactMap { scene -> FilmProvenance.Scene? in
      if let made = scene.provenance {
        return FilmProvenance.Scene(
          generator: made.generator, prompt: made.prompt, seed: made.seed, sourceHash: made.sourceHash)
      }
      guard case .world(let recipe) = scene.content else { return nil }
      return FilmProvenance.Scene(generator: "worlds: \(recipe.name)", seed: recipe.seed.bits)
    }
    guard !list.isEmpty else { return nil }
    let isByModel = scenes.contains { $0.provenance?.isByModel == true }
    let once = list.indices.filter { !list[..<$0].contains(list[$0]) }.map { list[$0] }
    return FilmProvenance(isByModel ? .compositeWithTrainedModel : .algorithmic, scenes: once)
  }
}
