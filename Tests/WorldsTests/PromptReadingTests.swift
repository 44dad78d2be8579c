import Foundation
import Geometry
import Testing
import Worlds

@Suite struct `A prompt` {
  private func read(_ prompt: String, _ negative: String = "") -> PromptReading {
    PromptReading(prompt, negative: negative, seed: Seed(7))
  }

  private func exists(_ world: String, orElse other: String) -> String {
    WorldCatalog.entry(world) == nil ? other : world
  }

  @Test func `names a place, a time of day, weather and a mood`() {
    let reading = read("misty valley at dawn, calm")
    #expect(reading.worlds == ["valley"] && reading.isPlaceTold)
    #expect(reading.unknown == [] && reading.seed == Seed(7))
    #expect(reading.taken.map(\.word) == ["misty", "valley", "dawn", "calm"])
    #expect(reading.parameters["contrast"]! < 0.9 && reading.parameters["motion"]! < 1)
    #expect(reading.parameters["warmth"]! > 0)
    #expect(reading.pace < 1)
    #expect(reading.digest == nil)
    if let haze = WorldCatalog.entry("valley")!.parameters.first(where: { $0.name == "haze" }) {
      #expect(reading.parameters["haze"]! > haze.usual)
    }
  }

  @Test func `lights a corridor by a lamp`() {
    let reading = read("museum corridor, lamplight")
    #expect(reading.worlds == ["enfilade"] && reading.unknown == [])
    #expect(reading.parameters["warmth"]! > 0.3 && reading.parameters["brightness"]! < 0)
  }

  @Test func `paints a flower deep red`() throws {
    let reading = read("deep red flower")
    #expect(reading.worlds == ["dahlia"])
    #expect(reading.parameters["colour"] == 1.2)
    let digest = try #require(reading.digest)
    #expect(digest.mistake == nil && digest.thumbnail == [])
    for step in digest.ladder.dropFirst() {
      let hue = Point(x: step[1], y: step[2]).turns
      #expect((0.0...0.13).contains(hue), "\(step)")
    }
  }

  @Test func `takes moonlight and a mood together`() {
    let reading = read("Moonlit STAIRS, eerie")
    #expect(reading.worlds == ["stair"])
    #expect(reading.parameters["warmth"]! < -0.5 && reading.parameters["brightness"]! < -0.4)
    #expect(reading.parameters["colour"]! < 0.6)
  }

  @Test func `tells the words it does not know, and varies the seed by them`() {
    let reading = read("neon arcade, rain, 1983")
    #expect(reading.worlds == [exists("city", orElse: "enfilade")])
    #expect(reading.unknown == ["1983"])
    #expect(reading.seed != Seed(7))
    #expect(reading.seed == read("neon arcade, 1983").seed)
    #expect(reading.seed != read("neon arcade, 1984").seed)
    #expect(reading.seed != PromptReading("neon arcade, rain, 1983", seed: Seed(8)).seed)
    #expect(reading.parameters["motion"]! > 1)
    #expect(read("zebra crossing at the zoo").unknown == ["zebra", "crossing", "zoo"])
  }

  @Test func `lets the first word of a kind win, and says so`() {
    let reading = read("calm dark valley at noon at night")
    let plain = read("calm valley, noon")
    #expect(reading.parameters == plain.parameters)
    #expect(reading.taken.first { $0.word == "night" }?.effect == "nothing, as “noon” came first")
  }

  @Test func `may name two places, and two colours`() throws {
    let reading = read("a flower in the stone, blue and gold, green")
    #expect(reading.worlds == ["dahlia", "agate"])
    #expect(reading.recipe(1).name == "agate")
    let digest = try #require(reading.digest)
    // Dark is blue, light is gold.
    #expect(digest.ladder[1][2] < -0.03 && digest.ladder[4][2] > 0.02 && digest.accent[2] > 0.05)
    #expect(read("museum corridor with rooms").worlds == ["enfilade"])
  }

  @Test func `knows plurals, phrases and words only as a whole`() {
    #expect(read("mountains").worlds == ["valley"])
    #expect(read("churches").worlds == ["rose"])
    #expect(read("lilies").unknown == ["lilies"])
    #expect(read("the mountain’s edge").worlds == ["valley"])
    #expect(read("skyline").unknown == ["skyline"])
    #expect(read("stained glass").taken.map(\.word) == ["stained glass"])
    #expect(read("valley, black and white").parameters["colour"] == 0)
    #expect(read("valley, black and red").parameters["colour"] == nil)
  }

  @Test func `does not do what is denied`() {
    let clear = read("valley, no fog")
    #expect(clear.parameters == read("clear valley").parameters)
    #expect(clear.taken.last?.description == "“no fog”: less haze")
    #expect(read("valley, not very dark").parameters == [:])
    #expect(read("valley without rain or snow, calm").parameters == read("clear calm valley").parameters)
    #expect(read("valley, no rain, snow").parameters == read("valley, snow").parameters)
    #expect(read("valley", "fog, red, dark").parameters == clear.parameters)
    #expect(read("valley", "red").digest == nil)
    for seed in 0..<40 {
      let reading = PromptReading("no clouds, no stairs", seed: Seed(UInt64(seed)), previous: "agate")
      #expect(!["cloudsea", "stair", "agate"].contains(reading.worlds[0]))
    }
  }

  @Test func `leaves the world to the seed, which does not choose the same one twice`() {
    let worlds = (0..<60).map { PromptReading("", seed: Seed(UInt64($0)), previous: "rose").worlds }
    #expect(worlds.allSatisfy { $0.count == 1 && $0 != ["rose"] && WorldCatalog.entry($0[0]) != nil })
    #expect(Set(worlds.map { $0[0] }).count > 4)
    let reading = PromptReading("calm", seed: Seed(3))
    #expect(!reading.isPlaceTold && reading == PromptReading("calm", seed: Seed(3)))
  }

  @Test func `wins over the hues of a seed frame, which keeps its shapes`() throws {
    var frame = try #require(read("blue").digest)
    (frame.columns, frame.rows, frame.thumbnail) = (1, 1, [100, 128, 90])
    frame.key = 0.3
    let red = try #require(PromptReading("red", seed: Seed(1), seedFrame: frame).digest)
    #expect(red.thumbnail == frame.thumbnail && red.key == 0.3)
    #expect(red.ladder[2][1] > 0.05)
    let dusk = try #require(PromptReading("dusk", seed: Seed(1), seedFrame: frame).digest)
    #expect(dusk.ladder == frame.ladder && dusk.light != frame.light)
    #expect(PromptReading("calm", seed: Seed(1), seedFrame: frame).digest == frame)
  }

  @Test func `keeps every parameter within its range, whatever is said`() {
    let words = PromptWords.table.split { !$0.isLetter }.map { $0.lowercased() }
    for start in 0..<200 {
      let prompt = (0..<12).map { words[Seed(UInt64(start)).at("word", $0).pick(0..<words.count)] }
      let reading = read(prompt.joined(separator: " "))
      for index in reading.worlds.indices {
        let recipe = reading.recipe(index)
        #expect(recipe.mistake == nil, "\(prompt): \(recipe.mistake ?? "")")
      }
    }
  }

  @Test func `may use at least 24 names of colours`() {
    let line = PromptWords.table.split(separator: "\n").first { $0.hasPrefix("| colour") }!
    let names = line.split(separator: "|")[1].split(separator: ",").map { $0.filter(\.isLetter) }
    #expect(names.count >= 24)
    for name in names {
      let digest = read(name).digest
      #expect(digest != nil && digest?.mistake == nil)
    }
  }

  @Test func `may use the words that the README lists`() throws {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let text = try String(contentsOf: readme.standardizedFileURL, encoding: .utf8)
    // Where the README has the table, it has all of it.
    let head = PromptWords.table.prefix { $0 != "\n" }
    #expect(!text.contains(head) || text.contains(PromptWords.table))
  }
}
