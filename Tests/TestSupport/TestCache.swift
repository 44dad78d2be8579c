import Foundation

/// Tests measure for themselves: what the program keeps of what it measured goes to a folder of their own.
package enum TestCache {
  package static func use() { _ = folder }

  private static let folder: String = {
    let path = FileManager.default.temporaryDirectory.appending(path: "everzoom-cache-\(UUID().uuidString)").path
    setenv("XDG_CACHE_HOME", path, 1)
    return path
  }()
}
