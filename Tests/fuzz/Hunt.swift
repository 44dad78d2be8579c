import Foundation
import Geometry

/// Tries inputs by number; after one that breaks the program, goes on with the next in another process.
enum Hunt {
  static let help = """
    fuzz: storyboards, presets and plans by number, made and mutated, through all that the planner does with them.

      --kind storyboard|preset|plan   one kind only [each in turn]
      --from N --count N              which inputs [0, 3000]
      --seed S                        another seed, other inputs [1]
      --cpu SECONDS --megabytes M     what one input may cost [2, 300]
      --show                          print the inputs, and what is said of them
      --one-process                   stop at the first finding, for a debugger
    """

  static func run(_ words: [String]) -> Int32 {
    guard let options = FuzzOptions(words) else {
      print(help)
      return words.contains("--help") ? 0 : 64
    }
    if options.shows {
      for number in options.numbers {
        let trial = Trial(number, options)
        print("— \(number)\n\(trial.text)\n\(trial.run())")
      }
      return 0
    }
    return options.isOneProcess ? tried(options) : hunt(options)
  }

  /// All numbers in this process; ends it at a finding.
  private static func tried(_ options: FuzzOptions) -> Int32 {
    let watch = Watch(options)
    var counts: [String: Int] = [:]
    for number in options.numbers {
      watch.begin(number)
      let outcome = Trial(number, options).run()
      if case .broken(let sentence) = outcome { Watch.stop(at: number, sentence) }
      counts[outcome.word, default: 0] += 1
    }
    watch.end()
    let list = counts.map { "\($0.value) \($0.key)" }.sorted().joined(separator: ", ")
    print("inputs \(options.numbers.lowerBound) ..< \(options.numbers.upperBound): \(list)")
    return 0
  }

  private static func hunt(_ options: FuzzOptions) -> Int32 {
    var (next, findings) = (options.numbers.lowerBound, 0)
    while next < options.numbers.upperBound {
      let (output, number) = child(options, from: next)
      print(output, terminator: "")
      guard let number else { break }
      findings += 1
      next = number + 1
    }
    print(findings == 0 ? "nothing was found" : "\(findings) inputs were found; --from N --count 1 --show prints one")
    return findings == 0 ? 0 : 1
  }

  /// What a process with the rest of the numbers says, and the number at which it stopped; nil: it came to the end.
  private static func child(_ options: FuzzOptions, from number: Int) -> (output: String, stoppedAt: Int?) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = options.words(from: number) + ["--one-process"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return ("\(error)\n", nil) }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationReason == .exit, process.terminationStatus == 0 { return (output, nil) }
    let found = output.split(separator: "\n").last { $0.hasPrefix(Watch.mark) }
    let stopped = found.flatMap { Int($0.dropFirst(Watch.mark.count).prefix { $0.isNumber }) }
    return (output, stopped ?? options.numbers.upperBound)
  }
}
