import Foundation
import Generation
import Geometry
import Imaging
import Media
import Synchronization
import Testing
import TestSupport

/// A folder with scripts that are run as generators, and with pictures for them to hand in.
final class CommandWorkshop: Sendable {
  static let size = CanvasSize(64, 36)
  /// A script's line that hands in its picture.
  static let handsIn = #"cp "$PICTURES/still.png" . && echo '{"type":"result","still":"still.png"}'"#

  nonisolated(unsafe) let folder: MediaFolder
  let events = Mutex<[GeneratorEvent]>([])

  init() throws {
    folder = try MediaFolder()
    for name in ["work", "pictures"] {
      try FileManager.default.createDirectory(atPath: folder(name), withIntermediateDirectories: false)
    }
    try draw("pictures/still.png", CommandWorkshop.size)
  }

  /// Times that no test reaches, but for those that set one; and short waits.
  static var limits: CommandLimits {
    var limits = CommandLimits()
    (limits.attempt, limits.silence, limits.describing) = (120, 120, 60)
    (limits.grace, limits.firstWait, limits.longestWait) = (0.2, 0.01, 0.05)
    return limits
  }

  var request: GeneratorRequest {
    GeneratorRequest(
      scene: 2, prompt: "a lake", seed: 7, size: CommandWorkshop.size, framesPerSecond: Rational(25), direction: .in,
      octaves: 2)
  }

  /// A picture with something in it.
  func draw(_ name: String, _ size: CanvasSize) throws {
    try writePNG(
      Picture(size, .yuv444) { plane, x, y in plane == 0 ? 30 + (x * y) % 180 : 100 + x % 50 }, to: folder(name))
  }

  /// Writes a script of the shell that can be run, and notes its process each time.
  func script(_ lines: String, interpreter: String = "/bin/sh") throws -> String {
    let text = "#!\(interpreter)\necho $$ >> \"$PICTURES/../runs\"\n\(lines)\n"
    let path = try folder.write(Array(text.utf8), "script")
    chmod(path, 0o755)
    return path
  }

  func generator(
    _ line: String, _ limits: CommandLimits = limits, environment: [String: String] = [:]
  ) throws -> CommandGenerator {
    let own = ["PICTURES": folder("pictures"), "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/bin:/usr/bin"]
    return try #require(
      CommandGenerator(
        named: line, from: folder.path, limits: limits, environment: own.merging(environment) { $1 }))
  }

  /// What becomes of a request that a script is given; whatever it is, nothing of the script's lives on.
  func make(
    _ lines: String, _ request: GeneratorRequest? = nil, limits: CommandLimits = limits,
    environment: [String: String] = [:], isCancelled: @Sendable () -> Bool = { false }
  ) throws -> Result<GeneratorReply, GeneratorError> {
    let path = try script(lines)
    return try make(generator("'\(path)'", limits, environment: environment), request, isCancelled: isCancelled)
  }

  func make(
    _ generator: CommandGenerator, _ request: GeneratorRequest? = nil, isCancelled: @Sendable () -> Bool = { false }
  ) throws -> Result<GeneratorReply, GeneratorError> {
    defer { for run in runs { #expect(ProcessTable.living(inGroup: run) == [], "nothing of group \(run) lives on") } }
    do {
      return .success(
        try generator.make(
          request ?? self.request, in: folder("work"), report: { event in events.withLock { $0.append(event) } },
          isCancelled: isCancelled))
    } catch let error as GeneratorError {
      return .failure(error)
    }
  }

  /// The process numbers of the script's runs, which are its groups' too.
  var runs: [Int32] {
    let text = (try? folder.bytes("runs")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").compactMap { Int32($0) }
  }

  func log(_ attempt: Int = 1) throws -> String {
    String(decoding: try folder.bytes("work/attempt-\(attempt).log"), as: UTF8.self)
  }

  var notes: [String] {
    events.withLock { $0 }.compactMap { event in
      if case .note(let text) = event { text } else { nil }
    }
  }
}

/// The processes of this machine.
enum ProcessTable {
  /// Those of a group that have not ended. Ended ones that their parent has not asked for are counted only if that is this program.
  static func living(inGroup group: Int32) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { Int32($0) != nil }.compactMap { name in
      guard let status = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let end = status.lastIndex(of: ")")
      else { return nil }
      // After the name: state, parent, group (proc(5)).
      let fields = status[end...].split(separator: " ").dropFirst()
      guard fields.count > 3, Int32(fields[fields.startIndex + 2]) == group else { return nil }
      let hasEnded = "ZX".contains(fields[fields.startIndex])
      return hasEnded && Int32(fields[fields.startIndex + 1]) != getpid() ? nil : status
    }
  }
}

extension Result where Success == GeneratorReply, Failure == GeneratorError {
  /// The sentence of a failure of one kind; fails the test otherwise.
  func sentence(
    _ kind: (String) -> GeneratorError, sourceLocation: SourceLocation = #_sourceLocation
  ) -> String {
    guard case .failure(let error) = self else {
      Issue.record("it was made: \(self)", sourceLocation: sourceLocation)
      return ""
    }
    let sentence = error.sentence
    #expect(error == kind(sentence), sourceLocation: sourceLocation)
    return sentence
  }
}

extension GeneratorError {
  var sentence: String {
    switch self {
    case .refused(let text), .unavailable(let text), .failed(let text), .notAllowed(let text): text
    case .cancelled: ""
    }
  }
}
