import Foundation
import Testing

/// The sources, held to the tables of .github/CONTRIBUTING.md.
@Suite struct `The architecture` {
  private let repository = Repository()

  @Test func `has a line in the table for every folder of Sources, and no other`() throws {
    #expect(try repository.targets.keys.sorted() == repository.folders("Sources").sorted())
  }

  @Test func `has no import that the table does not allow`() throws {
    let (targets, system) = (try repository.targets, try repository.systemModules)
    for file in try repository.imports {
      let allowed = try #require(targets[file.target]) + system
      for module in file.modules {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  @Test func `has arrows that lead down the table only`() throws {
    let rows = try repository.table("target")
    for (index, row) in rows.enumerated() {
      let above = Set(rows[..<index].map(\.name))
      #expect(above.isSuperset(of: row.names), "\(row.name) may import what stands below it")
    }
  }

  @Test func `is the same in Package.swift`() throws {
    let package = try repository.text("Package.swift")
    for (target, allowed) in try repository.targets where !["CFFmpeg", "everzoom", "bench"].contains(target) {
      let line = try #require(package.firstMatch(of: try Regex("target\\(\"\(target)\", \\[([^\\]]*)\\]")))
      #expect(line[1].substring.map(quoted) == allowed, "\(target) in Package.swift")
    }
  }

  @Test func `opens the door to FFmpeg in Media alone, and there internally`() throws {
    for file in try repository.imports where file.modules.contains("CFFmpeg") {
      #expect(file.target == "Media", "\(file.path) imports CFFmpeg")
      #expect(file.internalModules.contains("CFFmpeg"), "\(file.path) imports CFFmpeg for others to see")
    }
  }

  @Test func `is tested from outside, so that tests and program are one build`() throws {
    for path in try repository.swiftFiles("Tests") {
      let lines = try repository.text(path).split(separator: "\n")
      #expect(!lines.contains { $0.hasPrefix("@testable") }, "\(path) imports what is not its to see")
    }
  }

  @Test func `keeps the top level to what belongs there`() throws {
    let allowed = ["Package.swift", "Presets", "README.md", "Samples", "Sources", "Tests"]
    #expect(try repository.topLevel.filter { !$0.hasPrefix(".") }.sorted() == allowed)
  }
}

@Suite struct `An import` {
  @Test(arguments: [
    "import Geometry", "  import Geometry // numbers", "internal import Geometry", "package import Geometry",
    "@preconcurrency import Geometry", "@_spi(Tests) @testable import Geometry", "import struct Geometry.Point",
    "public import Geometry.Points", "let a = 1; import Geometry",
  ])
  func `is seen in all its forms`(line: String) {
    #expect(SourceImports(of: line, path: "", target: "").modules == ["Geometry"])
  }

  @Test(arguments: ["// import Geometry", "let imported = Geometry", "  /// import Geometry", "important Geometry"])
  func `is not seen where there is none`(line: String) {
    #expect(SourceImports(of: line, path: "", target: "").modules.isEmpty)
  }
}

/// The modules that a source file imports.
private struct SourceImports {
  let path: String
  let target: String
  private(set) var modules: [String] = []
  private(set) var internalModules: [String] = []

  init(of text: String, path: String, target: String) {
    self.path = path
    self.target = target
    for line in text.split(separator: "\n") {
      let code = line.prefix(upTo: line.range(of: "//")?.lowerBound ?? line.endIndex)
      for statement in code.split(separator: ";") { add(words: statement.split(separator: " ")) }
    }
  }

  private static let access: [Substring] = ["public", "package", "internal", "fileprivate", "private"]
  private static let kinds: [Substring] = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor",
  ]

  private mutating func add(words: [Substring]) {
    let rest = words.drop { $0.hasPrefix("@") || Self.access.contains($0) }
    guard rest.first == "import" else { return }
    guard let name = rest.dropFirst().first(where: { !Self.kinds.contains($0) }) else { return }
    let module = String(name.prefix { $0 != "." })
    modules.append(module)
    if words.contains("internal") { internalModules.append(module) }
  }
}

/// This checkout.
private struct Repository {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// What each target may import, by its name.
  var targets: [String: [String]] {
    get throws { Dictionary(uniqueKeysWithValues: try table("target").map { ($0.name, $0.names) }) }
  }

  var systemModules: [String] { get throws { try table("system module").map(\.name) } }

  /// The rows of the table whose first column has this head: what the first cell quotes, and the names in the last one.
  func table(_ head: String) throws -> [(name: String, names: [String])] {
    let lines = try text(".github/CONTRIBUTING.md").split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex { $0.hasPrefix("| \(head) |") })
    let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }
    try #require(!rows.isEmpty)
    return rows.map { row in
      let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let names = cells.last!.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      return (cells[0].trimmingCharacters(in: ["`"]), names == ["–"] ? [] : names)
    }
  }

  /// The imports of every Swift file below Sources.
  var imports: [SourceImports] {
    get throws {
      try swiftFiles("Sources").map { path in
        SourceImports(of: try text(path), path: path, target: String(path.split(separator: "/")[1]))
      }
    }
  }

  func swiftFiles(_ folder: String) throws -> [String] {
    let files = try #require(FileManager.default.enumerator(atPath: root.appending(path: folder).path))
    let paths = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
    try #require(paths.count > 20)
    return paths.map { "\(folder)/\($0)" }
  }

  func folders(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path).filter { !$0.hasPrefix(".") }
  }

  func text(_ path: String) throws -> String { try String(contentsOf: root.appending(path: path), encoding: .utf8) }

  /// What git keeps at the top level; in a copy without git, whatever is there.
  var topLevel: Set<String> {
    get throws {
      guard let kept = git("ls-files"), !kept.isEmpty else {
        return Set(try FileManager.default.contentsOfDirectory(atPath: root.path))
      }
      return Set(kept.split(separator: "\n").map { String($0.prefix { $0 != "/" }) })
    }
  }

  /// What git says, nil where there is no git or no repository. Another owner's checkout is as good as one's own.
  private func git(_ words: String...) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", root.path, "-c", "safe.directory=*"] + words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}

/// The words between quotation marks.
private func quoted(_ text: Substring) -> [String] {
  text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
    .map { String($0.element) }
}
