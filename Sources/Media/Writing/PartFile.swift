import Geometry
import Glibc

/// Writes bytes to a file, which appears under its name when it is complete.
package func writeFile(_ bytes: [UInt8], to path: String) throws {
  let file = try PartFile(path)
  do {
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.finish()
  } catch {
    file.cancel()
    throw error
  }
}

/// A file that is written as name.part and gets its name only when it is complete and on the disk.
final class PartFile: Output {
  private let part: Part
  private var descriptor: Int32

  init(_ path: String) throws {
    part = try Part(path)
    descriptor = PathBytes.withCString(part.partPath) { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { throw Part.failure(path, errno) }
  }

  deinit { cancel() }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try writeAll(bytes, descriptor, part.path) }

  func finish() throws {
    guard descriptor >= 0 else { return }
    let code = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno
    let closed = close(descriptor) == 0 ? 0 : errno
    descriptor = -1
    guard code == 0, closed == 0 else {
      part.remove()
      throw Part.failure(part.path, code == 0 ? closed : code)
    }
    try part.rename()
  }

  func cancel() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    part.remove()
  }
}
