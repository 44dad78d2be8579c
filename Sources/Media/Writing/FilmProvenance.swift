/// Where a film's pictures come from, for all who look into the file: its readers, archives, and law that asks for it.
///
/// It holds no more than it is given: no paths, and no names of people or machines.
package struct FilmProvenance: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Drawn by programs that have not been trained on other pictures.
    case algorithmic
    /// In part made by a trained model.
    case compositeWithTrainedModel

    /// The term of the IPTC's vocabulary (cv.iptc.org/newscodes/digitalsourcetype).
    package var digitalSourceType: String {
      "http://cv.iptc.org/newscodes/digitalsourcetype/"
        + (self == .algorithmic ? "algorithmicMedia" : "compositeWithTrainedAlgorithmicMedia")
    }
  }

  /// What one scene was made by, and of what.
  package struct Scene: Equatable, Sendable {
    package var generator: String
    package var prompt: String?
    package var seed: UInt64?
    /// Of what it was made from.
    package var sourceHash: String?

    package init(generator: String, prompt: String? = nil, seed: UInt64? = nil, sourceHash: String? = nil) {
      self.generator = generator
      self.prompt = prompt
      self.seed = seed
      self.sourceHash = sourceHash
    }
  }

  package var kind: Kind
  /// In the film's order.
  package var scenes: [Scene]

  package init(_ kind: Kind, scenes: [Scene]) {
    self.kind = kind
    self.scenes = scenes
  }
}
