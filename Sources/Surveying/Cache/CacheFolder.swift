import Foundation
import Glibc

/// The files in which measurements are kept.
struct CacheFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  private struct Entry {
    let path: String
    let bytes: Int
    /// When it was used last, in seconds and nanoseconds.
    let used: (Int, Int)
  }

  /// Removes what was used least recently until all files together have at most so many bytes.
  func shrink(to limit: Int) {
    let entries = entries
    var total = entries.reduce(0) { $0 + $1.bytes }
    guard total > limit else { return }
    for entry in entries.sorted(by: { $0.used < $1.used }) where total > limit {
      // Another process may have been faster.
      unlink(entry.path)
      total -= entry.bytes
    }
  }

  private var entries: [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap { name in
      let file = "\(path)/\(name)"
      var status = stat()
      guard lstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      return Entry(path: file, bytes: Int(status.st_size), used: (status.st_mtim.tv_sec, status.st_mtim.tv_nsec))
    }
  }
}
