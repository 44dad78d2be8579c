import Foundation
import Media
import Planning

/// The program: finds the command, runs it, and says what went wrong.
enum Program {
  static let version = "0.2.0"
  static var commands: [any Command.Type] {
    [
      RenderCommand.self, GenerateCommand.self, PickCommand.self, PlanCommand.self, FrameCommand.self,
      CheckCommand.self, PresetsCommand.self, WorldsCommand.self, BeatsCommand.self,
    ]
  }

  /// Runs the program and returns its exit code.
  static func run(_ words: [String]) -> Int32 {
    do {
      return try dispatch(words)
    } catch {
      let (sentence, code) = Failure.sentence(error)
      if !sentence.isEmpty { Terminal.say("everzoom: \(sentence)") }
      return code
    }
  }

  private static func dispatch(_ words: [String]) throws -> Int32 {
    guard let name = words.first else {
      Terminal.say(Help.overview)
      return ExitCode.usage
    }
    switch name {
    case "--help", "-h", "help":
      try help(on: words.dropFirst().first)
    case "--version", "version":
      try Terminal.print("everzoom \(version) (libavformat \(mediaLibraryVersion))\n")
    default:
      let command = try command(name)
      let rest = Array(words.dropFirst())
      if rest.contains("--help") || rest.contains("-h") { return try Help.show(Help.page(command)) }
      return try command.run(try Arguments(rest, for: command))
    }
    return ExitCode.done
  }

  private static func help(on name: String?) throws {
    if let name { _ = try Help.show(Help.page(try command(name))) } else { _ = try Help.show(Help.overview) }
  }

  private static func command(_ name: String) throws -> any Command.Type {
    if let command = commands.first(where: { $0.name == name }) { return command }
    let advice = NearestWord.advice(for: name, among: commands.map { $0.name })
    throw UsageError("there is no command \"\(name)\", \(advice) (everzoom --help lists them)")
  }
}

/// What a command line is: one word that says what to do.
protocol Command {
  static var name: String { get }
  /// One sentence.
  static var summary: String { get }
  /// What follows the name, such as `[STORYBOARD|PLAN|FILES|FOLDER] [options]`.
  static var usage: String { get }
  /// What more there is to say, in whole lines.
  static var remarks: String { get }
  static var options: [Option] { get }
  /// Command lines, each with what it does.
  static var examples: [(line: String, effect: String)] { get }

  /// Does it and returns the exit code.
  static func run(_ arguments: Arguments) throws -> Int32
}
