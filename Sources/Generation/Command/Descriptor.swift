import Glibc

/// A file descriptor that is closed with its owner, and that no child inherits.
final class Descriptor {
  let number: Int32

  /// Takes over an open descriptor. It is moved above stdin, stdout and stderr, if one of these was closed when the program began.
  init(_ open: Int32) {
    guard (0...2).contains(open) else {
      number = open
      return
    }
    number = fcntl(open, F_DUPFD_CLOEXEC, 3)
    close(open)
  }

  deinit { close(number) }

  static func pipe() throws -> (reading: Descriptor, writing: Descriptor) {
    var ends: [Int32] = [-1, -1]
    guard let pipe = SystemCalls.pipe, pipe(&ends, O_CLOEXEC) == 0 else {
      throw SystemCallFailed(call: "pipe2", code: errno)
    }
    return (Descriptor(ends[0]), Descriptor(ends[1]))
  }

  static func open(_ path: String, _ flags: Int32) throws -> Descriptor {
    let number = Glibc.open(path, flags | O_CLOEXEC, 0o666)
    guard number >= 0 else { throw SystemCallFailed(call: "open \(path)", code: errno) }
    return Descriptor(number)
  }

  /// From now on reading returns at once when there is nothing.
  func stopWaiting() { _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK) }
}
