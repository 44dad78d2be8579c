import Geometry
import Glibc

/// The two names of a file in the making.
struct Part: LibraryOutput {
  let path: String
  var name: String { path }
  var address: String { "file:" + partPath }
  var partPath: String { path + ".part" }

  /// Throws when the name is that of a device or a pipe, which a finished file would replace.
  init(_ path: String) throws {
    var status = stat()
    if PathBytes.withCString(path, { stat($0, &status) }) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      throw MediaError(
        .wish, "\(path) is not a file but a device or a pipe. Write to - for stdout, or to null for nothing.")
    }
    self.path = path
  }

  func finish(adding appendix: [UInt8]) throws {
    try append(appendix)
    try synchronise()
    try rename()
  }

  func remove() { _ = PathBytes.withCString(partPath) { unlink($0) } }

  /// Adds bytes at the end of a part that a library has written and closed.
  private func append(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    let descriptor = PathBytes.withCString(partPath) { open($0, O_WRONLY | O_APPEND | O_CLOEXEC) }
    guard descriptor >= 0 else { throw Part.failure(path, errno) }
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { try writeAll($0, descriptor, path) }
  }

  /// Waits until the part's bytes are on the disk; for parts that a library has written.
  private func synchronise() throws {
    let descriptor = PathBytes.withCString(partPath) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw Part.failure(path, errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw Part.failure(path, errno) }
  }

  /// Gives the complete part its name.
  func rename() throws {
    guard PathBytes.withCString(partPath, { part in PathBytes.withCString(path) { Glibc.rename(part, $0) } }) == 0
    else {
      let code = errno
      remove()
      throw Part.failure(path, code)
    }
    let slash = path.lastIndex(of: "/")
    let folder = PathBytes.withCString(slash.map { String(path[...$0]) } ?? ".") {
      open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  static func failure(_ path: String, _ code: Int32) -> MediaError {
    MediaError.writing(path, -code)
      ?? MediaError(.io, "\(path) cannot be written: \(String(cString: strerror(code))).")
  }
}
