import Foundation

/// A command line that cannot be understood.
struct BenchMistake: Error {
  let sentence: String
}

/// The words after `bench`.
struct BenchOptions {
  private(set) var names: [String] = []
  private(set) var lists = false
  private(set) var isJSON = false
  private(set) var showsHelp = false
  private(set) var jobs = ProcessInfo.processInfo.activeProcessorCount

  init(_ words: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--list": lists = true
      case "--json": isJSON = true
      case "--help", "-h": showsHelp = true
      case "--jobs":
        guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else {
          throw BenchMistake(sentence: "--jobs needs a number of cores, 1 or more")
        }
        jobs = count
      case _ where word.hasPrefix("-"): throw BenchMistake(sentence: "unknown option \(word), see bench --help")
      default: names.append(word)
      }
    }
  }

  func choice(from all: [Benchmark]) throws -> [Benchmark] {
    for name in names where !all.contains(where: { $0.name.contains(name) }) {
      throw BenchMistake(sentence: "no benchmark's name contains \"\(name)\", bench --list has them all")
    }
    return names.isEmpty ? all : all.filter { benchmark in names.contains { benchmark.name.contains($0) } }
  }
}
