import Foundation
import Geometry

/// Results go to stdout, talk goes to stderr.
enum Terminal {
  /// Opens what the caller has closed of stdin, stdout and stderr, in a way that only fails: else the next file that is opened, such as
  /// the film, would stand in its place.
  static func fillClosedStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  static func print(_ text: String) throws { try print(Array(visible(text).utf8)) }

  /// As it is, for programs.
  static func printRaw(_ text: String) throws { try print(Array(text.utf8)) }

  /// Nothing that comes from names and files moves the cursor, changes colours or titles, or turns the text about.
  static func visible(_ text: String) -> String { PathBytes.shown(text, keeping: ["\n", "\t"]) }

  /// Throws `OutputError` when stdout does not take it all; a reader that has seen enough is no reason to fail.
  static func print(_ bytes: [UInt8]) throws {
    guard write(bytes, to: STDOUT_FILENO) < 0, errno != EPIPE else { return }
    throw OutputError("Standard output", code: errno)
  }

  /// Talk is lost where nobody listens.
  static func say(_ text: String) { show(visible(text.hasSuffix("\n") ? text : text + "\n")) }

  /// The same without the end of a line.
  static func show(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal, 80 where there is none.
  static var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
  }

  /// Writes all of it and returns 0, or −1 with the reason in `errno`.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return -1 }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

/// A result that stdout, or a file, did not take.
struct OutputError: Error {
  let sentence: String

  init(_ name: String, code: Int32) {
    sentence = "\(name) cannot be written: \(String(cString: strerror(code))).\(OutputError.remedy(code))"
  }

  private static func remedy(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: " Free some space, or write to another disk."
    case ENOENT, ENOTDIR: " Its folder has to be made first."
    case EACCES, EPERM, EROFS: " Check the permissions of its folder."
    default: ""
    }
  }
}
