import Foundation

/// A folder that is there while a test runs.
enum TemporaryFolder {
  /// Files by name with their contents; a name that ends in a slash is a folder.
  static func with(_ files: [String: String], _ test: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "everzoom-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in files {
      if name.hasSuffix("/") {
        try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
      } else {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(content.utf8).write(to: file)
      }
    }
    try test(folder.path)
  }
}
