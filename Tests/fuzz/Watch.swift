import Foundation
import Synchronization

/// Sees to what one input costs, and tells its number when it breaks the program.
final class Watch: Sendable {
  /// Before the number of an input that was found.
  static let mark = "found: input "

  private let cpuSeconds: Double
  private let megabytes: Int
  private let state = Mutex<(number: Int, cpu: Double, pages: Int)?>(nil)

  init(_ options: FuzzOptions) {
    cpuSeconds = options.cpuSeconds
    megabytes = options.megabytes
    for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { Foundation.signal(signal, tellTrap) }
    Thread.detachNewThread { [self] in
      while true {
        usleep(20_000)
        look()
      }
    }
  }

  func begin(_ number: Int) {
    LastInput.number.store(number, ordering: .relaxed)
    state.withLock { $0 = (number, Watch.cpu, Watch.pages) }
  }

  func end() { state.withLock { $0 = nil } }

  private func look() {
    guard let (number, cpu, pages) = state.withLock({ $0 }) else { return }
    let (spent, grown) = (Watch.cpu - cpu, (Watch.pages - pages) * Int(getpagesize()) >> 20)
    guard spent > cpuSeconds || grown > megabytes, state.withLock({ $0?.number }) == number else { return }
    Watch.stop(at: number, "takes \(Int(spent * 1000)) ms of CPU and \(grown) MB")
  }

  static func stop(at number: Int, _ sentence: String) -> Never {
    let line = Array("\(mark)\(number) \(sentence)\n".utf8)
    _ = line.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    _exit(1)
  }

  private static var cpu: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Pages that are in memory.
  private static var pages: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}

/// The input at hand, where a signal's handler finds it.
private enum LastInput {
  static let number = Atomic(0)
}

/// Writes the number with what a handler may call.
private func tellTrap(_ signal: Int32) {
  var digits: [UInt8] = []
  var rest = LastInput.number.load(ordering: .relaxed)
  repeat {
    digits.insert(UInt8(48 + rest % 10), at: 0)
    rest /= 10
  } while rest > 0
  let line = Array(Watch.mark.utf8) + digits + Array(" traps\n".utf8)
  _ = line.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  _exit(1)
}
