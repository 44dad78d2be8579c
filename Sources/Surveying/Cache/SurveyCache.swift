import Foundation
import Glibc
import Synchronization

/// What was measured, kept between runs: measuring takes as long as playing a clip, or seconds for a join.
///
/// An entry that is damaged, or of another version, is an entry that is not there. Where nothing can be read or written, everything is
/// measured again: that costs time and nothing else. Several processes may use it at once.
package final class SurveyCache: Sendable {
  /// Bytes that all entries together may have before those used least recently go.
  package static let usualLimit = 512 << 20

  private let folder: String?
  private let limit: Int
  /// Bytes that may be written before the folder is looked through again.
  private let unwatched = Mutex(0)

  /// A cache in a folder, which is made when something is kept; nil: nothing is kept.
  package init(folder: String?, limit: Int = usualLimit) {
    self.folder = folder
    self.limit = limit
  }

  /// `$XDG_CACHE_HOME/everzoom`, or `~/.cache/everzoom`.
  package static var usual: SurveyCache {
    let environment = ProcessInfo.processInfo.environment
    if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
      return SurveyCache(folder: caches + "/everzoom")
    }
    return SurveyCache(folder: environment["HOME"].map { $0 + "/.cache/everzoom" })
  }

  /// What is kept under a key; else what `measure` answers, which is kept from now on.
  ///
  ///     let cache = SurveyCache(folder: "/tmp/example")
  ///     cache.value(CacheKey(.place, 7)) { [0.25] }     // [0.25], measured
  ///     cache.value(CacheKey(.place, 7)) { [0.5] }      // [0.25], kept
  func value<Value: Codable>(_ key: CacheKey, measure: () throws -> Value) rethrows -> Value {
    if let known: Value = kept(key) { return known }
    let value = try measure()
    keep(value, key)
    return value
  }

  private func kept<Value: Codable>(_ key: CacheKey) -> Value? {
    guard let path = path(of: key), let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let content = CacheEntry.content(of: bytes, key)
    else { return nil }
    // The time of an entry's file tells when it was used last.
    utimensat(AT_FDCWD, path, nil, 0)
    return try? PropertyListDecoder().decode(Value.self, from: content)
  }

  private func keep(_ value: some Codable, _ key: CacheKey) {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    guard let folder, let path = path(of: key), let content = try? encoder.encode(value) else { return }
    let bytes = CacheEntry.bytes(content, key)
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard (try? bytes.write(to: URL(fileURLWithPath: path), options: .atomic)) != nil else { return }
    watch(bytes.count, in: folder)
  }

  private func path(of key: CacheKey) -> String? { folder.map { "\($0)/\(key.name)" } }

  /// The folder is looked through after the first bytes, and then whenever a thirty-second of the limit has been written.
  private func watch(_ bytes: Int, in folder: String) {
    let isDue = unwatched.withLock { left in
      left -= bytes
      guard left < 0 else { return false }
      left = limit / 32
      return true
    }
    if isDue { CacheFolder(folder).shrink(to: limit) }
  }
}
