import Media
import Testing

@Suite struct `The kind of a film` {
  @Test(arguments: [
    ("a.mp4", FilmKind.encoded(.mp4)), ("A.M4V", .encoded(.mp4)), ("b/c.d/e.mov", .encoded(.mov)),
    ("frames/%05d.png", .pictures), ("a.png", .picture), ("a.y4m", .y4m), ("-", .stream), ("a.b.hashes", .hashes),
    ("null", .nothing), ("-.png", .picture),
  ])
  func `is told from its name`(_ name: String, _ kind: FilmKind) {
    #expect(FilmKind(name) == kind)
  }

  @Test(arguments: ["a.avi", "film", "frames/", "a.mp4.part", "", "mp4", "x/-", "x/null", "a.mp4/b"])
  func `is not known for other names`(_ name: String) {
    #expect(FilmKind(name) == nil)
  }

  @Test(arguments: ["a.mp4", "a.m4v", "a.mov", "%d.png", "a.png", "a.y4m", "-", "a.hashes", "null"])
  func `says what carries sound, what is a stream, and whose frames stay`(_ name: String) throws {
    let kind = try #require(FilmKind(name))
    #expect(kind.carriesSound == ["a.mp4", "a.m4v", "a.mov"].contains(name))
    #expect(kind.isStream == (name == "-"))
    #expect(kind.keepsFrames == (name == "%d.png"))
  }
}
