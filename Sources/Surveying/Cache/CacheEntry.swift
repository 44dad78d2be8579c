import Foundation
import Media

/// A measurement's file: a line that names the entry and has its content's hash, then the content.
enum CacheEntry {
  /// Grows when files are written in another way.
  private static let version = 1

  static func bytes(_ content: Data, _ key: CacheKey) -> Data { head(content, key) + content }

  /// The content; nil if any bit of the file is not as it was written, or if it is another entry's.
  static func content(of bytes: Data, _ key: CacheKey) -> Data? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let content = Data(bytes[(end + 1)...])
    return bytes[...end] == head(content, key) ? content : nil
  }

  private static func head(_ content: Data, _ key: CacheKey) -> Data {
    Data("everzoom \(version) \(key.name) \(hash(of: [UInt8](content)))\n".utf8)
  }
}
