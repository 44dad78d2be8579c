import Planning

/// Generators by the names that storyboards have for them.
package struct Generators: Sendable {
  /// The folder that a command's file names start from.
  private let folder: String

  package init(folder: String) { self.folder = folder }

  /// Nil for a name that there is none for.
  package func generator(_ name: String, previousWorld: String? = nil) -> (any Generator)? {
    if name == PendingScene.usualGenerator { return WorldGenerator(previous: previousWorld) }
    guard name.hasPrefix(Generators.commandPrefix) else { return nil }
    return CommandGenerator(named: String(name.dropFirst(Generators.commandPrefix.count)), from: folder)
  }

  /// What is wrong with a name: goes on after what it is the name of.
  package func complaint(_ name: String) -> String? {
    guard generator(name) == nil else { return nil }
    let advice = NearestWord.nearest(to: name, among: [PendingScene.usualGenerator]).map { ", did you mean \"\($0)\"?" }
    return "is \"\(name)\", expected \"worlds\" or \"command: PROGRAM …\"" + (advice ?? "")
  }

  private static let commandPrefix = "command:"
}
