internal import CFFmpeg
import Synchronization

/// FFmpeg's last error line. It is often the only useful sentence about what went wrong; nothing goes to stderr.
enum LastLogLine {
  private static let line = Mutex<String?>(nil)

  /// Catches FFmpeg's log from now on; calls after the first do nothing. What was caught before is forgotten.
  static func listen() {
    _ = listening
    line.withLock { $0 = nil }
  }

  /// The last error line since `listen()`, and forgets it.
  static func taken() -> String? {
    line.withLock { last in
      defer { last = nil }
      return last
    }
  }

  private static let listening: Void = av_log_set_callback { source, level, format, arguments in
    guard level <= AV_LOG_ERROR, let format, let arguments else { return }
    var buffer = [CChar](repeating: 0, count: 512)
    var isStart: Int32 = 0
    av_log_format_line2(source, level, format, arguments, &buffer, Int32(buffer.count), &isStart)
    // A line of the log ends with the only end of a line that is no part of a name.
    while let last = buffer.firstIndex(of: 0).map({ $0 - 1 }), last >= 0, buffer[last] == 10 { buffer[last] = 0 }
    LastLogLine.keep(text(buffer))
  }

  private static func keep(_ text: String) {
    var words = text.drop { $0 == " " || $0 == "\n" }
    while let last = words.last, last == "\n" || last == "." || last == " " { words.removeLast() }
    // ", quitting" and the like end the line before.
    if !words.isEmpty && words.first != "," { line.withLock { [kept = String(words)] in $0 = kept } }
  }
}
