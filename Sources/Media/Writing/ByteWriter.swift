import Glibc

/// Where a sink's bytes go.
protocol ByteWriter: AnyObject {
  func write(_ bytes: UnsafeRawBufferPointer) throws
  func finish() throws
  func cancel()
}

extension ByteWriter {
  func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }
}

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
final class PartFile: ByteWriter {
  private let part: Part
  private var descriptor: Int32

  init(_ path: String) throws {
    part = try Part(path)
    descriptor = open(part.partPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
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

/// The two names of a file in the making.
struct Part {
  let path: String
  var partPath: String { path + ".part" }

  /// Throws when the name is that of a device or a pipe, which a finished file would replace.
  init(_ path: String) throws {
    var status = stat()
    if stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      throw MediaError(
        .wish, "\(path) is not a file but a device or a pipe. Write to - for stdout, or to null for nothing.")
    }
    self.path = path
  }

  func remove() { unlink(partPath) }

  /// Adds bytes at the end of a part that a library has written and closed.
  func append(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    let descriptor = open(partPath, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw Part.failure(path, errno) }
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { try writeAll($0, descriptor, path) }
  }

  /// Waits until the part's bytes are on the disk; for parts that a library has written.
  func synchronise() throws {
    let descriptor = open(partPath, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Part.failure(path, errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw Part.failure(path, errno) }
  }

  /// Gives the complete part its name.
  func rename() throws {
    guard Glibc.rename(partPath, path) == 0 else {
      let code = errno
      remove()
      throw Part.failure(path, code)
    }
    let slash = path.lastIndex(of: "/")
    let folder = open(slash.map { String(path[...$0]) } ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  static func failure(_ path: String, _ code: Int32) -> MediaError {
    MediaError.writing(path, -code)
      ?? MediaError(.io, "\(path) cannot be written: \(String(cString: strerror(code))).")
  }
}

/// Standard output. A reader that goes away is an error, not a signal.
final class StandardOutput: ByteWriter {
  init() { signal(SIGPIPE, SIG_IGN) }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try writeAll(bytes, STDOUT_FILENO, "Standard output") }
  func finish() throws {}
  func cancel() {}
}

private func writeAll(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, _ name: String) throws {
  var done = 0
  while done < bytes.count {
    let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw Part.failure(name, errno) }
    done += count
  }
}
