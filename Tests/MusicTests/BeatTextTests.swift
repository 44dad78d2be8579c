import Geometry
import Music
import Testing

private func read(_ text: String) throws -> SongFacts { try BeatFile.read(Array(text.utf8)) }

private func moments(_ text: String) throws -> [Double] { try #require(read(text).grid).anchors.map(\.moment) }

private func places(_ text: String) throws -> [Int?] {
  let grid = try #require(read(text).grid)
  return grid.anchors.indices.map { grid.place(ofBeat: $0) }
}

@Suite struct `A text of beats` {
  static let grids: [BeatGrid] = {
    var full = BeatGrid(
      moments: (0..<40).map { 0.1 + Double($0) / 3 + 0.01 * Seed(1).at("b", $0).unit },
      metres: [.init(beat: -1, beatsToBar: 4), .init(beat: 7, beatsToBar: 3)], source: "a tape, by ear")
    full.strengths = (0..<40).map { Seed(1).at("s", $0).unit }
    full.sections = [.init(start: 0, name: "intro: one"), .init(start: 7.25, name: ""), .init(start: 9, name: "B # 2")]
    full.drops = [1.0 / 3, 8]
    full.confidence = 0.87
    var steady = BeatGrid(bpm: 127.97, firstBeat: 1.0 / 3, beatsToBar: 3, source: "")
    steady.strengths = [0.25, 1.0 / 3]
    let late = BeatGrid(
      anchors: [.init(beat: -3.5, moment: -2), .init(beat: 16, moment: 8.5), .init(beat: 20.25, moment: 11)],
      tempoBefore: 90.5, tempoAfter: 200.0 / 3, metres: [.init(beat: 5, beatsToBar: 7)])
    return [
      full, steady, late, BeatGrid(bpm: 120, firstBeat: 0), BeatGrid(moments: [1, 2.5, 3]), full.shifted(by: -30),
      BeatGrid(anchors: [.init(beat: 0, moment: 3)], tempoBefore: 60, tempoAfter: 61),
    ]
  }()

  @Test(arguments: grids, [0, 4.0, 60])
  func `reads back as the very same grid`(_ grid: BeatGrid, _ seconds: Double) throws {
    let text = BeatText.write(grid, until: seconds)
    #expect(try read(text).grid == grid, "\(text)")
  }

  @Test func `says what it is to people and other programs`() throws {
    var grid = BeatGrid(bpm: 120, firstBeat: 0.5, source: "heard")
    grid.strengths = [1, 0.5]
    let lines = BeatText.write(grid, until: 2).split(separator: "\n")
    #expect(lines.suffix(4) == ["0.5\t1\t1.0", "1.0\t2\t0.5", "1.5\t3", "2.0\t4"])
    #expect(lines.contains("# tempo: 120.0") && lines.contains("# source: heard"))
  }

  @Test func `counts for more than its head where a person changed it`() throws {
    let text = BeatText.write(BeatGrid(bpm: 120, firstBeat: 0.5), until: 4)
    let moved = try #require(read(text.replacing("\n2.5\t", with: "\n2.6\t")).grid)
    #expect(moved.anchors.count == 8 && moved.moment(ofBeat: 4) == 2.6)
    let places = [4, 1, 2, 3, 4, 1, 2, 3]
    let barred = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.enumerated().map { i, line in
      line.prefix { $0 != "\t" } + "\t\(places[i])"
    }
    let head = text.split(separator: "\n").filter { $0.hasPrefix("#") }
    let grid = try #require(read((head + barred).joined(separator: "\n")).grid)
    #expect(grid.isSteady && grid.place(ofBeat: 1) == 1)
  }

  @Test(arguments: [
    "0.35\n0.85\n1.4\n",
    "\u{FEFF}0.35\r\n0.85\r\n1.4",
    "3.500000000000000000e-01\n8.5e-01\n1.4e+00\n",
    "\"TIME\",\"VALUE\"\n\"0.35\",\"120.4 bpm\"\n0.85,\"121 bpm\"\n1.4,\"\"\n",
    "TIME,LABEL\n0.35,1\n0.85,2\n1.4,3\n",
    "# beats\n0.35\t1\t1\n0.85\t2\t1\n1.4\t3\t1\n",
    "0.35 1\n0.85 2\n\n1.4 1\n",
    "0.35, 1\n0.85, 2\n1.4, 3",
    "0.350000\t0.350000\t1\n0.850000\t0.850000\t2\n\\\t100\t200\n1.400000\t1.400000\t3\n",
    "0.35\t0.35\t\n0.85\t0.85\t\n1.4\t1.4\t\n",
  ])
  func `is read as programs write it`(_ text: String) throws {
    #expect(try moments(text) == [0.35, 0.85, 1.4])
  }

  @Test func `has places in the bar in its second column, if that counts them`() throws {
    func text(_ places: [String]) -> String { places.enumerated().map { "\($0)\t\($1)" }.joined(separator: "\n") }
    #expect(try places(text(["3", "4", "1", "2", "3", "4", "1", "2"])) == [3, 4, 1, 2, 3, 4, 1, 2])
    #expect(try places(text(["1", "2", "3", "4", "1", "2", "3", "1", "2", "3"])) == [1, 2, 3, 4, 1, 2, 3, 1, 2, 3])
    #expect(try places(text(["1.0", "2.0", "1.0"])) == [1, 2, 1])
    #expect(try places(text(["0", "1", "0", "0", "1", "0"])) == [3, 1, 2, 3, 1, 2])
    #expect(try places(text(["0.3", "0.8", "0.1"])) == [nil, nil, nil])
    #expect(try places(text((1...70).map { "\($0)" })).allSatisfy { $0 == nil })
  }

  @Test func `has labels as sections, and drops among them`() throws {
    let facts = try read("0.000000\t12.500000\tintro\n30.5\t30.5\tDrop 1\n12.500000\t30.500000\tverse 2\n")
    #expect(facts.grid == nil && facts.drops == [30.5])
    #expect(facts.sections == [.init(start: 0, name: "intro"), .init(start: 12.5, name: "verse 2")])
  }

  @Test(arguments: [
    ("0.5\n0.4\n", 2, "sort them"), ("0.5\n0.5\n", 2, "sort them"), ("0.5\n0.51\n", 2, "Leave out one"),
    ("# a\n0.5\nhello\n", 3, "\"hello\""), ("1:03.5\n", 1, "Write minutes as seconds"),
    ("0,5\t1\n", 1, "Write it with a point"), ("0.5\n", 1, "one beat"), ("0.5\t1\n1\t2\n1.5\n", 3, "place in the bar"),
    ("0.5\t1\n1\t2\n1.5\t4\n", 3, "expected 3 or 1"), ("44100\n6614400\n", 2, "not samples"),
    ("# everzoom beats 1\n# before: fast\n0.5\n1\n", 2, "a tempo"),
    ("# everzoom beats 1\n# anchor: beat 1 at 2\n# anchor: beat 1 at 3\n", 3, "later"),
    ("nan\n", 1, "expected a time"),
  ])
  func `is told with its line where it is wrong`(_ text: String, _ line: Int, _ words: String) {
    let problem = #expect(throws: MusicProblem.self) { try read(text) }
    #expect(problem?.line == line && problem?.sentence.contains(words) == true, "\(problem?.description ?? "")")
  }

  @Test(arguments: ["", "  \n", "# nothing\n", "{\"beats\": []}", "a\0b"])
  func `is told where it is none`(_ text: String) {
    #expect(throws: MusicProblem.self) { try read(text) }
  }
}
