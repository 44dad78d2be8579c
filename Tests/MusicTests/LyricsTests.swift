import Geometry
import Music
import TestSupport
import Testing

@Suite struct `The lyrics of a song` {
  private func lines(_ text: String) throws -> [Lyrics.Line] { try Lyrics.read(Array(text.utf8)).lines }

  private func near(_ line: Lyrics.Line, _ start: Double, _ end: Double, _ text: String) -> Bool {
    abs(line.start - start) < 0.002 && abs(line.end - end) < 0.002 && line.text == text
  }

  @Test func `of LRC last until the next line, and the last one as long as the others`() throws {
    let read = try lines(
      "[ar:Somebody]\n[00:01.00]One\n[00:03.50][00:09.00]Two\n[00:05.50]\n[00:07.00]<00:07.00>Three <00:08.10>four\n")
    try #require(read.count == 4)
    #expect(near(read[0], 1, 3.5, "One") && near(read[1], 3.5, 5.5, "Two"))
    #expect(near(read[2], 7, 9, "Three four") && near(read[3], 9, 11, "Two"), "\(read)")
  }

  @Test(arguments: [("+500", 0.5), ("-250", 1.25), (" 0 ", 1.0)])
  func `of LRC come sooner by its offset in milliseconds`(_ offset: String, _ start: Double) throws {
    let read = try lines("[offset:\(offset)]\n[00:01.00]One\n[00:03.00]Two\n")
    #expect(near(read[0], start, start + 2, "One") && near(read[1], start + 2, start + 4, "Two"), "\(read)")
  }

  @Test func `of SubRip have their own ends, and lose their tags`() throws {
    let read = try lines(
      "1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>I <3 you</i>\r\nand you\r\n\r\n"
        + "2\r\n00:00:04,000 --> 00:00:05,000\r\nme\r\n"
    )
    try #require(read.count == 2)
    #expect(near(read[0], 1, 2.5, "I <3 you\nand you") && near(read[1], 4, 5, "me"), "\(read)")
  }

  @Test func `of WebVTT are read with cues and characters by name`() throws {
    let read = try lines(
      "WEBVTT\n\nNOTE no\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Ann>You &amp;lt; me</v>\n")
    #expect(read.count == 1 && near(read[0], 1, 2, "You &lt; me"), "\(read)")
  }

  @Test func `may be UTF-16`() throws {
    let text = "[00:01.00]Ä\n[00:02.00]B\n"
    let bytes: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try Lyrics.read(bytes).lines.map(\.text) == ["Ä", "B"])
  }

  @Test func `are told where they are none`() throws {
    for text in ["", "hello\n", "WEBVTT\n\n", "[offset:x]\n[00:01.00]One\n"] {
      #expect(throws: MusicProblem.self, "\(text)") { try lines(text) }
    }
    let folder = try MediaFolder()
    let path = try folder.write(Array("hello".utf8), "a.lrc")
    let problem = #expect(throws: MusicProblem.self) { try Lyrics.read(path: path) }
    #expect(problem?.file == path)
  }

  @Test func `are lines in order or a mistake, whatever the file says`() {
    let seeds = [
      "[offset:+50]\n[00:01.00]One\n[00:03.50][00:09.00]<00:04.00>Two\n",
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<i>a</i> &amp;\n",
      "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}a\n\n2\n00:00:04,000 --> 00:00:05,000\nb\n",
    ].map { Array($0.utf8) }
    var read = 0
    for i in 0..<20_000 {
      let bytes = Mutation(Seed(9).at("lyrics", i)).changed(seeds)
      guard let lyrics = try? Lyrics.read(bytes) else { continue }
      read += 1
      #expect(lyrics.lines.allSatisfy { $0.end >= $0.start && !$0.text.isEmpty })
      #expect(zip(lyrics.lines, lyrics.lines.dropFirst()).allSatisfy { $0.start <= $1.start })
    }
    #expect(read > 2000)
  }
}
