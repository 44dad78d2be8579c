import Geometry

/// A world and all that decides how it looks: it draws the same pictures from the same recipe, for ever.
package struct WorldRecipe: Equatable, Codable, Sendable {
  /// As in `WorldCatalog`.
  package var name: String
  package var seed: Seed
  /// Values by the names of the world's parameters; what is not here has its usual value.
  package var parameters: [String: Double]
  /// What the world takes over from the picture that it begins on.
  package var digest: SeedDigest?
  /// Where its vanishing point is to stand when it fills the canvas, in plane units; nil: where the digest says, or in the middle.
  package var placed: Point?

  package init(
    _ name: String, seed: Seed, parameters: [String: Double] = [:], digest: SeedDigest? = nil, placed: Point? = nil
  ) {
    self.name = name
    self.seed = seed
    self.parameters = parameters
    self.digest = digest
    self.placed = placed
  }
}

/// A number by which worlds of one kind differ.
package struct WorldParameter: Sendable {
  package let name: String
  /// What it does, in a few words for people.
  package let summary: String
  package let range: ClosedRange<Double>
  package let usual: Double

  package init(_ name: String, _ summary: String, _ range: ClosedRange<Double>, usual: Double) {
    self.name = name
    self.summary = summary
    self.range = range
    self.usual = usual
  }
}

extension WorldRecipe {
  /// Where the world's vanishing point stands when it fills the canvas, in plane units.
  package var vanishingPoint: Point { placed ?? digest?.portal ?? .zero }

  /// The value of one of the world's parameters.
  func value(_ parameter: WorldParameter) -> Double { parameters[parameter.name] ?? parameter.usual }
}

/// As a file: `{"name": "agate", "seed": 17}`, with parameters, digest and place where there are any.
extension WorldRecipe {
  private enum Key: String, CodingKey { case name, seed, parameters, digest, placed }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    name = try box.decode(String.self, forKey: .name)
    seed = Seed(try box.decode(UInt64.self, forKey: .seed))
    parameters = try box.decodeIfPresent([String: Double].self, forKey: .parameters) ?? [:]
    digest = try box.decodeIfPresent(SeedDigest.self, forKey: .digest)
    placed = try box.decodeIfPresent(Point.self, forKey: .placed)
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(name, forKey: .name)
    try box.encode(seed.bits, forKey: .seed)
    if !parameters.isEmpty { try box.encode(parameters, forKey: .parameters) }
    try box.encodeIfPresent(digest, forKey: .digest)
    try box.encodeIfPresent(placed, forKey: .placed)
  }
}
