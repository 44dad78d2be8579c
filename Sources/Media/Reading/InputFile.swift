import Geometry
import Glibc

/// A file that is read. Opening it answers for what people get wrong: a name that is not there, a folder, an empty file.
final class InputFile {
  let path: String
  let byteCount: Int
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = PathBytes.withCString(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw MediaError.opening(path, errno: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw MediaError.opening(path, errno: code)
    }
    byteCount = Int(status.st_size)
    if let complaint = Self.complaint(path, status) {
      close(descriptor)
      throw complaint
    }
  }

  deinit { close(descriptor) }

  private static func complaint(_ path: String, _ status: stat) -> MediaError? {
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      MediaError(.badInput, "\(path) is a folder, and a take is one file. Name a file in it.")
    case S_IFREG where status.st_size == 0:
      MediaError(.badInput, "\(path) is empty (0 bytes). Make or copy it again.")
    case S_IFREG: nil
    default:
      MediaError(
        .badInput, "\(path) is not a file that can be read again and again. Save it as an ordinary file first.")
    }
  }

  /// Fills the buffer from where the last read ended; fewer bytes, or 0, at the end of the file.
  func read(into buffer: inout [UInt8]) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let got = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw MediaError.opening(path, errno: errno) }
      if got == 0 { break }
      filled += got
    }
    return filled
  }

  /// The first bytes of the file, up to `count`.
  func start(_ count: Int) throws -> [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    var bytes = [UInt8](repeating: 0, count: min(count, byteCount))
    bytes.removeLast(bytes.count - (try read(into: &bytes)))
    return bytes
  }

  /// All bytes of the file.
  func all() throws -> [UInt8] { try start(byteCount) }
}
