import Foundation
import TestSupport
import Testing

@Suite struct `What is cheap to know` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws {
    workshop = try Workshop()
    try folder.makeFolder("locked")
  }

  @Test(
    arguments: [
      ("render clip.mp4 a.png --crf 99", 64, ["--crf"]), ("render clip.mp4 a.png --size 97x55", 64, ["97x55", "even"]),
      ("render clip.mp4 a.png -o nosuch/film.mp4", 74, ["nosuch/film.mp4", "folder does not exist"]),
      ("render clip.mp4 a.png -o film.wmv", 64, ["film.wmv"]),
      ("render clip.mp4 a.png -o nosuch/film.y4m", 74, ["folder does not exist"]),
      ("render clip.mp4 a.png --audio nosuch.mp3", 65, ["song does not exist"]),
      ("render clip.mp4 a.png --audio words.mp3", 65, ["words.mp3", "the song cannot be used", "a file with sound"]),
      ("render b.jpg a.png --seconds 2 --frames 0:999", 64, ["60 frames"]),
      ("frame b.jpg a.png 999 --seconds 2", 64, ["no frame 999"]),
      ("render clip.mp4 a.png -o a.png", 64, ["is what the shot is made from"]),
      ("plan clip.mp4 a.png --sheet nosuch/s.png", 74, ["folder does not exist"]),
      ("frame clip.mp4 a.png 0 -o nosuch/f.png", 74, ["folder"]),
      ("render clip.mp4 nosuch.png --audio nosuch.mp3", 65, ["song does not exist"]),
    ] as [(String, Int32, [String])])
  func `is told before anything is measured`(words: String, code: Int32, keys: [String]) throws {
    try folder.write("no song", "words.mp3")
    try workshop.refused(words, code, keys)
    let told = try workshop.run("\(words) --progress json")
    #expect(!told.errors.contains("measuring"), "\(told.errors)")
  }

  @Test func `of a storyboard's files is told with its other mistakes, each with its line`() throws {
    try folder.write(
      "{\n  seconds: -1,\n  song: { file: 'no.mp3' },\n  scenes: [\n    { take: 'a.png' },\n    { take: 'no.png' },\n    { take: 'no.mp4#2' } ] }",
      "shot.json5")
    try workshop.refused(
      "plan shot.json5", 65,
      [
        ":2:12: seconds is -1", ":6:13: scenes[1].take", "no.png does not exist",
        ":7:13: scenes[2].take", "no.mp4 does not exist",
      ])
  }

  @Test func `is measured with a line for each thing where progress is asked for off a terminal`() throws {
    func run(_ words: String) throws -> ProgramRun {
      try ProgramRun(shell: "XDG_CACHE_HOME=$(mktemp -d -p $PWD) $everzoom \(words) --size 96x54", in: folder)
    }
    let plain = try run("plan clip.mp4 a.png b.jpg --progress bar")
    #expect(plain.status == 0 && plain.errors.contains("measuring clip.mp4\n"), "\(plain.errors)")
    #expect(plain.errors.contains("measuring join 1 of 2\n"), "\(plain.errors)")
    let json = try run("plan clip.mp4 a.png b.jpg --progress json")
    let lines = json.errors.split(separator: "\n")
    #expect(
      lines.contains("{\"measuring\":\"clip.mp4\"}") && lines.allSatisfy { $0.hasPrefix("{\"measuring\":") },
      "\(json.errors)")
    #expect(try run("plan clip.mp4 a.png b.jpg").errors.isEmpty)
  }

  @Test func `is a song that ends before the shot`() throws {
    let short = try workshop.done("render a.png b.jpg --audio song.m4a --seconds 4 -o film.mp4 \(Workshop.small)")
    #expect(
      short.errors.contains("note: the song ends after 1.5 s, and the shot lasts 4 s: the rest is silent"),
      "\(short.errors)")
    let long = try workshop.done("render a.png b.jpg --audio song.m4a --seconds 1 -o film.mp4 \(Workshop.small)").errors
    // Of a song that is long enough it is only told that it has no beat.
    #expect(long.split(separator: "\n").filter { $0.contains("song") }.allSatisfy { $0.contains("no beat was found") })
  }
}

@Suite struct `An order of a stack` {
  @Test func `names the still that is not of it`() throws {
    let workshop = try Workshop()
    let folder = workshop.folder
    try ffmpeg("-f lavfi -i mandelbrot=s=800x600 -frames:v 1 \(folder("1.png"))")
    try ffmpeg("-i \(folder("1.png")) -vf crop=400:300,scale=800:600 \(folder("2.png"))")
    try ffmpeg("-f lavfi -i testsrc2=s=800x600 -frames:v 1 \(folder("cat.png"))")
    try workshop.refused(
      "plan 2.png cat.png 1.png --order stack", 65, ["cat.png was not found with the other 2", "leave it out"])
    try workshop.refused("plan 2.png clip.mp4 1.png --order stack", 65, ["clip.mp4", "this is a clip"])
  }
}
