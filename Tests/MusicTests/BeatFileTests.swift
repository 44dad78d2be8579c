import Geometry
import Music
import TestSupport
import Testing

@Suite struct `A file with beats` {
  @Test func `is told apart by what is in it, and its mistakes by its name`() throws {
    let folder = try MediaFolder()
    let text = try folder.write(Array("0.5\n1.0\n".utf8), "beats.mid")
    #expect(try BeatFile.read(path: text).grid?.tempoAfter == 120)
    let midi = try folder.write(MIDIBytes(tracks: [MIDIBytes.end]).bytes, "beats.txt")
    #expect(try BeatFile.read(path: midi).grid?.source == "MIDI")
    let wrong = try folder.write(Array("0.5\n0.2\n".utf8), "wrong.txt")
    let problem = #expect(throws: MusicProblem.self) { try BeatFile.read(path: wrong) }
    #expect(problem?.description.hasPrefix("\(wrong):2: the time is 0.2 s") == true)
  }

  @Test func `is refused where it is missing, a folder, a pipe, or large`() throws {
    let folder = try MediaFolder()
    try run("mkfifo", [folder("pipe")])
    try run("truncate", ["-s", "17M", folder("large")])
    for (path, words) in [
      (folder("none"), "cannot be read"), (folder.path, "not an ordinary file"),
      (folder("pipe"), "not an ordinary file"),
      (folder("large"), "17 MB"),
    ] {
      let problem = #expect(throws: MusicProblem.self) { try BeatFile.read(path: path) }
      #expect(problem?.sentence.contains(words) == true, "\(problem?.description ?? "")")
    }
  }

  /// Valid files of every kind, to change.
  private let seeds: [[UInt8]] = [
    Array(BeatText.write(`A text of beats`.grids[0]).utf8), Array(BeatText.write(`A text of beats`.grids[2]).utf8),
    Array("TIME,LABEL\n0.35,1\n0.85,2\n1.4,3\n".utf8), Array("0.35\t0.4\tverse\n0.85\t2.5\tdrop\n".utf8),
    Array(
      "<DJ_PLAYLISTS><TRACK Location='a&amp;b'><TEMPO Inizio='1' Bpm='120' Metro='4/4' Battito='1'/></TRACK>"
        .utf8),
    MIDIBytes(tracks: [
      MIDIBytes.metre(0, 6, 3) + MIDIBytes.tempo(9, 500_000) + MIDIBytes.marker(200, "A") + MIDIBytes.end
    ]).bytes,
  ]

  @Test func `is a grid that can be written and asked, or a mistake in words, whatever it says`() {
    var grids = 0
    for i in 0..<20_000 {
      let bytes = Mutation(Seed(5).at("file", i)).changed(seeds)
      do {
        guard let grid = try BeatFile.read(bytes, song: "a&b").grid else { continue }
        grids += 1
        let beat = grid.beat(at: 1)
        #expect(beat.isFinite && grid.moment(ofBar: grid.bar(at: 1)).isFinite)
        #expect(grid.beats(in: 0..<1).count < 100)
        if i % 8 == 0 { #expect(try BeatFile.read(Array(BeatText.write(grid).utf8)).grid == grid) }
      } catch let problem as MusicProblem {
        #expect(problem.sentence.hasSuffix(".") || problem.sentence.hasSuffix("format."), "\(problem)")
      } catch {
        Issue.record("\(error)")
      }
    }
    #expect(grids > 2000)
  }
}
