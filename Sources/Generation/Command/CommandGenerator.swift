import Foundation
import Geometry

/// Any program as a generator: a request on its stdin, messages from its stdout, files in a folder of its own.
///
/// It runs as the leader of a process group of its own, which ends with it, whatever happens. The README, *Generators*, is its protocol.
package struct CommandGenerator: Generator {
  package let name: String
  private let words: [String]
  private let folder: String
  private let limits: CommandLimits
  private let environment: [String: String]
  private let secrets: Secrets

  /// From a command line, such as `python3 "my paint.py"`: words as a shell splits them, but no shell runs. Nil when there is no word
  /// in it, or a quotation mark has no partner.
  ///
  /// - Parameters:
  ///   - folder: where the command line's file names are looked for; the current folder when nil.
  ///   - environment: what the program sees, secrets among it.
  package init?(
    named line: String, from folder: String? = nil, limits: CommandLimits = CommandLimits(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    guard let words = CommandWords(line)?.words else { return nil }
    self.words = words
    name = "command: " + line.trimmingPrefix { $0.isWhitespace }
    let here = FileManager.default.currentDirectoryPath
    self.folder = folder.map { $0.hasPrefix("/") ? $0 : here + "/" + $0 } ?? here
    self.limits = limits
    self.environment = environment
    secrets = Secrets(environment: environment)
  }

  /// Work lies in `folder`/attempt-1, attempt-2 and so on, of which the last stays; beside them are what was asked for, request.json,
  /// and what the program said, attempt-1.log. The reply's paths are absolute.
  package func make(
    _ request: GeneratorRequest, in folder: String, report: @Sendable (GeneratorEvent) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws -> GeneratorReply {
    try withoutActuallyEscaping(report) { report in
      try withoutActuallyEscaping(isCancelled) { isCancelled in
        try make(
          CommandAttempt(
            request: request, number: 1, limits: limits, environment: environment, secrets: secrets, report: report,
            isCancelled: isCancelled), in: folder)
      }
    }
  }

  private func make(_ first: CommandAttempt, in folder: String) throws(GeneratorError) -> GeneratorReply {
    var attempt = first
    do throws(CommandFailure) {
      let folder = try attempt.prepare(folder)
      let program = try CommandProgram(words, folder: self.folder, environment: environment)
      while true {
        do throws(CommandFailure) {
          return try attempt.reply(of: program, in: folder)
        } catch {
          attempt.clean(folder)
          guard error.isRetryable, attempt.number < limits.attempts else { throw error }
          try wait(after: attempt, error)
          attempt.number += 1
        }
      }
    } catch {
      throw generatorError(error, attempt, folder)
    }
  }

  /// What the program says of itself when it is run with `--describe`; nil when it says nothing that can be understood.
  package func describe(isCancelled: () -> Bool = { false }) -> GeneratorCapabilities? {
    guard let program = try? CommandProgram(words, folder: folder, environment: environment) else { return nil }
    return program.description(folder: folder, environment: environment, seconds: limits.describing, isCancelled)
  }

  private func wait(after attempt: CommandAttempt, _ failure: CommandFailure) throws(CommandFailure) {
    let chance = Seed(attempt.request.seed).at("retry", attempt.number).unit
    let wait = limits.wait(after: attempt.number, asked: failure.retryAfter, chance: chance)
    attempt.report(.note(secrets.hidden(in: "\(title) \(failure.found); trying again in \(brief(wait))")))
    let end = seconds() + wait
    while seconds() < end {
      if attempt.isCancelled() { throw .cancelled }
      usleep(UInt32(min(0.02, max(end - seconds(), 0)) * 1e6))
    }
  }

  /// The program in a sentence.
  private var title: String { String(name.dropFirst("command: ".count).prefix(80)) }

  private func generatorError(_ failure: CommandFailure, _ attempt: CommandAttempt, _ folder: String) -> GeneratorError
  {
    let times = attempt.number > 1 ? " (attempt \(attempt.number))" : ""
    let log = attempt.logPath(folder).map { " Log: \($0)" } ?? ""
    let sentence = secrets.hidden(in: "\(title) \(failure.found)\(times). \(failure.remedy)\(log)")
    return switch failure.kind {
    case .refused: .refused(sentence)
    case .unavailable: .unavailable(sentence)
    case .failed: .failed(sentence)
    case .notAllowed: .notAllowed(sentence)
    case .cancelled: .cancelled
    }
  }
}
