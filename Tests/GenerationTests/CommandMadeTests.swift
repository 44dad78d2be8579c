import Foundation
import Generation
import Geometry
import Testing
import TestSupport

@Suite struct `What a command hands in` {
  private let shop: CommandWorkshop

  init() throws { shop = try CommandWorkshop() }

  private func sentence(_ lines: String, frames: Int? = nil) throws -> String {
    var request = shop.request
    request.frames = frames
    return try shop.make(lines, request).sentence(GeneratorError.failed)
  }

  @Test func `has the size of the canvas`() throws {
    try shop.draw("pictures/wide.png", CanvasSize(66, 36))
    let sentence = try sentence(#"cp "$PICTURES/wide.png" . ; echo '{"type":"result","still":"wide.png"}'"#)
    #expect(sentence.contains("made wide.png in 66x36, expected 64x36, or twice"))
    #expect(shop.runs.count == 1)
  }

  @Test func `may be three times as large`() throws {
    try shop.draw("pictures/large.png", CanvasSize(192, 108))
    _ = try shop.make(#"cp "$PICTURES/large.png" . ; echo '{"type":"result","still":"large.png"}'"#).get()
  }

  @Test func `has frames of one size`() throws {
    try shop.draw("pictures/large.png", CanvasSize(128, 72))
    let sentence = try sentence(
      #"cp "$PICTURES"/*.png . ; echo '{"type":"result","frames":["still.png","large.png"]}'"#)
    #expect(sentence.contains("frames of 64x36 and, with large.png, of 128x72"))
  }

  @Test func `has as many frames as were asked for, or one less`() throws {
    let frames = #"cp "$PICTURES/still.png" a.png; echo '{"type":"result","frames":["a.png","a.png"]}'"#
    #expect(try sentence(frames, frames: 4).contains("made 2 frames, expected 4"))
    let next = try CommandWorkshop()
    var request = next.request
    request.frames = 3
    _ = try next.make(frames, request).get()
    #expect(
      try CommandWorkshop().make(#"echo '{"type":"result","frames":[]}'"#).sentence(GeneratorError.failed).contains(
        "0 frames"))
  }

  @Test func `is a clip that is long enough, at whatever rate`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x36:r=10 -frames:v 5 -c:v ffv1", shop.folder("pictures/clip.mkv"))
    let clip = #"cp "$PICTURES/clip.mkv" . ; echo '{"type":"result","clip":"clip.mkv"}'"#
    #expect(try sentence(clip, frames: 16).contains("made clip.mkv with 5 frames, which last 0.5 s, expected 16 at 25"))
    let next = try CommandWorkshop()
    try ffmpeg("-f lavfi -i testsrc2=s=64x36:r=10 -frames:v 5 -c:v ffv1", next.folder("pictures/clip.mkv"))
    var request = next.request
    request.frames = 13
    _ = try next.make(clip, request).get()
  }

  @Test func `is not a still where frames were asked for`() throws {
    #expect(try sentence(CommandWorkshop.handsIn, frames: 4).contains("made a still, expected 4 frames"))
  }

  @Test(arguments: ["still.png", "clip.mp4", "text.png", "empty.png"])
  func `can be decoded`(name: String) throws {
    try ffmpeg("-f lavfi -i testsrc2=s=64x36:r=25 -frames:v 10 -c:v libx264", shop.folder("pictures/clip.mp4"))
    _ = try shop.folder.write(Array("a lake".utf8), "pictures/text.png")
    _ = try shop.folder.write([], "pictures/empty.png")
    let half = (try shop.folder.bytes("pictures/\(name)").count + 1) / 2
    let kind = name.hasSuffix("png") ? "still" : "clip"
    let sentence = try sentence(
      #"head -c \#(half) "$PICTURES/\#(name)" > \#(name); echo '{"type":"result","\#(kind)":"\#(name)"}'"#)
    #expect(sentence.contains("cannot be read") && sentence.contains("Log: "))
  }

  @Test(arguments: [
    ("../../pictures/still.png", ":"), ("$PICTURES/still.png", ":"),
    ("../attempt-1/still.png", #"cp "$PICTURES/still.png" ."#),
    ("link.png", #"ln -s "$PICTURES/still.png" link.png"#), ("link/still.png", #"ln -s "$PICTURES" link"#),
    ("nothing.png", ":"), ("", ":"), (".", ":"), ("folder", "mkdir folder"), ("pipe", "mkfifo pipe"),
    ("/dev/stdin", ":"), ("loop.png", "ln -s loop.png loop.png"),
  ])
  func `lies in the work folder`(name: String, setting: String) throws {
    let sentence = try sentence("\(setting)\necho \"{\\\"type\\\":\\\"result\\\",\\\"still\\\":\\\"\(name)\\\"}\"")
    #expect(sentence.contains("expected files in") || sentence.contains("no ordinary file"))
  }

  @Test func `may be named by its whole path, or by a link inside`() throws {
    _ = try shop.make(
      #"""
      cp "$PICTURES/still.png" a.png; ln -s a.png b.png
      echo "{\"type\":\"result\",\"frames\":[\"$PWD/a.png\",\"b.png\"]}"
      """#
    ).get()
  }
}

@Suite struct `A command's description` {
  private let shop: CommandWorkshop

  init() throws { shop = try CommandWorkshop() }

  @Test func `says what it can do`() throws {
    let path = try shop.script(
      #"test "$2" = --describe && echo '{"name":"Oils","version":2,"kinds":["still"],"uses":["prompt"],"provenance":"procedural","maxFrames":90,"price":1}'"#
    )
    let described = try #require(try shop.generator("'\(path)' --thick").describe())
    #expect(described.name == "Oils" && described.version == "2" && described.kinds == ["still"])
    #expect(described.uses == ["prompt"] && described.provenance == .procedural && described.maxFrames == 90)
    #expect(described.sizes.isEmpty)
  }

  @Test(arguments: ["exit 0", "exit 64", "echo '{\"name\":\"A\"}'; exit 1", "echo hello", "yes", "nothing-there"])
  func `may be missing`(lines: String) throws {
    let path = try shop.script(lines)
    #expect(try shop.generator("'\(path)'").describe() == nil)
    for run in shop.runs { #expect(ProcessTable.living(inGroup: run) == []) }
  }

  @Test func `is not waited for long`() throws {
    var limits = CommandWorkshop.limits
    limits.describing = 0.3
    let path = try shop.script("sleep 1000 & sleep 1000")
    #expect(try shop.generator("'\(path)'", limits).describe() == nil)
    for run in shop.runs { #expect(ProcessTable.living(inGroup: run) == []) }
  }
}
