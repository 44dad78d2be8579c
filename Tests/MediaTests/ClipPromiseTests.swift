import Geometry
import Imaging
import Media
import TestSupport
import Testing

@Suite struct `A clip that ends early` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  @Test(arguments: [
    ("a.mp4", "-c:v libx264 -g 12 -movflags +faststart"), ("a.mkv", "-c:v libx264 -g 12"),
    ("a.avi", "-c:v mpeg4 -g 12"),
    ("a.mov", "-c:v prores_ks -movflags +faststart"),
  ])
  func `is used as far as it goes, and how far is told`(name: String, options: String) throws {
    try ffmpeg("-f lavfi -i testsrc2=s=160x96:r=25:d=8 \(options) \(folder(name))")
    #expect(try Take.look(at: folder(name)).notes.isEmpty)
    let whole = try folder.bytes(name)
    let path = try folder.write(Array(whole[..<(whole.count * 2 / 5)]), "cut-" + name)
    let (facts, notes) = try Take.look(at: path)
    #expect(facts.frameCount > 20 && facts.frameCount < 120)
    let words = try #require(notes.first)
    #expect(
      notes.count == 1 && words.hasPrefix("\(path) ends early: only ") && words.hasSuffix(" of 8.0 s could be read"))
    let told = try #require(words.split(separator: " ").compactMap { Double($0) }.first)
    #expect(abs(told - facts.times.duration) < 0.3, "\(words), \(facts.times.duration)")
  }

  @Test func `is not one whose container cuts some of it away, or whose sound is longer`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=160x96:r=25:d=4 -f lavfi -i sine=d=9 -c:v libx264 -g 12 \(folder("a.mp4"))")
    try ffmpeg("-ss 1.13 -i \(folder("a.mp4")) -t 2 -c copy \(folder("part.mp4"))")
    try ffmpeg("-i \(folder("a.mp4")) -c copy \(folder("a.mkv"))")
    try ffmpeg("-ss 1 -copyts -i \(folder("a.mp4")) -c:v libx264 -an \(folder("late.mkv"))")
    for name in ["a.mp4", "part.mp4", "a.mkv", "late.mkv"] {
      #expect(try Take.look(at: folder(name)).notes == [], "\(name)")
    }
  }
}

@Suite struct `A clip whose picture changes its shape` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  /// One second of a wide picture, then one of a tall one, both with a circle of 60 pixels in the middle.
  private func make(_ name: String) throws -> String {
    for (part, size) in [("1", "160x96"), ("2", "96x160")] {
      try ffmpeg(
        "-f lavfi -i color=black:s=\(size):r=10:d=1 -vf",
        "format=gray,geq=lum='if(lt(hypot(X-(W-1)/2\\,Y-(H-1)/2)\\,30)\\,235\\,16)',format=yuv420p", "-c:v", "libx264",
        "-qp", "4",
        folder(part + ".ts"))
    }
    let bytes = try folder.bytes("1.ts") + folder.bytes("2.ts")
    if name.hasSuffix(".ts") { return try folder.write(bytes, name) }
    _ = try folder.write(Array("file 1.ts\nfile 2.ts\n".utf8), "list.txt")
    try ffmpeg("-f concat -i \(folder("list.txt")) -c copy \(folder(name))")
    return folder(name)
  }

  /// The sides of the bright part.
  private func bright(_ picture: Picture) -> (width: Int, height: Int) {
    var (xs, ys): ([Int], [Int]) = ([], [])
    for y in 0..<picture.size.height {
      for x in 0..<picture.size.width where picture.planes[0].row8(y)[x] > 126 {
        xs.append(x)
        ys.append(y)
      }
    }
    return (xs.max()! - xs.min()! + 1, ys.max()! - ys.min()! + 1)
  }

  @Test(arguments: ["a.ts", "a.mkv", "a.mp4"]) func `is cut to the first one, about its middle, and never stretched`(
    name: String
  ) throws {
    let path = try make(name)
    let (facts, notes) = try Take.look(at: path)
    #expect(facts.size == CanvasSize(160, 96))
    let reader = try ClipReader(path: path, facts: facts, format: .yuv420)
    let first = bright(try reader.picture(at: 2))
    #expect(abs(first.width - 60) < 3 && abs(first.height - 60) < 3)
    // 96 of the tall picture's samples are 160 wide: a circle of 60 is one of 100, as high as the picture.
    let later = try reader.picture(at: facts.frameCount - 2)
    #expect(later.size == CanvasSize(160, 96))
    #expect(abs(bright(later).width - 100) < 5 && bright(later).height == 96)
    #expect(notes.count == 1 && notes[0].contains("changes its shape from 160x96 to 96x160 at 1.0 s"), "\(notes)")
  }

  @Test func `in nothing but its size is shown as before`() throws {
    for (part, size) in [("1", "160x96"), ("2", "320x192")] {
      try ffmpeg("-f lavfi -i testsrc2=s=\(size):r=10:d=1 -c:v libx264 -pix_fmt yuv420p \(folder(part + ".ts"))")
    }
    let path = try folder.write(try folder.bytes("1.ts") + folder.bytes("2.ts"), "a.ts")
    #expect(try Take.look(at: path).notes == [])
  }
}
