import Geometry
import Music
import Testing

@Suite struct `A rekordbox collection` {
  private func track(_ file: String, _ inside: String) -> String {
    "<TRACK TrackID=\"1\" Name=\"A &amp; B\" Location=\"file://localhost/C:/Music/\(file)\">\(inside)</TRACK>"
  }

  private func read(_ tracks: String..., song: String? = nil, head: String = "") throws -> SongFacts {
    let text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\(head)\n<DJ_PLAYLISTS Version=\"1.0.0\"><COLLECTION>\n"
      + tracks.joined(separator: "\n")
      + "\n</COLLECTION><PLAYLISTS><NODE><TRACK Key=\"1\"/></NODE></PLAYLISTS></DJ_PLAYLISTS>"
    return try BeatFile.read(Array(text.utf8), song: song)
  }

  private let one = "<TEMPO Inizio=\"0.372\" Bpm=\"128.00\" Metro=\"4/4\" Battito=\"3\"/>"

  @Test func `has a steady grid where there is one tempo`() throws {
    let grid = try #require(read(track("a.mp3", one)).grid)
    #expect(grid.isSteady && grid.tempoAfter == 128 && grid.moment(ofBeat: 0) == 0.372)
    #expect((0..<4).map { grid.place(ofBeat: $0) } == [3, 4, 1, 2])
  }

  @Test func `follows changes of tempo and metre, each from its beat`() throws {
    let changes =
      "<TEMPO Inizio='1' Bpm='120' Metro='4/4' Battito='1'/><TEMPO Inizio='5.001' Bpm='100' Metro='3/4' Battito='1'></TEMPO>"
    let grid = try #require(read(track("a.mp3", changes)).grid)
    #expect(grid.moment(ofBeat: 8) == 5.001 && abs(grid.moment(ofBeat: 9) - 5.601) < 1e-9)
    #expect((6..<13).map { grid.place(ofBeat: $0) } == [3, 4, 1, 2, 3, 1, 2])
    #expect(abs(grid.moment(ofBeat: -2)) < 1e-9)
  }

  @Test func `is asked by the song's file name`() throws {
    let other = one.replacing("128", with: "90")
    let tracks = [track("My%20Song.mp3", one), track("other.wav", other)]
    #expect(try read(tracks[0], tracks[1], song: "/home/me/my song.mp3").grid?.tempoAfter == 128)
    #expect(try read(tracks[0], tracks[1], song: "other.wav").grid?.tempoAfter == 90)
    #expect(try read(tracks[0], song: "renamed.mp3").grid?.tempoAfter == 128)
    let problem = #expect(throws: MusicProblem.self) { try read(tracks[0], tracks[1], song: "new.mp3") }
    #expect(problem?.sentence.contains("new.mp3, but My Song.mp3, other.wav") == true, "\(problem?.sentence ?? "")")
  }

  @Test func `has named cues as sections and drops`() throws {
    let cues =
      "<POSITION_MARK Name=\"Verse &#x26; co\" Type=\"0\" Start=\"8.5\" Num=\"0\"/><POSITION_MARK Name='drop' Start='16'/>"
    let facts = try read(track("a.mp3", one + cues))
    #expect(facts.sections == [.init(start: 8.5, name: "Verse & co")] && facts.grid?.drops == [16])
  }

  @Test func `opens no other file and never grows`() throws {
    let laughs = (1..<30).map { "<!ENTITY l\($0) \"&l\($0 - 1);&l\($0 - 1);\">" }.joined()
    let head = "<!DOCTYPE x [<!ENTITY l0 'ha'><!ENTITY f SYSTEM \"file:///etc/passwd\">\(laughs)]>"
    let cues = "<POSITION_MARK Name=\"&l29;&f;\" Start=\"1\"/>"
    #expect(try read(track("a.mp3", one + cues), head: head).sections == [.init(start: 1, name: "&l29;&f;")])
  }

  @Test(arguments: [
    ("<TEMPO Inizio=\"x\" Bpm=\"128\"/>", "Inizio is \"x\""), ("<TEMPO Inizio=\"0\" Bpm=\"0\"/>", "Bpm is \"0\""),
    ("<TEMPO Bpm=\"120\"/>", "no Inizio"), ("", "no track with a TEMPO"),
  ])
  func `is told where it is wrong`(_ inside: String, _ words: String) {
    let problem = #expect(throws: MusicProblem.self) { try read(track("a.mp3", inside)) }
    #expect(problem?.sentence.contains(words) == true, "\(problem?.description ?? "")")
    #expect(inside.isEmpty || problem?.line == 3)
  }

  @Test func `is told from other XML`() {
    let problem = #expect(throws: MusicProblem.self) { try BeatFile.read(Array("<?xml?><html><p>".utf8)) }
    #expect(problem?.sentence.contains("DJ_PLAYLISTS") == true)
  }
}
