import Foundation
import Generation
import Planning

/// `everzoom generate`: the scenes that have prompts.
enum GenerateCommand: Command {
  static let name = "generate"
  static let summary = "makes the scenes of a storyboard that have prompts; render does so first by itself"
  static let usage = "STORYBOARD [-o SHOT.shot] [options]"
  static let remarks = """
    One scene after another: each begins on the picture that the one before it ends on. All of it is kept in a folder, so that
    the next run makes only what is missing or has changed; a take that is replaced moves to the folder's old/.
    A generator is "worlds", the built-in ones, or "command: PROGRAM …", any program that keeps to the README's Generators.
    """
  static let options =
    [
      Option(
        "folder", short: "o", "SHOT.shot", "where generated scenes are kept [beside the storyboard, with its name]"),
      Option("takes", "N", "make N candidates of each scene; everzoom pick chooses [1]"),
      Option("redo", "SCENES", "make these scenes again, and what depends on them: 7 or 7,9"),
    ] + ShotOptions.decisions + [
      Option("jobs", "N", "processor cores to use [all]"),
      Option("progress", "bar|json|none", "how to tell the progress, on stderr [bar on a terminal, else none]"),
    ]
  static let examples = [
    (line: "everzoom generate dream.json5", effect: "what is missing, into dream.shot"),
    (line: "everzoom generate dream.json5 --takes 3", effect: "three candidates of each scene"),
    (line: "everzoom generate dream.json5 --redo 7", effect: "scene 7 once more, and all that follow from it"),
    (
      line: "everzoom generate dream.json5 --generator \"command: python3 generators/paint.py\"",
      effect: "with a program of your own"
    ),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    var chain = try ChainInput.maker(arguments)
    chain.takes = try arguments.whole("takes", 1...1000)
    chain.redo = try scenes(arguments.text("redo"), of: chain.storyboard)
    let progress = ChainProgress(
      try arguments.choice("progress", Progress.Style.self), chain.storyboard, printsResults: true)
    return try Generating.run(chain, progress) == nil
      ? Interruption.exitCode(Interruption.signal ?? SIGINT) : ExitCode.done
  }

  /// Reads "7" or "7,9".
  private static func scenes(_ text: String?, of storyboard: Storyboard) throws -> Set<Int> {
    guard let text else { return [] }
    let generated = storyboard.scenes.indices.filter { storyboard.pending(scene: $0) != nil }.map { $0 + 1 }
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.allSatisfy({ $0.map(generated.contains) == true }) else {
      let known = generated.isEmpty ? "none of its scenes is generated" : "generated are \(list(generated))"
      throw UsageError("--redo is \"\(text)\", expected numbers of scenes such as 7 or 7,9; \(known)")
    }
    return Set(numbers.compactMap { $0 })
  }

  private static func list(_ numbers: [Int]) -> String {
    let shown = numbers.prefix(20).map(String.init).joined(separator: ", ")
    return numbers.count > 20 ? shown + " …" : shown
  }
}

/// The making of a chain, with ctrl-C.
enum Generating {
  /// The plan of the whole shot; nil when it was interrupted, which has been said.
  static func run(_ chain: ChainMaker, _ progress: ChainProgress) throws -> Plan? {
    Interruption.hold()
    defer { progress.stop() }
    do {
      return try chain.run(report: { progress.tell($0) }, isCancelled: { Interruption.signal != nil })
    } catch GeneratorError.cancelled {
      progress.stop()
      Terminal.say(
        "everzoom: interrupted; the scenes that are made stay in \(chain.folder.path), and the same command goes on from there"
      )
      return nil
    }
  }
}
