import Foundation
import TestSupport
import Testing

@Suite struct `A storyboard with mistakes` {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func refused(_ text: String, _ keys: String...) throws {
    try workshop.folder.write(text, "shot.json5")
    try workshop.refused("render shot.json5", 65, ["shot.json5"] + keys)
    try workshop.refused("plan -", 65, ["standard input"] + keys, input: text)
  }

  @Test func `is told all of them at once, with line, column and the nearest known word`() throws {
    try refused(
      """
      { // a shot
        canvas: { size: "96x54", fps: NaN },
        sceness: [],
        scenes: [
          { take: "a.png", octave: 3 },
          { world: "dalia" },
        ],
        seconds: -1,
      }
      """,
      ":2:33: canvas.fps is NaN", ":3:3: unknown key \"sceness\", did you mean \"scenes\"",
      ":5:22: unknown key \"octave\", did you mean \"octaves\"", ":6:14: scenes[1].world is \"dalia\"", "\"dahlia\"",
      ":8:12: seconds is -1", "^")
  }

  @Test func `names a take that is not there, in its line`() throws {
    try refused("{ scenes: [\n  { take: \"a.png\" },\n  { take: \"b.png\" } ] }", ":3:11", "b.png does not exist")
  }

  @Test func `asks for a part of a clip that it does not have`() throws {
    try refused("{ scenes: [ { take: 'clip.mp4', from: 9 }, { take: 'a.png' } ] }", "from", "1.2 s long")
  }

  @Test func `ends too early, is empty, or not a storyboard at all`() throws {
    try refused("{ scenes: [", ":1:11", "expected a ]")
    try refused("", "nothing in this file")
    try refused("[]", "expected an object")
    try workshop.refused("plan nosuch.json5", 65, ["nosuch.json5", "No such file"])
  }

  @Test func `names an unknown preset, or a song that is not there`() throws {
    try refused("{ preset: 'clam', scenes: [ { take: 'a.png' } ] }", "'clam'", "\"calm\"")
    try workshop.refused("render a.png --audio nosuch.mp3", 65, ["nosuch.mp3", "song does not exist"])
    try workshop.refused("render a.png --audio a.png", 65, ["a.png has no sound"])
  }
}

@Suite struct `A preset file` {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  @Test func `is made by editing one that is there`() throws {
    let calm = try workshop.done("presets show calm").text
    try workshop.folder.write(calm, "mine.json5")
    #expect(try workshop.done("presets check mine.json5").text.contains("sound"))
    try workshop.done("presets try mine.json5 a.png b.jpg -o mine.hashes")
    try workshop.done("render a.png b.jpg --preview --preset calm -o calm.hashes")
    #expect(try workshop.folder.bytes("mine.hashes") == workshop.folder.bytes("calm.hashes"))
  }

  @Test func `with mistakes is told them with their lines`() throws {
    try workshop.folder.write("{\n  speed: 99,\n  breth: {},\n}\n", "mine.json5")
    let keys = ["mine.json5:2:10: speed is 99", "mine.json5:3:3: unknown key \"breth\", did you mean \"breath\""]
    try workshop.refused("presets check mine.json5", 65, keys)
    try workshop.refused("render a.png --preset mine.json5", 65, keys)
    try workshop.refused("presets check nosuch.json5", 65, ["nosuch.json5", "No such file"])
  }
}

@Suite struct `A plan that was edited` {
  private let workshop: Workshop
  private let plan: String

  init() throws {
    workshop = try Workshop()
    plan = try workshop.done("plan a.png clip.mp4 --size 96x54 --fps 10 --preset constant").text
  }

  private func refused(_ text: String, _ keys: String..., at place: SourceLocation = #_sourceLocation) throws {
    try workshop.folder.write(text, "plan.json")
    try workshop.refused("render plan.json -o film.mp4", 65, keys, at: place)
  }

  private func edited(_ old: Regex<Substring>, _ new: String) -> String {
    plan.replacing(old, with: new, maxReplacements: 1)
  }

  @Test func `still renders when it is sound`() throws {
    try workshop.folder.write(edited(#/"note"/#, "\"note\""), "plan.json")
    try workshop.done("render plan.json -o null")
    try workshop.folder.write("// by hand\n" + edited(#/"frameCount": \d+/#, "\"frameCount\": 5"), "short.json")
    try workshop.done("render short.json -o short.hashes")
    #expect(try workshop.folder.hashes("short.hashes").count == 5)
  }

  @Test func `is refused in a sentence with the place of the mistake`() throws {
    try refused(edited(#/"octaves": 3/#, "\"octaves\": 4"), "plan.json", "links[0].portal.scale", "0.0625")
    try refused(edited(#/"frameCount": \d+/#, "\"frameCount\": 0"), "frameCount is 0")
    try refused(
      edited(#/"frameCount"/#, "\"framCount\""), "plan.json:1:1: frameCount is missing", "did you mean \"frameCount\"")
    try refused(
      edited(#/"frameCount": \d+/#, "\"frameCount\": \"x\""),
      "plan.json:6:17: frameCount is \"x\", expected a whole number")
    try refused(edited(#/"version": 3/#, "\"version\": 99"), "version is 99", "make the plan again")
    try refused(edited(#/"take": 1/#, "\"take\": 7"), "scenes[1].take is 7", "0 ..< 2")
    try refused(edited(#/"shape": \d+/#, "\"shape\": 9223372036854775807"), "links[0].seam.shape")
    try refused(edited(#/"speed": [0-9.]+/#, "\"speed\": 65536"), "waypoints[0].speed is 65536")
    try refused(edited(#/"speed": /#, "\"speed\": -"), "waypoints[0].speed")
    try refused(String(plan.prefix(500)), "plan.json:", "found the end of the file")
    try refused("{\"everzoom\": \"plan\"}", "version is missing")
  }

  @Test func `or whose take is another file by now is refused before anything is written`() throws {
    _ = try workshop.folder.write(try workshop.folder.bytes("b.jpg"), "a.png")
    try refused(plan, "a.png is not the file that the plan was made from", "make the plan again")
    try FileManager.default.removeItem(atPath: workshop.folder("a.png"))
    try refused(plan, "a.png does not exist")
  }

  @Test func `to extremes never makes the program crash`() throws {
    let values = ["0", "-1", "1e300", "-1e300", "5e-324", "9223372036854775807", "-9223372036854775808", "null", "[]"]
    let numbers = plan.ranges(of: #/-?\d+(\.\d+)?(e[-+]?\d+)?,?\n/#)
    for (index, range) in stride(from: 0, to: numbers.count, by: 3).map({ numbers[$0] }).enumerated() {
      var text = plan
      let comma = plan[range].contains(",") ? "," : ""
      text.replaceSubrange(range, with: "\(values[index % values.count])\(comma)\n")
      let run = try workshop.run("render - -o null --frames 0:1", input: text)
      #expect(
        [0, 64, 65].contains(run.status),
        "\(run.status): \(values[index % values.count]) at \(plan[..<range.lowerBound].suffix(80))")
    }
  }
}
