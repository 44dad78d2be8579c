import Foundation
import Synchronization

/// A thread that ends the process when one input costs too much of the processor or of memory.
final class FuzzWatch: Sendable {
  private struct Start {
    let seconds: Double
    let megabytes: Int
  }

  private let begun = Mutex<Start?>(nil)
  /// The thread that tries inputs: it is the one to be stopped, so that a backtrace says what it was at.
  private let tried = pthread_self()

  init(seconds: Double, megabytes: Int) {
    let parent = getppid()
    Thread.detachNewThread { [self] in
      while true {
        usleep(10_000)
        // Nobody is left to be told.
        if getppid() != parent { exit(1) }
        guard let start = begun.withLock({ $0 }) else { continue }
        if FuzzWatch.seconds - start.seconds > seconds { end("it takes more than \(seconds) s") }
        if FuzzWatch.megabytes - start.megabytes > megabytes { end("it takes more than \(megabytes) MB") }
      }
    }
  }

  func start() { begun.withLock { $0 = Start(seconds: FuzzWatch.seconds, megabytes: FuzzWatch.megabytes) } }
  func stop() { begun.withLock { $0 = nil } }

  private func end(_ sentence: String) {
    FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    pthread_kill(tried, SIGTRAP)
    sleep(60)
  }

  /// Of the processor, all threads together.
  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// That the process holds at this moment.
  private static var megabytes: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE))) >> 20
  }
}
