import Glibc
import Planning

/// Keeps two runs from working in one shot folder. The system gives the lock up with the process that holds it, however that ends.
package final class ShotLock {
  private let descriptor: Int32

  /// Throws `Problem` when another process has it.
  init(_ folder: ShotFolder) throws {
    let path = folder.path + "/.lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw FolderError("\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let owner = ShotLock.owner(descriptor)
      close(descriptor)
      throw Problem(
        "another everzoom\(owner.map { " (process \($0))" } ?? "") is at work in this folder; wait for it, or stop it",
        file: folder.path)
    }
    let words = Array("\(getpid())\n".utf8)
    if ftruncate(descriptor, 0) == 0 { _ = write(descriptor, words, words.count) }
  }

  deinit { close(descriptor) }

  private static func owner(_ descriptor: Int32) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? Int(String(decoding: bytes[..<count].prefix { $0 != 10 }, as: UTF8.self)) : nil
  }
}
