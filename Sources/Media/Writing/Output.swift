import Glibc

/// Where a sink's bytes go, and what becomes of them: a file that gets its name when it is complete, or a stream that nothing can be
/// taken back from.
protocol Output: AnyObject {
  func write(_ bytes: UnsafeRawBufferPointer) throws
  /// Nothing follows. What was written is there under its name afterwards.
  func finish() throws
  /// Gives up what was written, as far as it can be taken back. After `finish()` it does nothing.
  func cancel()
}

extension Output {
  func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
  }

  func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }
}

/// Writes all bytes to an open descriptor, whose name is for people.
func writeAll(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32, _ name: String) throws {
  var done = 0
  while done < bytes.count {
    let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw Part.failure(name, errno) }
    done += count
  }
}
