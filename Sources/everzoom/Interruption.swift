import Foundation
import Synchronization

/// Ctrl-C and SIGTERM: the work stops at the next frame and leaves nothing half done; a second one ends the program at once.
enum Interruption {
  private static let caught = Atomic<Int32>(0)
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// The signal that was caught, nil if none was.
  static var signal: Int32? {
    let number = caught.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// The exit code for a signal: 130 for ctrl-C, 143 for SIGTERM.
  static func exitCode(_ signal: Int32) -> Int32 { 128 + signal }

  static func listen() {
    Foundation.signal(SIGPIPE, SIG_IGN)
    let queue = DispatchQueue(label: "interruption")
    for number in [SIGINT, SIGTERM] {
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if caught.exchange(number, ordering: .relaxed) != 0 { _exit(128 + number) }
      }
      source.resume()
      sources.append(source)
    }
  }
}
