import Glibc

/// Standard output. A reader that goes away is an error, not a signal.
final class StandardOutput: Output {
  init() { signal(SIGPIPE, SIG_IGN) }

  func write(_ bytes: UnsafeRawBufferPointer) throws { try writeAll(bytes, STDOUT_FILENO, "Standard output") }
  func finish() throws {}
  func cancel() {}
}
