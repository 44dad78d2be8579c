import Foundation
import Geometry
import Imaging

/// A folder of its own for a test's files, gone with the test.
package final class MediaFolder {
  package let path: String

  package init() throws {
    path = NSTemporaryDirectory() + "everzoom-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// The names of the files in it, sorted.
  package var names: [String] { (try? entries("")) ?? [] }

  /// The names of the files in a folder in it, sorted.
  package func entries(_ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self(name)).sorted()
  }

  package func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: self(name)))
    return self(name)
  }

  package func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: self(name))))
  }
}

/// What a command wrote, and how it ended.
package struct CommandResult {
  package let output: String
  package let errors: String
  package let status: Int32
}

/// Runs a command by the shell's search path and waits for it.
@discardableResult
package func run(_ command: String, _ arguments: [String]) throws -> CommandResult {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [command] + arguments
  let folder = try MediaFolder()
  for name in ["out", "errors"] { _ = try folder.write([], name) }
  process.standardOutput = FileHandle(forWritingAtPath: folder("out"))
  process.standardError = FileHandle(forWritingAtPath: folder("errors"))
  process.standardInput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return CommandResult(
    output: String(decoding: try folder.bytes("out"), as: UTF8.self),
    errors: String(decoding: try folder.bytes("errors"), as: UTF8.self), status: process.terminationStatus)
}

package struct CommandFailed: Error, CustomStringConvertible {
  package let description: String
}

/// Runs ffmpeg with arguments separated by spaces; throws its words if it fails.
package func ffmpeg(_ arguments: String, _ more: String...) throws {
  let words = arguments.split(separator: " ").map(String.init) + more
  let result = try run("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y"] + words)
  guard result.status == 0 else { throw CommandFailed(description: "ffmpeg \(words): \(result.errors)") }
}

/// What ffprobe shows for entries such as "stream=avg_frame_rate", one value a line.
package func ffprobe(_ path: String, _ entries: String, _ more: String...) throws -> [String] {
  let result = try run(
    "ffprobe", ["-v", "error", "-show_entries", entries, "-of", "default=noprint_wrappers=1:nokey=1"] + more + [path])
  return result.output.split(separator: "\n").map(String.init)
}
