extension WorldRecipe {
  /// What is wrong with a recipe that was not made here, as a sentence; nil if nothing is. Parameters that the world does not have are
  /// of no effect, and no mistake.
  package var mistake: String? {
    guard let entry = WorldCatalog.entry(name) else { return "there is no world \"\(name)\"" }
    for parameter in WorldCatalog.commonParameters + entry.parameters {
      guard let value = parameters[parameter.name], !parameter.range.contains(value) else { continue }
      let range = parameter.range
      return "the world \(name)'s \(parameter.name) is \(value), expected \(range.lowerBound) … \(range.upperBound)"
    }
    if let placed, !(placed.isFinite && placed.length <= 100) {
      return "the world \(name) is placed at [\(placed.x), \(placed.y)], expected a place on or near the canvas"
    }
    return digest?.mistake
  }
}
