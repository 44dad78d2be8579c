import Foundation
import Geometry
import Imaging
import Planning
import Rendering
import Worlds

/// `everzoom worlds`: the built-in worlds.
enum WorldsCommand: Command {
  static let name = "worlds"
  static let summary = "lists the built-in worlds, tells what may be set in one, or draws them all"
  static let usage = "[list | show NAME | gallery] [options]"
  static let remarks = """
    In a storyboard: {world: "agate", parameters: {warmth: 0.5}, seed: 7}. The gallery has a row for each world, seen at
    four depths.
    """
  static let options = [
    Option("out", short: "o", "FILE.png", "for gallery: where the picture goes; - is stdout [worlds.png]"),
    Option("width", "N", "for gallery: width of each picture in pixels [480]"),
    Option("seed", "N", "for gallery: another number, other worlds [1]"),
    Option("jobs", "N", "processor cores to use [all]"),
  ]
  static let examples = [
    (line: "everzoom worlds show cloudsea", effect: "its parameters, their ranges and usual values"),
    (line: "everzoom worlds gallery -o worlds.png", effect: "all of them, at four depths"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    let words = arguments.inputs
    if words.first != "gallery", let option = arguments.given(["out", "width", "seed"]).first {
      throw UsageError("--\(option) goes with everzoom worlds gallery")
    }
    switch (words.first ?? "list", words.count) {
    case ("list", 0...1): try list()
    case ("show", 2): try show(words[1])
    case ("show", 1): throw UsageError("everzoom worlds show needs the name of a world")
    case ("gallery", 1): try gallery(arguments)
    default:
      throw UsageError(
        "everzoom worlds knows list, show NAME and gallery, not \"\(words.joined(separator: " "))\"")
    }
    return ExitCode.done
  }

  private static func list() throws {
    try Terminal.print(TextTable(WorldCatalog.entries.map { [$0.name, $0.summary] }).text)
  }

  private static func show(_ name: String) throws {
    guard let entry = WorldCatalog.entry(name) else {
      let advice = NearestWord.advice(for: name, among: WorldCatalog.entries.map(\.name))
      throw UsageError("there is no world \"\(name)\", \(advice)")
    }
    let pace = "It is at its best over \(entry.octaves) octaves, at \(entry.speed) octaves a second."
    try Terminal.print("\(entry.name): \(entry.summary) \(pace)\n\nits own parameters:\n")
    try show(entry.parameters)
    try Terminal.print("\nof every world:\n")
    try show(WorldCatalog.commonParameters)
  }

  private static func show(_ parameters: [WorldParameter]) throws {
    let rows = parameters.map { parameter in
      [
        parameter.name, "\(parameter.range.lowerBound) … \(parameter.range.upperBound)",
        "\(parameter.summary) [\(parameter.usual)]",
      ]
    }
    try Terminal.print(TextTable(rows, indent: 2).text)
  }

  private static func gallery(_ arguments: Arguments) throws {
    let name = arguments.text("out") ?? "worlds.png"
    let destination = try Destination(picture: name)
    let width = try arguments.whole("width", 16...4096) ?? 480
    let seed = Seed(UInt64(try arguments.whole("seed", 0...Int.max) ?? 1))
    let picture = WorldGallery.draw(width: width, seed: seed, cores: try arguments.cores())
    try destination.write(picture)
  }
}
