import Foundation

/// The fuzzer from outside: it has children try the inputs, so that one that is killed by an input is one that can be told of.
enum FuzzProgram {
  static let help = """
    usage: swift run -c release fuzz [FILE] [options]

    Makes storyboards, presets and plans by number, reads, plans, writes and looks at them as the program does. Each must be told to be a
    mistake in words, or become a plan. Prints those that do not, and ends with 1 if there are any. A FILE is tried alone.

      --from N        the number of the first input [0]
      --count N       how many [10000]
      --seed S        other inputs [1]
      --kind KIND     only of this kind: storyboard, preset, plan [all; of a file, storyboard]
      --seconds S     of the processor that one may cost [2]
      --megabytes M   of memory that one may cost [300]

    """

  static func run(_ arguments: [String]) -> Int32 {
    do {
      let options = try FuzzOptions(Array(arguments.dropFirst()))
      if options.showsHelp {
        say(help)
        return 0
      }
      if let file = options.file { return FuzzChild.run(options, file: file) }
      if let note = options.note { return FuzzChild.run(options, note: note) }
      return try FuzzParent(options).run()
    } catch {
      say("fuzz: \((error as? FuzzMistake)?.sentence ?? "\(error)")\n")
      return error is FuzzMistake ? 64 : 70
    }
  }

  static func say(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

/// Runs children until all inputs have been tried.
struct FuzzParent {
  private let options: FuzzOptions
  private let folder = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(getpid())")

  init(_ options: FuzzOptions) { self.options = options }

  func run() throws -> Int32 {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var (next, found) = (options.from, 0)
    let end = options.from + options.count
    while next < end, let number = try firstBroken(next..<end) {
      found += 1
      next = number + 1
    }
    FuzzProgram.say("\(options.count) inputs, \(found) of which break a law\n")
    return found == 0 ? 0 : 1
  }

  private var note: URL { folder.appending(path: "note") }
  private var words: URL { folder.appending(path: "words") }

  /// The first of some inputs that breaks a law, which is told; nil if none does.
  private func firstBroken(_ numbers: Range<Int>) throws -> Int? {
    try? FileManager.default.removeItem(at: note)
    let status = try child(numbers)
    guard status != 0 else { return nil }
    guard let number = FuzzNote.read(note.path) else {
      throw FuzzMistake(sentence: "a child ended with \(status) before its first input")
    }
    tell(number, status)
    return number
  }

  private func child(_ numbers: Range<Int>) throws -> Int32 {
    try Data().write(to: words)
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments =
      [
        "--note", note.path, "--from", "\(numbers.lowerBound)", "--count", "\(numbers.count)", "--seed",
        "\(options.seed)", "--seconds", "\(options.seconds)", "--megabytes", "\(options.megabytes)",
      ] + (options.kind.map { ["--kind", $0.rawValue] } ?? [])
    process.standardError = try FileHandle(forWritingTo: words)
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func tell(_ number: Int, _ status: Int32) {
    let words = (try? String(contentsOf: words, encoding: .utf8)) ?? ""
    let input = FuzzInput(number: number, seed: options.seed, kind: options.kind)
    FuzzProgram.say(
      """
      ── input \(number), a \(input.kind), ended with \(status)
      \(words.prefix(6000))
      \(String(decoding: input.bytes.prefix(20_000), as: UTF8.self))

      """)
  }
}
