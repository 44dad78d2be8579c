import Foundation

/// One attempt to have a command make a scene, in a fresh folder.
struct CommandAttempt {
  let request: GeneratorRequest
  /// From 1.
  var number: Int
  let limits: CommandLimits
  let environment: [String: String]
  let secrets: Secrets
  let report: @Sendable (GeneratorEvent) -> Void
  let isCancelled: @Sendable () -> Bool

  /// Writes the request down and returns the folder's real path.
  func prepare(_ folder: String) throws(CommandFailure) -> String {
    do {
      guard let real = realpath(folder, nil) else { throw SystemCallFailed(call: "realpath \(folder)", code: errno) }
      defer { free(real) }
      let folder = String(cString: real)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      try (encoder.encode(request) + Data("\n".utf8)).write(to: URL(filePath: folder + "/request.json"))
      return folder
    } catch {
      throw unprepared(error)
    }
  }

  /// What the program makes, verified.
  func reply(of program: CommandProgram, in folder: String) throws(CommandFailure) -> GeneratorReply {
    let work = workFolder(folder)
    let (child, log) = try start(program, folder, work)
    var outcome = try CommandRun(child, log: log, report: { [secrets, report] in report($0.without(secrets)) })
      .outcome(limits, isCancelled: isCancelled)
    outcome.reply = outcome.reply.map { $0.without(secrets) }
    let reply = try judged(outcome, lastWords: log.lastLine)
    return try MadeCheck(request: request, folder: work, isCancelled: isCancelled).checked(reply)
  }

  /// Removes what a failed attempt has left, but for its log.
  func clean(_ folder: String) { try? FileManager.default.removeItem(atPath: workFolder(folder)) }

  func logPath(_ folder: String) -> String? {
    let path = "\(folder)/attempt-\(number).log"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  private func workFolder(_ folder: String) -> String { "\(folder)/attempt-\(number)" }

  private func start(_ program: CommandProgram, _ folder: String, _ work: String) throws(CommandFailure) -> (
    ChildProcess, CommandLog
  ) {
    do {
      guard mkdir(work, 0o777) == 0 else { throw SystemCallFailed(call: "mkdir \(work)", code: errno) }
      let log = try CommandLog(work + ".log", secrets: secrets)
      return (try program.start(folder: work, input: folder + "/request.json", environment: environment), log)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw unprepared(error)
    }
  }

  private func judged(_ outcome: CommandRun.Outcome, lastWords: String?) throws(CommandFailure) -> GeneratorReply {
    switch (outcome.end, outcome.complaint) {
    case (.exit(0), let complaint?): throw CommandFailure(complaint)
    case (.exit(0), nil):
      guard let reply = outcome.reply else { throw withoutResult(outcome) }
      return reply
    case (.exit(let code), let complaint):
      var failure = CommandFailure(exit: code, complaint)
      if complaint == nil, let lastWords, failure.kind != .cancelled {
        failure.found += "; its last words: " + lastWords.oneLine
      }
      throw failure
    case (.signal(let signal), let complaint):
      throw complaint.map { CommandFailure($0) } ?? CommandFailure(signal: signal)
    }
  }

  private func withoutResult(_ outcome: CommandRun.Outcome) -> CommandFailure {
    let stranger = outcome.stranger.map { "; instead it wrote \"\($0.oneLine)\"" } ?? ""
    return CommandFailure(
      kind: .failed, found: "ended without a result on stdout\(stranger)",
      remedy:
        #"At the end it must write one line such as {"type":"result","still":"picture.png"}; all else goes to stderr."#)
  }

  private func unprepared(_ error: any Error) -> CommandFailure {
    CommandFailure(
      kind: .failed, found: "could not be started: \(error)", remedy: "Check the disk's space and permissions.")
  }
}

extension CommandProgram {
  func start(folder: String, input: String, environment: [String: String]) throws -> ChildProcess {
    let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
    do {
      return try ChildProcess(path, words: words, folder: folder, input: input, environment: variables)
    } catch let error as SystemCallFailed {
      throw refusal(error)
    }
  }

  /// Asks the program what it can do.
  func description(
    folder: String, environment: [String: String], seconds limit: Double, _ isCancelled: () -> Bool
  ) -> GeneratorCapabilities? {
    let asking = CommandProgram(path: path, words: words + ["--describe"])
    guard let child = try? asking.start(folder: folder, input: "/dev/null", environment: environment) else {
      return nil
    }
    guard let text = CommandAnswer(child).text(seconds: limit, isCancelled) else { return nil }
    return try? JSONDecoder().decode(GeneratorCapabilities.self, from: text)
  }
}

extension GeneratorEvent {
  func without(_ secrets: Secrets) -> GeneratorEvent {
    if case .note(let text) = self { .note(secrets.hidden(in: text)) } else { self }
  }
}

extension GeneratorReply {
  func without(_ secrets: Secrets) -> GeneratorReply {
    var reply = self
    reply.metadata = metadata.mapValues { secrets.hidden(in: $0) }
    return reply
  }
}
