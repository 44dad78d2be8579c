import Foundation
import Synchronization

/// Ctrl-C, SIGTERM, and the terminal being closed. They end the program at once; a render asks to finish its frame first, so that
/// nothing half done stays behind, and a second signal then ends it at once.
enum Interruption {
  private static let caught = Atomic<Int32>(0)
  private static let isHeld = Atomic<Bool>(false)
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// The signal that was caught while signals were held, nil if none was.
  static var signal: Int32? {
    let number = caught.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// The exit code for a signal: 130 for ctrl-C, 143 for SIGTERM.
  static func exitCode(_ signal: Int32) -> Int32 { 128 + signal }

  /// Call it once, before anything else. Closed pipes and files grown too large become errors of the call that meets them.
  static func listen() {
    for number in [SIGPIPE, SIGXFSZ] { Foundation.signal(number, SIG_IGN) }
    let queue = DispatchQueue(label: "interruption")
    for number in [SIGINT, SIGTERM, SIGHUP] {
      let before = Foundation.signal(number, SIG_IGN)
      if number == SIGHUP, isIgnoring(before) { continue }  // nohup
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        let isSecond = caught.exchange(number, ordering: .relaxed) != 0
        if isSecond || !isHeld.load(ordering: .relaxed) { _exit(exitCode(number)) }
      }
      source.resume()
      sources.append(source)
    }
  }

  /// From now on the first signal is only noted, in `signal`.
  static func hold() { isHeld.store(true, ordering: .relaxed) }

  private static func isIgnoring(_ handler: sighandler_t?) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
