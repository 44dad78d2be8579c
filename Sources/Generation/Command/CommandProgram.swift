import Foundation

/// A program that can be started, with its words.
struct CommandProgram {
  /// Absolute.
  let path: String
  let words: [String]

  /// Looks the first word up as a shell does: by PATH, or from `folder` when there is a slash in it. The command works in another
  /// folder, so other words that name a file, seen from `folder`, become absolute.
  init(path: String, words: [String]) { (self.path, self.words) = (path, words) }

  init(_ words: [String], folder: String, environment: [String: String]) throws(CommandFailure) {
    path = try Self.found(words[0], folder, environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
    self.words = words[..<1] + words[1...].map { Self.isFile($0, folder) ? Self.absolute($0, folder) : $0 }
  }

  private static func found(_ name: String, _ folder: String, _ search: String) throws(CommandFailure) -> String {
    let places =
      name.contains("/")
      ? [absolute(name, folder)]
      : search.split(separator: ":", omittingEmptySubsequences: false).map { absolute("\($0)/\(name)", folder) }
    let files = places.filter { isFile($0, folder) }
    if let path = files.first(where: FileManager.default.isExecutableFile) { return path }
    if let path = files.first {
      throw CommandFailure(
        kind: .notAllowed, found: "is not executable", remedy: "Make it so: chmod +x \(path)")
    }
    throw CommandFailure(
      kind: .unavailable, found: "was not found: \(name.contains("/") ? places[0] : "\(name) in PATH") does not exist",
      remedy: "Install it, or check the name.")
  }

  /// Why a program that is there did not start.
  func refusal(_ error: SystemCallFailed) -> CommandFailure {
    switch error.code {
    case ENOEXEC:
      CommandFailure(
        kind: .notAllowed, found: "is no program that the system can start: \(path)",
        remedy: "A script's first line names what runs it, such as #!/bin/sh")
    case ENOENT, ENOTDIR:
      CommandFailure(
        kind: .unavailable, found: "could not be started: what the first line of \(path) names is not there",
        remedy: "Install that, or change the line.")
    case E2BIG:
      CommandFailure(
        kind: .failed, found: "could not be started: its words and the environment are too long",
        remedy: "Give it less.")
    case EAGAIN, ENOMEM, EMFILE, ENFILE:
      CommandFailure(
        kind: .unavailable, found: "could not be started: \(error)",
        remedy: "Close other programs, and run this again.",
        isRetryable: true)
    default:
      CommandFailure(kind: .failed, found: "could not be started: \(error)", remedy: "Try it by hand.")
    }
  }

  private static func absolute(_ name: String, _ folder: String) -> String {
    let plain = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    return plain.hasPrefix("/") ? plain : folder + "/" + plain
  }

  private static func isFile(_ name: String, _ folder: String) -> Bool {
    var isFolder: ObjCBool = false
    guard !name.isEmpty, !name.hasPrefix("-") else { return false }
    return FileManager.default.fileExists(atPath: absolute(name, folder), isDirectory: &isFolder) && !isFolder.boolValue
  }
}
