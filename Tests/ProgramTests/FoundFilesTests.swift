import Foundation
import Geometry
import Planning
import TestSupport
import Testing

/// What people have in their folders, from the command line.
@Suite struct `The program, given what people have` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws { workshop = try Workshop() }

  private func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: folder(name), withIntermediateDirectories: true)
  }

  @Test func `plays every clip whole that goes on from another without zooming`() throws {
    try ffmpeg("-f lavfi -i testsrc2=s=160x90:r=16:d=9 -crf 12 -pix_fmt yuv420p \(folder("all.mp4"))")
    try makeFolder("c")
    for part in 0..<3 {
      try ffmpeg(
        "-ss \(part * 3) -t 3.0625 -i \(folder("all.mp4")) -crf 12 -pix_fmt yuv420p \(folder("c/\(part).mp4"))"
      )
    }
    let plan = try Plan(json: Data(workshop.done("plan c --size 160x90").output), file: nil)
    #expect(plan.scenes.count == 3 && plan.links.allSatisfy { $0.octaves >= 0.99 })
    for (place, scene) in plan.scenes.enumerated() {
      let knots = try #require(scene.playback?.knots)
      #expect(abs(knots[knots.count - 1].seconds - knots[0].seconds) > 2.8, "scene \(place)")
    }
    let rests = try workshop.done("plan c --size 160x90 --speed 0 --summary").text
    #expect(rests.contains("successive") && !rests.contains("nested"))
  }

  @Test func `takes numbered stills that hardly differ for a clip`() throws {
    try makeFolder("frames")
    try ffmpeg("-f lavfi -i testsrc2=s=160x90:r=25 -frames:v 20 -start_number 0", folder("frames/f%04d.png"))
    let run = try workshop.done("plan frames --size 160x90 --summary")
    #expect(run.text.contains("20 numbered pictures that hardly differ are a clip, at 30 frames/s"))
    #expect(try workshop.done("plan frames --size 160x90 --fps 24").text.contains("f%04d.png"))
    try workshop.done("render frames --size 160x90 --frames 0:3 -o a.hashes")
  }

  @Test func `finds files whose names are no text, and shows them without harm`() throws {
    try makeFolder("odd")
    // é of Latin-1, and an escape that clears a terminal.
    let script =
      "cp a.png \"$(printf 'odd/caf\\xe9.png')\"; cp a.png \"$(printf 'odd/\\033[2J.png')\"; $everzoom plan odd --size 160x90 --summary"
    let run = try ProgramRun(shell: script, in: folder)
    #expect(
      run.status == 0 && run.text.contains("caf\\xE9.png") && run.text.contains("\\x1B[2J.png"),
      "\(run.text)\(run.errors)")
    #expect(!run.text.contains("\u{1B}"))
    let film = try ProgramRun(
      shell:
        "$everzoom render \"$(printf 'odd/caf\\xe9.png')\" --size 96x54 --frames 0:2 -o x.hashes && $everzoom plan odd > p.json && $everzoom render p.json --frames 0:2 -o y.hashes",
      in: folder)
    #expect(film.status == 0, "\(film.errors)")
    let lost = try ProgramRun(shell: "$everzoom render \"$(printf 'no\\033]0;x\\007.png')\"", in: folder)
    #expect(lost.status == 65 && !lost.errors.contains("\u{1B}"), "\(lost.errors)")
  }

  @Test func `leaves its own last film out of the next`() throws {
    try makeFolder("photos")
    for name in ["a.png", "b.jpg"] { _ = try folder.write(try folder.bytes(name), "photos/" + name) }
    try workshop.done("render photos \(Workshop.small) -o photos/shot.mp4")
    let run = try workshop.done("plan photos --size 96x54 --summary")
    #expect(run.text.contains("photos/shot.mp4 is a film that Everzoom made, and is left out"))
  }

  @Test func `tells mistakes before it measures`() throws {
    // A clip that takes long to measure is not touched: it is no clip at all.
    for name in ["slow.mp4", "slow.png"] { _ = try folder.write(Array("no film".utf8), name) }
    for (words, code, key) in [
      ("render slow.mp4 --audio nosuch.mp3", 65, "song does not exist"),
      ("render slow.mp4 -o nofolder/a.mp4", 74, "folder does not exist"),
      ("render slow.mp4 --crf 99", 64, "--crf"), ("render slow.mp4 --size 97x55", 64, "even sides"),
      ("render slow.mp4 -o a.xyz", 64, "does not say what to write"),
      ("frame slow.png --seconds 1 99", 64, "no frame 99"),
      ("render slow.png --seconds 1 --frames 0:99", 64, "30 frames"),
    ] as [(String, Int32, String)] {
      try workshop.refused(words, code, [key])
    }
  }

  @Test func `tells a storyboard's missing files with its other mistakes`() throws {
    _ = try folder.write(
      Array("{ scenes: [ { take: 'gone.png', octaves: 0 }, { take: 'a.png' }, { take: 'lost.mp4' } ], sped: 1 }".utf8),
      "s.json5")
    try workshop.refused(
      "plan s.json5", 65, ["gone.png does not exist", "scenes[0].octaves is 0", "lost.mp4 does not exist", "\"sped\""])
  }

  @Test func `says which take it measures, where that is asked for`() throws {
    let seed = ProcessInfo.processInfo.systemUptime
    try ffmpeg(
      "-f lavfi -i testsrc2=s=96x54:r=10:d=1 -vf", "hue=h=\(Int(seed * 1000) % 360):s=1.\(Int(seed) % 1000)",
      folder("new.mp4"))
    let json = try workshop.run("plan new.mp4 a.png --size 96x54 --progress json")
    #expect(json.errors.contains("{\"measuring\":\"new.mp4\"}"), "\(json.errors)")
    let none = try workshop.run("plan b.jpg a.png --size 96x54")
    #expect(!none.errors.contains("measuring"))
  }

  @Test func `calls a broken song a song, and tells of one that is too short`() throws {
    _ = try folder.write([UInt8](repeating: 77, count: 3000), "broken.mp3")
    try workshop.refused(
      "render a.png b.jpg --audio broken.mp3 \(Workshop.small) -o x.mp4", 65, ["broken.mp3", "song"])
    try ffmpeg("-f lavfi -i sine=d=1 \(folder("short.wav"))")
    let run = try workshop.run("render a.png b.jpg --audio short.wav \(Workshop.small) -o x.mp4")
    #expect(run.status == 0 && run.errors.contains("the song ends after 1 s"), "\(run.errors)")
  }
}
