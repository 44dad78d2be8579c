import Foundation
import Geometry
import Planning
import Testing

/// Plans to read and to spoil.
enum PlanTexts {
  /// A plan with everything that a plan may have.
  static func everything() throws -> Plan {
    var plan = try Shots.plan(
      Shots.stills(3) {
        $0.scenes[1].crop = CropWish(x: 0.1, y: 0.2, width: 0.5, height: 0.5)
        $0.preset = .named("pulse")
        $0.song = SongWish(file: "a \"song\"\n.mp3", bpm: 97, start: 0.1 + 0.2)
        $0.scenes[2].content = .world("agate")
        $0.scenes[2].seed = UInt64.max
      }, Shots.clip(80))
    let arrival = ArrivalMap(
      rowCount: 5, columnCount: 7, innermost: -5.1, octavesPerRow: 0.1, times: (0..<35).map { UInt16($0 * 1800) })
    plan.arrivals = [arrival, arrival.rounded]
    plan.links[0].handOver = PlannedHandOver(
      arrival: 1, HandOver(arrival: arrival, pole: Point(x: 0.1, y: -0.0), begins: -1.1, ends: 0.6, softness: 0.03))
    plan.links[0].measured = JoinMeasure(difference: 20, matched: 3, reason: "it is so")
    plan.links[0].aligned = LinkAlignment(agreement: 0.5, reason: "it is laid so")
    plan.links[0].colour = LinkColour(toInner: .identity, toOuter: .identity, begins: -1, ends: 1.0 / 3)
    plan.scenes[0].playback?.track = ZoomTrack(
      octaves: (0..<80).map { Double($0 / 40 * 3333 + 7) / 1e6 }, turns: (0..<80).map { 1 / Double($0 + 3) },
      focus: Point(x: 0.25, y: 0.125),
      sway: (0..<80).map { Point(x: Double($0 * $0) / 1e6, y: 1 / Double($0 + 20)) })
    plan.scenes[0].colour = ColourMap(rows: [[1, 0, 0, 0.1], [0, 1, 0, 0], [0, 0, 0.9, 0]])
    plan.scenes[1].provenance = Provenance(
      generator: "command: paint", prompt: "a door\u{2028}in the sea", seed: .max, sourceHash: "0f", takeHash: "f0",
      firstFrame: "close", metadata: ["model": "7", "a": ""])
    plan.notes = ["a \\ note", "and another, 😀"]
    return plan
  }

  static func problems(_ text: String) throws -> [Problem] {
    do {
      _ = try Plan(json: Data(text.utf8), file: "plan.json")
      return []
    } catch let problems as Problems {
      return problems.list
    }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appending(path: "../Goldens/plans")
}

@Suite struct `A plan's file` {
  @Test func `comes back as it was`() throws {
    let plan = try PlanTexts.everything()
    #expect(plan.mistake == nil)
    let text = try plan.json()
    #expect(try Plan(json: Data(text.utf8), file: nil) == plan)
    #expect(try Plan(json: Data(text.utf8), file: nil).json() == text)
  }

  @Test func `has what people edit first, a number on each line, and the rest in long lines at the end`() throws {
    let plan = try PlanTexts.everything()
    let lines = try plan.json().split(separator: "\n")
    for line in [
      "  \"frameCount\": \(plan.frameCount),", "  \"size\": [1920, 1080],", "      \"octaves\": 1,",
      "      \"vanishingPoint\": [0, 0],",
      "      \"scene\": 1,", "      \"crop\": [0.1, 0.2, 0.5, 0.5],", "    \"start\": 0.30000000000000004",
    ] { #expect(lines.contains { $0 == line }, "\(line)") }
    let first = try #require(lines.firstIndex { $0.hasPrefix("  \"facts\"") })
    #expect(lines[..<first].allSatisfy { $0.count < 120 })
    #expect(lines.count - first < 30)
    #expect(lines[first...].contains { $0.hasPrefix("        \"octaves\": {\"steps\": [7, [0, 39], 3333, [0, 39]]}") })
  }

  @Test(arguments: ["takes", "worlds"]) func `of version 2 is read, and is the same in version 3`(name: String) throws {
    let document = try JSONDocument(file: PlanTexts.folder.appending(path: "version 2, \(name).json").path)
    let plan = try Plan(document)
    #expect(document.root["version"]?.content == .number(2))
    #expect(try Plan(json: Data(try plan.json().utf8), file: nil) == plan)
  }

  @Test func `of version 2 has everything that was written in it`() throws {
    let takes = try Plan(JSONDocument(file: PlanTexts.folder.appending(path: "version 2, takes.json").path))
    #expect(takes.size == CanvasSize(160, 90) && takes.frameCount == 36 && takes.direction == .in)
    #expect(takes.takes[1].facts.frameCount == 16 && takes.scenes[1].playback?.knots.count == 24)
    #expect(takes.scenes[1].playback?.track?.octaves.count == 16)
    #expect(takes.scenes[0].crop.map { [$0.x, $0.y, $0.width, $0.height] } == [0.1, 0, 0.8, 1])
    let times = takes.arrivals.map { ($0.rowCount, $0.columnCount, $0.times.max() ?? 0) }
    #expect(times.count == 2 && times.allSatisfy { $0.0 == 5 && $0.1 == 16 && $0.2 > 60000 })
    #expect(takes.links.compactMap { $0.handOver?.arrival } == [0, 1])
    let worlds = try Plan(JSONDocument(file: PlanTexts.folder.appending(path: "version 2, worlds.json").path))
    #expect(worlds.loops && worlds.round == 0..<3 && worlds.direction == .out)
    #expect(
      worlds.scenes.contains {
        $0.content
          == .pending(
            PendingScene(
              prompt: "a door \"in\" the sea", generator: "command: paint", seed: 12_345_678_901_234_567_890))
      })
  }

  @Test func `may go round beyond its scenes, and a loop for several laps`() throws {
    var plan = try Shots.plan(Shots.stills(3))
    plan.round = 1..<3
    #expect(plan.mistake == "links has 2 entries, expected 3 for 3 scenes")
    plan.links.append(plan.links[0])
    #expect(plan.mistake == nil)
    #expect(try Plan(json: Data(try plan.json().utf8), file: nil) == plan)
    plan.round = 0..<2
    #expect(plan.mistake == "round is [0, 2], expected [from a scene, 3] of 3 scenes")
    var loop = try Shots.plan(Shots.stills(3) { $0.loop = true })
    loop.frameCount *= 2
    #expect(loop.mistake == nil)
    loop.frameCount += 1
    #expect(loop.mistake?.contains("or a part of it") == true)
  }

  @Test func `may be edited as JSON5`() throws {
    let plan = try Shots.plan(Shots.stills(2))
    let edited = "// by hand\n" + (try plan.json()).replacing("\"frameCount\": 60,", with: "frameCount: 0x3C, // one")
    #expect(try Plan(json: Data(edited.utf8), file: nil) == plan)
  }
}

@Suite struct `A plan that was edited into nonsense` {
  /// What was written, what instead, and where and how that is told.
  private static let edits: [(String, String, String, String)] = [
    ("\"frameCount\": 60", "\"frameCount\": 0", "6:17", "frameCount is 0, expected 1 … 1000000000"),
    ("\"frameCount\": 60", "\"frameCount\": 1e308", "6:17", "frameCount is 1e308, expected a whole number"),
    ("\"frameCount\": 60", "\"frameCount\": NaN", "6:17", "frameCount is NaN, expected a whole number"),
    ("\"frameCount\": 60", "\"frameCount\": 9223372036854775807", "6:17", "expected a whole number"),
    ("\"frameCount\": 60", "\"framCount\": 60", "6:3", "unknown key \"framCount\", did you mean \"frameCount\"?"),
    (
      "      \"octaves\": 1,", "      \"octaves\": 2,", "34:18",
      "links[0].portal.scale has length 0.5, expected 2^−octaves"
    ),
    ("\"take\": 1", "\"take\": 9", "22:15", "scenes[1].take is 9, expected 0 ..< 2"),
    (
      "\"take\": 1", "\"take\": \"still.png\"", "22:15",
      "scenes[1].take is \"still.png\", expected the number of a take"
    ),
    (
      "\"version\": 3", "\"version\": 7", "3:14", "version is 7, expected version 2 or 3 of a plan; make the plan again"
    ),
    ("\"margin\": 1", "\"margin\": \"wide\"", "17:17", "scenes[0].margin is \"wide\", expected a number"),
    ("\"margin\": 1", "\"margin\": 0", "17:17", "scenes[0].margin is 0, expected 1 … 1000"),
    ("\"shutter\": 0", "\"shutter\": -1", "9:14", "shutter is -1, expected 0 … 360"),
    ("\"framesPerSecond\": 30", "\"framesPerSecond\": 3000000000", "5:22", "framesPerSecond is 3000000000"),
    (
      "\"framesPerSecond\": 30", "\"framesPerSecond\": \"1/-9223372036854775808\"", "5:22",
      "expected a fraction of fewer digits"
    ),
    (
      "\"shutter\": 0", "\"shutter\": 0, \"song\": {path: \"a\", start: -1}", "9:44",
      "song.start is -1, expected 0 … 86400"
    ),
    (
      "\"shutter\": 0", "\"shutter\": 0, \"round\": [0, 9]", "9:26",
      "round is [0, 9], expected [from a scene, 2] of 2 scenes"
    ),
    (
      "\"rate\": 1, \"count\": 1", "\"timeBase\": 1, \"ticks\": [0, 0], \"lastTicks\": 1", "60:75",
      "expected a positive time base"
    ),
    ("\"rate\": 1,", "\"rate\": 0,", "60:75", "facts[0].times has frame times that are none"),
    ("\"direction\": \"in\"", "\"direction\": \"inn\"", "7:16", "direction is \"inn\", expected \"in\""),
    ("\"scene\": 1,", "\"scene\": 2,", "54:16", "waypoints[1].scene is 2, expected 0 ..< 2"),
    ("\"scene\": 1,", "\"scene\": 10000001,", "54:16", "waypoints[1].scene is 10000001, expected -10000000 … 10000000"),
    ("\"time\": 60", "\"time\": 0", "53:15", "waypoints[1].time is not after that of the waypoint before it"),
    ("\"time\": 60", "\"time\": [60, 1.5]", "53:15", "waypoints[1].time is [60, 1.5], expected at most"),
    ("\"shape\": 8", "\"shape\": 5", "39:18", "links[0].seam.shape is 5, expected one of 2, 4"),
    (
      "\"vanishingPoint\": [0, 0]", "\"crop\": [0, 0.999, 1e-12, 7e-9], \"vanishingPoint\": [0, 0]", "18:15",
      "scenes[0].crop shows less than a pixel of the take, which is 1920x1080"
    ),
    (
      "\"vanishingPoint\": [0, 0]", "\"vanishingPoint\": [0]", "18:25",
      "scenes[0].vanishingPoint is [0], expected [x, y]"
    ),
    (
      "\"vanishingPoint\": [0, 0]",
      "\"playback\": {from: 0, to: 1, anchor: 0, reverse: false, knots: [[-9223372036854775808, 0]]}, vanishingPoint: [0, 0]",
      "18:71", "scenes[0].playback.knots[0] is"
    ),
    (
      "\"vanishingPoint\": [0, 0]",
      "\"playback\": {from: 2, to: 1, anchor: 7, reverse: false, knots: []}, vanishingPoint: [0, 0]", "18:44",
      "scenes[0].playback.anchor is 7, expected 0 ..< 1"
    ),
  ]

  @Test(arguments: edits.indices) func `says what is wrong where`(number: Int) throws {
    let (old, new, place, expected) = Self.edits[number]
    let text = try Shots.plan(Shots.stills(2)).json()
    let edited = text.replacing(old, with: new, maxReplacements: 1)
    #expect(edited != text)
    let problems = try PlanTexts.problems(edited)
    let told = problems.map(\.description).joined(separator: "\n")
    let problem = try #require(problems.first { $0.sentence.contains(expected) }, "\(told)")
    #expect("\(problem.line ?? 0):\(problem.column ?? 0)" == place, "\(told)")
    #expect(problem.excerpt?.split(separator: "\n").last?.hasSuffix("^") == true)
  }

  @Test func `says everything at once`() throws {
    var text = try Shots.plan(Shots.stills(3)).json()
    for (old, new) in [
      ("\"shutter\": 0", "\"shutter\": 361"), ("\"rollRate\": 0", "\"rollrate\": 0"),
      ("\"loops\": false", "\"loops\": 0"),
      ("\"kind\": \"nested\"", "\"kind\": \"nestled\""), ("\"speed\": 0.01", "\"speed\": 1e9, \"spede\": 0.01"),
    ] { text = text.replacing(old, with: new, maxReplacements: 1) }
    let sentences = try PlanTexts.problems(text).map(\.sentence)
    for key in [
      "shutter is 361", "rollRate is missing", "\"rollrate\", did you mean", "loops is 0",
      "kind is \"nestled\", expected \"nested\"", "waypoints[0].speed is 1000000000",
    ] {
      #expect(sentences.contains { $0.contains(key) }, "\(key) in \(sentences)")
    }
  }

  @Test func `says of maps, clips and tracks what is wrong with them`() throws {
    let text = try PlanTexts.everything().json()
    for (old, new, expected) in [
      ("\"rows\": 5", "\"rows\": 6", "arrivals[0].code is damaged, or not of 6 × 7 times"),
      ("\"code\": \"", "\"code\": \"\", \"note\": \"", "arrivals[0].code is damaged"),
      ("\"code\": \"", "\"code\": \"?", "expected base64"),
      ("\"rows\": 5", "\"rows\": 1e9", "arrivals[0].rows is 1e9, expected a whole number 2 … 1024"),
      ("\"arrival\": 1", "\"arrival\": 2", "links[0].handOver.arrival is 2, expected 0 ..< 2"),
      ("\"ends\": 0.6", "\"ends\": -1.1", "links[0].handOver.ends is -1.1, expected more than -1.1"),
      ("[0, 39], 3333", "[0, 38], 3333", "clips[0].track has 79 octaves and 80 turns"),
      ("[0, 39], 3333", "[0, 1e15], 3333", "clips[0].track.octaves"),
      ("[0, 39], 3333", "[-9e15, 39], 3333", "clips[0].track.octaves is an object, expected smaller steps"),
      (
        "\"scene\": 0,\n      \"knots\"", "\"scene\": 2,\n      \"knots\"",
        "clips[0].scene is 2, expected a scene that is a clip"
      ),
      ("\"knots\": [[0, 0]", "\"knots\": [[9999, 0]", "clips[0].knots[1] is not after the knot before it"),
      ("\"anchor\": 0", "\"anchor\": 80", "scenes[0].playback.anchor is 80, expected 0 ..< 80"),
    ] {
      let edited = text.replacing(old, with: new, maxReplacements: 1)
      #expect(edited != text, "\(old)")
      let problems = try PlanTexts.problems(edited)
      #expect(problems.contains { $0.sentence.contains(expected) && $0.line != nil }, "\(expected) in \(problems)")
    }
  }

  @Test func `in a great many places says some of them, soon`() throws {
    let text = try Shots.plan(Shots.stills(2)).json()
    let many = (0..<50_000).map { "k\($0): 0" }.joined(separator: ", ")
    let problems = try PlanTexts.problems(text.replacing("\"shutter\": 0", with: "\"shutter\": 0, " + many))
    #expect(10...200 ~= problems.count)
    let numbers = "[" + String(repeating: "{},", count: 50_000) + "]"
    #expect(10...200 ~= (try PlanTexts.problems("{everzoom: 'plan', version: 3, waypoints: \(numbers)}")).count)
  }
}
