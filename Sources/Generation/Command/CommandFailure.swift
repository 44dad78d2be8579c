import Glibc

/// Why an attempt of a command came to nothing, and whether another may do better.
struct CommandFailure: Error, Equatable {
  enum Kind: Equatable { case refused, unavailable, failed, notAllowed, cancelled }

  var kind: Kind
  /// What happened, after the command's name: "refused the request". No full stop.
  var found: String
  /// What to do about it, a sentence.
  var remedy: String
  var isRetryable = false
  /// In seconds, as the command asks for.
  var retryAfter: Double?

  static let cancelled = CommandFailure(kind: .cancelled, found: "was cancelled", remedy: "")
}

extension CommandFailure {
  /// What an exit code other than 0 means, together with what the command said of it.
  init(exit code: Int32, _ complaint: CommandComplaint?) {
    self = Self.meaning(code)
    guard let complaint else { return }
    found += ", and says: " + complaint.message.oneLine
    take(complaint)
  }

  /// A complaint of a command that ended well, or by a signal.
  init(_ complaint: CommandComplaint) {
    self.init(kind: .failed, found: "says: " + complaint.message.oneLine, remedy: "Its log tells more.")
    take(complaint)
  }

  init(signal: Int32) {
    if signal == SIGINT || signal == SIGTERM {
      self = .cancelled
    } else {
      let name = strsignal(signal).map { String(cString: $0) } ?? "unknown"
      self.init(
        kind: .failed, found: "was ended by signal \(signal) (\(name))",
        remedy: signal == SIGKILL
          ? "If nobody killed it, memory may have run out: its log and the system's tell." : "Its log tells more.",
        isRetryable: true)
    }
  }

  private mutating func take(_ complaint: CommandComplaint) {
    isRetryable = complaint.retryable ?? isRetryable
    retryAfter = complaint.retryAfter
    switch complaint.code?.text {
    case "refused": kind = .refused
    case "unavailable": kind = .unavailable
    case "notAllowed": kind = .notAllowed
    default: if isRetryable && kind == .failed { kind = .unavailable }
    }
  }

  /// Exit codes as sysexits.h has them, and as shells do.
  private static func meaning(_ code: Int32) -> CommandFailure {
    func failure(_ kind: Kind, _ found: String, _ remedy: String, again: Bool = false) -> CommandFailure {
      CommandFailure(kind: kind, found: "\(found) (exit code \(code))", remedy: remedy, isRetryable: again)
    }
    return switch code {
    case 64: failure(.failed, "does not understand the request", "It must take requests of version 1.")
    case 65: failure(.refused, "refuses the request", "Change the prompt, or the scene before.")
    case 69: failure(.unavailable, "cannot reach what it needs", "Start that, and run this again.", again: true)
    case 70: failure(.failed, "is broken", "Its log tells more.")
    case 73: failure(.failed, "could not write its files", "Check the disk's space and permissions.")
    case 74: failure(.failed, "could not read or write", "Check the disk.")
    case 75: failure(.unavailable, "is busy", "Run this again later.", again: true)
    case 77: failure(.notAllowed, "is not allowed to work", "Give it its key by the environment.")
    case 126: failure(.notAllowed, "could not run a program that it needs", "Make that executable.")
    case 127: failure(.unavailable, "did not find a program that it needs", "Install that.")
    case 130, 143: .cancelled
    default: failure(.failed, "failed", "Its log tells more.")
    }
  }
}

extension String {
  /// The text in one line of at most 500 letters, without a full stop.
  var oneLine: String {
    var text = split(whereSeparator: \.isNewline).joined(separator: " ")
    if text.count > 500 { text = text.prefix(500) + "…" }
    while text.last == "." || text.last == " " { text.removeLast() }
    return text
  }
}
