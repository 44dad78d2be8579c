import Glibc

/// What a command says, in a file: the beginning and the end of it when it says more than 512 KB. Secrets are hidden.
final class CommandLog {
  private static let half = 256 << 10

  let path: String
  /// The last words, for an error's sentence.
  private(set) var lastLine: String?
  private let file: Descriptor
  private let secrets: Secrets
  private var room = half
  private var end: [[UInt8]] = []
  private var endBytes = 0
  private var leftOut = 0

  init(_ path: String, secrets: Secrets) throws {
    self.path = path
    self.secrets = secrets
    file = try Descriptor.open(path, O_WRONLY | O_CREAT | O_TRUNC)
  }

  deinit { finish() }

  func write(_ line: String) {
    let line = secrets.hidden(in: line)
    let trimmed = line.trimmingPrefix { $0.isWhitespace }
    if !trimmed.isEmpty { lastLine = String(trimmed.prefix(300)) }
    let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
    if end.isEmpty && bytes.count <= room {
      room -= bytes.count
      put(bytes)
    } else {
      keep(bytes)
    }
  }

  /// Writes what has been kept back.
  func finish() {
    if leftOut > 0 { put(Array("… \(leftOut) bytes left out …\n".utf8)) }
    for line in end { put(line) }
    (end, endBytes, leftOut) = ([], 0, 0)
  }

  private func keep(_ bytes: [UInt8]) {
    end.append(bytes)
    endBytes += bytes.count
    guard endBytes > 2 * Self.half else { return }
    // In large steps, so that a chatterbox costs little.
    var first = 0
    while endBytes > Self.half {
      endBytes -= end[first].count
      leftOut += end[first].count
      first += 1
    }
    end.removeFirst(first)
  }

  /// A log that cannot be written is no reason to stop.
  private func put(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
