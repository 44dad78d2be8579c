import Glibc

/// One run of a command from start to end: listens to it, watches the time, and ends all of its group.
final class CommandRun {
  static let longestLine = 1 << 20

  /// What a run led to.
  struct Outcome {
    var end: ChildProcess.End
    var reply: GeneratorReply?
    var complaint: CommandComplaint?
    /// The first line on stdout that is no message.
    var stranger: String?
  }

  private let child: ChildProcess
  private let log: CommandLog
  private let report: @Sendable (GeneratorEvent) -> Void
  private var outcome = Outcome(end: .exit(0))
  private var malformed: CommandMessage.Malformed?
  private var messages = LineSplitter(longest: longestLine, ends: "\n")
  private var words = LineSplitter(longest: 8192, ends: "\n\r")
  private var isOutputOpen = true
  private var areErrorsOpen = true
  private let start = seconds()
  private var lastSign = seconds()
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init(_ child: ChildProcess, log: CommandLog, report: @escaping @Sendable (GeneratorEvent) -> Void) {
    self.child = child
    self.log = log
    self.report = report
  }

  /// Waits for the end of the program. Nothing of it lives on when this returns or throws.
  func outcome(_ limits: CommandLimits, isCancelled: () -> Bool) throws(CommandFailure) -> Outcome {
    do {
      while !child.hasEnded {
        listen(milliseconds: 20)
        try check(limits, isCancelled)
      }
    } catch {
      stop(grace: limits.grace)
      throw error
    }
    outcome.end = child.kill()
    hearOut()
    try checkMessages()
    return outcome
  }

  private func check(_ limits: CommandLimits, _ isCancelled: () -> Bool) throws(CommandFailure) {
    if isCancelled() { throw .cancelled }
    try checkMessages()
    let now = seconds()
    if now - start > limits.attempt {
      throw CommandFailure(
        kind: .failed, found: "took longer than \(brief(limits.attempt)) and was stopped",
        remedy: "Ask for less, or allow it more time.", isRetryable: true)
    }
    if now - lastSign > limits.silence {
      throw CommandFailure(
        kind: .failed, found: "was silent for \(brief(limits.silence)) and was stopped",
        remedy: #"While it works it must write {"type":"progress","done":0.5} now and then."#, isRetryable: true)
    }
  }

  private func checkMessages() throws(CommandFailure) {
    if messages.isTooLong {
      throw CommandFailure(
        kind: .failed, found: "wrote a line of more than \(Self.longestLine) bytes on stdout and was stopped",
        remedy: "Pictures go to files, and only their names to stdout.")
    }
    if let malformed {
      throw CommandFailure(
        kind: .failed, found: "wrote a message that is not understood: \(malformed.sentence)",
        remedy: "See Samples/generators for how it is written.")
    }
  }

  /// Asks the group to end, and ends it after the grace time.
  private func stop(grace: Double) {
    child.terminate()
    let end = seconds() + grace
    while !child.hasEnded && seconds() < end { listen(milliseconds: 10) }
    _ = child.kill()
    hearOut()
  }

  private func listen(milliseconds: Int32) {
    var polls = [
      pollfd(fd: isOutputOpen ? child.output.number : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: areErrorsOpen ? child.errors.number : -1, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&polls, 2, milliseconds) > 0 else { return }
    if polls[0].revents != 0 { _ = hearMessages() }
    if polls[1].revents != 0 { _ = hearWords() }
  }

  /// Reads what still stands in the pipes. Somebody outside of the group may hold them open and go on writing: a few MB are enough.
  private func hearOut() {
    for _ in 0..<64 where isOutputOpen && hearMessages() {}
    for _ in 0..<64 where areErrorsOpen && hearWords() {}
    if let rest = messages.remainder() { take(rest) }
    if let rest = words.remainder() { log.write(String(decoding: rest, as: UTF8.self)) }
    log.finish()
  }

  private func hearMessages() -> Bool {
    guard let bytes = read(child.output, &isOutputOpen) else { return false }
    // Beyond a line that is too long nothing is understood.
    if !messages.isTooLong { for line in messages.lines(adding: bytes) { take(line) } }
    return true
  }

  private func hearWords() -> Bool {
    guard let bytes = read(child.errors, &areErrorsOpen) else { return false }
    var lines = words.lines(adding: bytes)
    if words.isTooLong, let piece = words.remainder() { lines.append(piece) }
    for line in lines { log.write(String(decoding: line, as: UTF8.self)) }
    return true
  }

  /// What there is to read now; nil when there is nothing.
  private func read(_ descriptor: Descriptor, _ isOpen: inout Bool) -> ArraySlice<UInt8>? {
    let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor.number, $0.baseAddress, $0.count) }
    guard count > 0 else {
      isOpen = count < 0 && (errno == EAGAIN || errno == EINTR)
      return nil
    }
    lastSign = seconds()
    return buffer[..<count]
  }

  private func take(_ line: [UInt8]) {
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
    do throws(CommandMessage.Malformed) {
      switch try CommandMessage(line) {
      case .progress(let done): report(.progress(done))
      case .log(let text):
        log.write(text)
        report(.note(text))
      case .result(let reply): outcome.reply = reply
      case .error(let complaint): outcome.complaint = complaint
      case .other: break
      case nil: noteStranger(line)
      }
    } catch {
      malformed = malformed ?? error
    }
  }

  private func noteStranger(_ line: [UInt8]) {
    let text = String(decoding: line.prefix(8192), as: UTF8.self)
    log.write(text)
    outcome.stranger = outcome.stranger ?? String(text.prefix(80))
  }
}

/// Of a clock that only goes forward. It watches over programs and never comes near a pixel.
func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Seconds for people: 0.3 s, 600 s.
func brief(_ seconds: Double) -> String {
  let tenths = Int((min(seconds, 1e9) * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
}
