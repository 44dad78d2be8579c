import Geometry
import Music
import TestSupport
import Testing

@Suite struct `A song's tags` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  private func song(_ name: String, _ tags: String = "", chapters: String = "") throws -> String {
    let metadata = try folder.write(Array(";FFMETADATA1\n\(tags)\n\(chapters)".utf8), "metadata.txt")
    try ffmpeg("-f lavfi -i sine=d=4 -i \(metadata) -map_metadata 1 -map_chapters 1 \(folder(name))")
    return folder(name)
  }

  @Test(arguments: [("a.mp3", "TBPM"), ("a.flac", "BPM"), ("a.ogg", "bpm"), ("a.mka", "BPM")])
  func `say how fast it is, and not when its beats fall`(_ name: String, _ tag: String) throws {
    let facts = try SongTags.read(path: song(name, "\(tag)=128"))
    #expect(facts.tempo == 128 && facts.grid == nil)
  }

  @Test(arguments: ["0", "fast", "9999", "-120", "nan"])
  func `are passed over where they say nothing`(_ value: String) throws {
    #expect(try SongTags.read(path: song("a.flac", "BPM=\(value)")).tempo == nil)
    #expect(SongTags.tempo([("BPM", value), ("tmpo", "87,5 bpm")]) == 87.5)
  }

  @Test(arguments: ["a.mp3", "a.m4a", "a.mka"])
  func `have chapters as sections, and drops among them`(_ name: String) throws {
    func chapter(_ start: Int, _ end: Int, _ title: String) -> String {
      "[CHAPTER]\nTIMEBASE=1/1000\nSTART=\(start)\nEND=\(end)\ntitle=\(title)\n"
    }
    let chapters = chapter(0, 1500, "intro") + chapter(1500, 2500, "Drop") + chapter(2500, 4000, "verse")
    let facts = try SongTags.read(path: song(name, chapters: chapters))
    #expect(
      facts.sections == [.init(start: 0, name: "intro"), .init(start: 2.5, name: "verse")] && facts.drops == [1.5])
  }
}
