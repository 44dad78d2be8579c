import TestSupport
import Testing

@Suite struct `A take that cannot be used` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws { workshop = try Workshop() }

  private func refused(_ take: String, _ keys: String...) throws {
    try workshop.refused("render \(take) -o film.mp4 \(Workshop.small)", 65, [take] + keys)
  }

  @Test func `is missing`() throws {
    try refused("nosuch.png", "does not exist", "Check the name")
    try refused("nosuch.mp4", "does not exist")
    try refused("nofolder/", "does not exist")
  }

  @Test func `is cut off`() throws {
    _ = try folder.write(Array(try folder.bytes("a.png").prefix(2000)), "short.png")
    _ = try folder.write(Array(try folder.bytes("b.jpg").prefix(1500)), "short.jpg")
    _ = try folder.write(Array(try folder.bytes("clip.mp4").prefix(3000)), "short.mp4")
    try refused("short.png", "ends early")
    try refused("short.jpg", "ends early")
    try refused("short.mp4", "complete")
  }

  @Test func `is empty`() throws {
    for name in ["none.png", "none.mp4"] {
      try folder.write("", name)
      try refused(name, "empty")
    }
  }

  @Test func `is something else`() throws {
    try folder.write("No picture at all.\n", "words.txt")
    try folder.write("No picture at all.\n", "words.png")
    try refused("words.txt", "picture or video")
    try refused("words.png", "picture")
  }

  @Test func `has sound only`() throws { try refused("song.m4a", "sound", "no moving picture") }

  @Test func `is in CMYK`() throws {
    // Four components in a JPEG are CMYK; the header alone says so.
    var bytes = try folder.bytes("b.jpg")
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    bytes.replaceSubrange(
      start..<start + 2 + Int(bytes[start + 2]) * 256 + Int(bytes[start + 3]),
      with: [0xFF, 0xC0, 0, 20, 8, 0, 75, 0, 100, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0])
    _ = try folder.write(bytes, "print.jpg")
    try refused("print.jpg", "CMYK")
  }

  @Test func `is larger than any picture`() throws {
    // A PNG's sides stand at byte 16.
    var bytes = try folder.bytes("a.png")
    bytes.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
    _ = try folder.write(bytes, "huge.png")
    try refused("huge.png", "60000x60000", "16384")
  }

  @Test func `is a clip without a frame`() throws {
    try ffmpeg("-f lavfi -i color=s=32x32:d=1 -c:v libx264 -frames:v 0 \(folder("still.mkv"))")
    try refused("still.mkv")
  }

  @Test func `is in a folder of others, which is named with each of them`() throws {
    try folder.makeFolder("takes")
    for name in ["takes/1.png", "takes/3.png"] { try folder.write("nothing", name) }
    _ = try folder.write(try folder.bytes("a.png"), "takes/2.png")
    try workshop.refused("render takes", 65, ["takes/1.png", "takes/3.png"])
  }

  @Test func `is not in an empty folder`() throws {
    try folder.makeFolder("empty")
    try workshop.refused("render empty", 65, ["empty", "nothing to show", "storyboard.json5", "png", "mp4"])
    try folder.write("Read me.", "empty/README.md")
    try workshop.refused("render empty", 65, ["nothing to show"])
  }

  @Test func `is a device`() throws { try refused("/dev/zero", "not a file") }
}

@Suite struct `Takes of every sort` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws { workshop = try Workshop() }

  @Test func `make one film together`() throws {
    try ffmpeg(
      "-f lavfi -i mandelbrot=s=161x121 -f lavfi -i color=red:s=2x2 -f lavfi -i testsrc2=s=90x160:d=1:r=25",
      "-map", "0", "-frames:v", "1", folder("odd.png"),
      "-map", "0", "-frames:v", "1", "-pix_fmt", "rgb48be", folder("deep.png"),
      "-map", "0", "-frames:v", "1", "-vf", "scale=1500:3", folder("wide.png"),
      "-map", "0", "-frames:v", "1", "-pix_fmt", "gray", folder("grey.tiff"),
      "-map", "1", "-frames:v", "1", "-vf", "format=rgb24,crop=1:1", folder("one.png"),
      "-map", "2", "-vf", "setpts=N*N*0.002/TB", "-vsync", "vfr", folder("upright.mkv"))
    let takes = "one.png odd.png wide.png deep.png upright.mkv grey.tiff clip.mp4 a.png"
    try workshop.done("render \(takes) -o film.hashes --speed 4 \(Workshop.small)")
    let count = try folder.hashes("film.hashes").count
    #expect(Set(try folder.hashes("film.hashes").map { $0.split(separator: " ")[1] }).count > count / 2)
  }

  @Test(arguments: ["54x96", "96x96", "160x60", "144x60", "97x55", "1x1", "200x2"])
  func `fill canvases of every shape`(size: String) throws {
    try workshop.done("render a.png b.jpg clip.mp4 -o film.y4m --speed 8 --fps 4 --size \(size)")
    let film = try Y4MFilm(try folder.bytes("film.y4m"))
    #expect("\(film.size)" == size && film.isWhole && film.frameCount >= 3)
  }

  @Test func `stand in a folder with other files, in natural order`() throws {
    try folder.makeFolder("takes/more.png")
    for name in ["10.png", "9.PNG", ".hidden.png"] {
      _ = try folder.write(try folder.bytes("a.png"), "takes/\(name)")
    }
    for name in ["notes.txt", "Thumbs.db"] { try folder.write("nothing", "takes/\(name)") }
    let rows = try workshop.done("plan takes --summary").text.split(separator: "\n")
    let names = rows.compactMap { row in
      ["10.png", "9.PNG", "hidden"].first { row.contains($0) && row.contains(" s ") }
    }
    #expect(names == ["9.PNG", "10.png"], "\(rows)")
  }

  @Test func `are a hundred and more`() throws {
    try folder.makeFolder("many")
    let bytes = try folder.bytes("a.png")
    for number in 1...100 { _ = try folder.write(bytes, "many/\(number) of all.png") }
    try workshop.done("render many -o film.hashes --frames 2970: --fps 5 --speed 0.5 --octaves 3 --size 96x54")
    #expect(try folder.hashes("film.hashes").count > 5)
    let summary = try workshop.done("plan many --seconds 9000 --summary").text.split(separator: "\n")
    #expect(summary.count < 150 && summary.contains { $0.contains(" more, ") })
  }
}
