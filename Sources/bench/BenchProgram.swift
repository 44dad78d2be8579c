import Foundation
import Imaging

/// The bench from outside: which benchmarks, and in what form.
enum BenchProgram {
  static let help = """
    usage: swift run -c release bench [NAME …] [options]

    Measures the benchmarks whose names contain one of the given words; without any, all of them.

      --list    their names
      --json    the results as JSON
      --jobs N  processor cores to use [all]

    CPU ms is the time of all threads for one frame, the median of \(Measurement.runs) runs after a warm-up. Frames/s is by the clock on
    the wall. Peak MB is the most memory that the program held at once, including the benchmark's own pictures.

    """

  static func run(_ words: [String]) -> Int32 {
    do {
      return try run(try BenchOptions(words))
    } catch {
      complain("bench: \((error as? BenchMistake)?.sentence ?? "\(error)")\n")
      return error is BenchMistake ? 64 : 70
    }
  }

  private static func run(_ options: BenchOptions) throws -> Int32 {
    if options.showsHelp {
      say(help)
      return 0
    }
    let chosen = try options.choice(from: Benchmark.all(Cores(options.jobs)))
    if options.lists {
      say(BenchTable(chosen).list)
      return 0
    }
    let machine = Machine(cores: options.jobs)
    return options.isJSON ? try writeJSON(chosen, machine) : try writeTable(chosen, machine)
  }

  private static func writeTable(_ chosen: [Benchmark], _ machine: Machine) throws -> Int32 {
    let table = BenchTable(chosen)
    say("\(machine)\n\n\(table.head)")
    for benchmark in chosen { say(table.row(try Measurement(benchmark))) }
    return 0
  }

  private static func writeJSON(_ chosen: [Benchmark], _ machine: Machine) throws -> Int32 {
    let report = BenchReport(machine: machine, benchmarks: try chosen.map { try Measurement($0) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    say(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n")
    return 0
  }

  private static func say(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
  private static func complain(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// What the results are as JSON.
struct BenchReport: Encodable {
  let machine: Machine
  let benchmarks: [Measurement]
}
