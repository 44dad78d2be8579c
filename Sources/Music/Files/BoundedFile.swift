import Geometry
import Glibc

/// Files that are read whole, and are small.
enum BoundedFile {
  /// All bytes of a file. Throws `MusicProblem` for what is missing, no file, or above 16 MB.
  static func read(_ path: String) throws -> [UInt8] {
    // A pipe that nobody writes into would hold up the opening.
    let descriptor = PathBytes.withCString(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw MusicProblem("is not an ordinary file. Save it as one, and name that.", file: path)
    }
    guard status.st_size <= MusicLimits.bytes else {
      throw MusicProblem(
        "has \(status.st_size >> 20) MB, and beats take at most \(MusicLimits.bytes >> 20). "
          + "Name a file with beats, not the song.",
        file: path)
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw unreadable(path) }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }

  private static func unreadable(_ path: String) -> MusicProblem {
    MusicProblem("cannot be read: \(String(cString: strerror(errno))). Check the name.", file: path)
  }
}
