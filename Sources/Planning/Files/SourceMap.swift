/// Where each thing of a storyboard stood in its file.
package struct SourceMap: Equatable, Sendable {
  package let document: JSONDocument

  package init(_ document: JSONDocument) { self.document = document }

  /// A problem at a place of the file; where the place is not written, at the nearest one around it that is.
  package func problem(at path: JSONPath, _ sentence: String) -> Problem {
    document.problem(sentence, at: document.bytes(at: path).lowerBound)
  }
}

extension Storyboard {
  /// A problem with something in this storyboard: `predicate` goes on after the name of the thing.
  ///
  ///     storyboard.problem(at: ["song", "bpm"], "is 9, which is slower than the film")
  ///     // cosmos.json5:3:22: song.bpm is 9, which is slower than the film
  ///
  /// Without a file it is the same sentence without a place, and a scene's take goes by its own name.
  package func problem(at path: JSONPath, _ predicate: String) -> Problem {
    guard let source else { return Problem(sentence(name(path), predicate)) }
    return source.problem(at: path, sentence(path.description, predicate))
  }

  /// A problem with a key of a scene.
  ///
  ///     storyboard.problem(scene: 2, "take", "is not there")    // …:14:13: scenes[2].take is not there
  package func problem(scene: Int, _ key: String, _ predicate: String) -> Problem {
    problem(at: ["scenes", .index(scene), .key(key)], predicate)
  }

  /// A problem with a scene as a whole.
  package func problem(scene: Int, _ predicate: String) -> Problem {
    problem(at: ["scenes", .index(scene)], predicate)
  }

  private func name(_ path: JSONPath) -> String {
    for (number, scene) in scenes.enumerated() where path == ["scenes", .index(number), "take"] {
      if case .take(let take) = scene.content { return take }
    }
    return path.description
  }

  private func sentence(_ name: String, _ predicate: String) -> String {
    name.isEmpty ? predicate : "\(name) \(predicate)"
  }
}
