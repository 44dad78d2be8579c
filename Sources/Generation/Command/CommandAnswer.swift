import Foundation

/// The short answer of a program to a question, such as `--describe`.
struct CommandAnswer {
  private static let longest = 1 << 16
  private let child: ChildProcess

  init(_ child: ChildProcess) { self.child = child }

  /// What it wrote to stdout; nil if it failed, took longer, or wrote more than 64 KB. Nothing of it lives on.
  func text(seconds limit: Double, _ isCancelled: () -> Bool) -> Data? {
    let end = seconds() + limit
    var bytes = Data()
    while !child.hasEnded {
      if isCancelled() || seconds() > end || bytes.count > Self.longest { break }
      usleep(5000)
      bytes += child.output.available()
      _ = child.errors.available()
    }
    let isDone = child.hasEnded
    guard child.kill() == .exit(0), isDone else { return nil }
    bytes += child.output.available()
    return bytes.count > Self.longest ? nil : bytes
  }
}

extension Descriptor {
  /// Up to 64 KB of what can be read without waiting.
  func available() -> Data {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = buffer.withUnsafeMutableBytes { read(number, $0.baseAddress, $0.count) }
    return Data(buffer.prefix(max(count, 0)))
  }
}
