import Foundation
import Glibc

/// The built program, run as a process of its own in a folder.
package struct ProgramRun {
  /// Where it stands: beside the bundle of the tests.
  package static let path: String = {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let built = folder.appendingPathComponent("everzoom").path
    precondition(FileManager.default.isExecutableFile(atPath: built), "\(built) is built with the tests")
    return built
  }()

  package let status: Int32
  package let output: [UInt8]
  package let errors: String

  package var text: String { String(decoding: output, as: UTF8.self) }

  /// Runs it with words separated by spaces, and `input` as its stdin.
  package init(_ words: String, in folder: MediaFolder, input: String = "") throws {
    try self.init(words.split(separator: " ").map(String.init), in: folder, input: input)
  }

  package init(_ words: [String], in folder: MediaFolder, input: String = "") throws {
    try self.init(executable: ProgramRun.path, words, in: folder, input: input)
  }

  /// Runs a line of the shell, in which `$everzoom` is the program.
  package init(shell line: String, in folder: MediaFolder) throws {
    try self.init(executable: "/bin/bash", ["-c", "everzoom='\(ProgramRun.path)'; \(line)"], in: folder, input: "")
  }

  /// The run if it ended well; throws its words otherwise.
  package func checked() throws -> ProgramRun {
    guard status == 0 else { throw CommandFailed(description: "exit code \(status): \(errors)") }
    return self
  }

  private init(executable: String, _ words: [String], in folder: MediaFolder, input: String) throws {
    TestCache.use()
    let streams = try MediaFolder()
    _ = try streams.write(Array(input.utf8), "in")
    for name in ["out", "errors"] { _ = try streams.write([], name) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle(forReadingAtPath: streams("in"))
    process.standardOutput = FileHandle(forWritingAtPath: streams("out"))
    process.standardError = FileHandle(forWritingAtPath: streams("errors"))
    try process.run()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    output = try streams.bytes("out")
    errors = String(decoding: try streams.bytes("errors"), as: UTF8.self)
  }
}

/// The program while it runs.
package final class RunningProgram {
  private let process = Process()

  /// Its stderr goes to `errors`.
  package init(_ words: String, in folder: MediaFolder, errors: FileHandle = .nullDevice) throws {
    TestCache.use()
    process.executableURL = URL(fileURLWithPath: ProgramRun.path)
    process.arguments = words.split(separator: " ").map(String.init)
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  package var isRunning: Bool { process.isRunning }
  package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for its end and returns its exit code.
  package func exitCode() -> Int32 {
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }
}

/// Both ends of a terminal of 80 columns.
package struct TerminalPair {
  package let screen: FileHandle
  package let program: FileHandle

  /// TIOCSPTLCK and TIOCGPTN of Linux, which are macros with arguments.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  package init() throws {
    let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (isLocked, number) = (Int32(0), Int32(0))
    guard master >= 0, ioctl(master, TerminalPair.setLock, &isLocked) == 0,
      ioctl(master, TerminalPair.getNumber, &number) == 0
    else { throw CommandFailed(description: "no terminal can be made: \(String(cString: strerror(errno)))") }
    let other = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard other >= 0 else { throw CommandFailed(description: "/dev/pts/\(number) cannot be opened") }
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(other, UInt(TIOCSWINSZ), &size) == 0 else { throw CommandFailed(description: "no window size") }
    screen = FileHandle(fileDescriptor: master, closeOnDealloc: true)
    program = FileHandle(fileDescriptor: other, closeOnDealloc: true)
  }

  /// What has been shown so far; at least something must have been.
  package func shown() -> String { String(decoding: screen.availableData, as: UTF8.self) }
}
