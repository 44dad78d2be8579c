import Glibc

/// Kills a process group when this program dies, however it dies.
///
/// A pipe whose two ends are both held here. Whichever end the dying program closes first, the kernel tells the other end's owner
/// with the signal that was asked for (fcntl(2), F_SETOWN and F_SETSIG): the group, with SIGKILL. Nothing is asked of the children.
final class Lifeline {
  /// F_SETSIG of Linux, which headers show to GNU programs only.
  private static let setSignal: Int32 = 10
  private let ends: [Descriptor]

  init() throws {
    let pipe = try Descriptor.pipe()
    ends = [pipe.reading, pipe.writing]
  }

  /// From now on the group dies with this program.
  func tie(_ group: pid_t) {
    for end in ends {
      _ = fcntl(end.number, F_SETOWN, -group)
      _ = fcntl(end.number, Self.setSignal, SIGKILL)
      _ = fcntl(end.number, F_SETFL, fcntl(end.number, F_GETFL) | O_ASYNC)
    }
  }

  /// Closing it lets the group live.
  deinit {
    for end in ends { _ = fcntl(end.number, F_SETFL, fcntl(end.number, F_GETFL) & ~O_ASYNC) }
  }
}
