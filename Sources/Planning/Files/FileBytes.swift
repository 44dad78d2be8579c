import Foundation
import Geometry

/// Reads whole files that people write.
enum FileBytes {
  /// All bytes of a file. Throws `Problems` with the system's own words.
  static func read(_ path: String) throws -> [UInt8] {
    guard let file = PathBytes.withCString(path, { fopen($0, "rb") }) else { throw unreadable(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      bytes += block[..<count]
      if count == 0 { break }
    }
    guard ferror(file) == 0 else { throw unreadable(path) }
    return bytes
  }

  private static func unreadable(_ path: String) -> Problems {
    Problems([Problem("cannot be read: \(String(cString: strerror(errno)))", file: path)])
  }
}
