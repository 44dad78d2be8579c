import Foundation
import FoundationXML
import Geometry
import TestSupport
import Testing

@Suite struct `A film` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws { workshop = try Workshop() }

  @Test(arguments: ["30", "30000/1001", "25"])
  func `has exact timestamps from 0, and is tagged BT 709`(fps: String) throws {
    try workshop.done("render a.png clip.mp4 --size 96x54 --fps \(fps) --seconds 2 -o film.mp4")
    let count = fps == "25" ? 50 : 60
    let times = try ffprobe(folder("film.mp4"), "frame=pts").compactMap { Int($0) }
    let steps = Set(zip(times, times.dropFirst()).map { $1 - $0 })
    #expect(times.first == 0 && times.count == count && steps.count == 1, "\(times)")
    let facts = try ffprobe(
      folder("film.mp4"),
      "stream=codec_name,width,height,pix_fmt,color_range,color_space,color_transfer,color_primaries,avg_frame_rate")
    let rate = fps.contains("/") ? fps : "\(fps)/1"
    #expect(facts == ["h264", "96", "54", "yuv420p", "tv", "bt709", "bt709", "bt709", rate])
    let boxes = try folder.bytes("film.mp4")
    let index = try #require(boxes.firstRange(of: Array("moov".utf8)))
    let frames = try #require(boxes.firstRange(of: Array("mdat".utf8)))
    #expect(index.lowerBound < frames.lowerBound, "the index stands at the front")
  }

  @Test(arguments: [("a song that is too short", 3.0), ("a song that is too long", 1.0)])
  func `has the sound of its own length`(song: String, seconds: Double) throws {
    try workshop.done("render a.png b.jpg --audio song.m4a --seconds \(seconds) --size 96x54 -o film.mov")
    #expect(try ffprobe(folder("film.mov"), "stream=codec_type") == ["video", "audio"])
    for length in try ffprobe(folder("film.mov"), "stream=duration").compactMap({ Double($0) }) {
      #expect(abs(length - seconds) < 0.03, "\(length)")
    }
  }

  @Test func `is lossless at a crf of 0`() throws {
    let shot = "a.png b.jpg \(Workshop.small) --frames 5:10"
    try workshop.done("render \(shot) --crf 0 -o film.mp4")
    try workshop.done("render \(shot) -o film.y4m")
    for name in ["film.mp4", "film.y4m"] { try ffmpeg("-i \(folder(name)) -f rawvideo \(folder(name + ".raw"))") }
    #expect(try folder.bytes("film.mp4.raw") == folder.bytes("film.y4m.raw"))
  }

  @Test func `streams to stdout as raw frames`() throws {
    try workshop.done("render a.png b.jpg \(Workshop.small) --seconds 1 -o film.y4m")
    let run = try workshop.done("render a.png b.jpg \(Workshop.small) --seconds 1 -o -")
    #expect(try run.output == folder.bytes("film.y4m"))
    let film = try Y4MFilm(run.output)
    #expect(film.isWhole && film.frameCount == 10 && film.size == CanvasSize(96, 54))
    let probe = try ProgramRun(
      shell: "$everzoom render a.png \(Workshop.small) --seconds 1 -o - 2> /dev/null | ffprobe -v error -count_frames "
        + "-show_entries stream=nb_read_frames,r_frame_rate -of csv=p=0 -", in: folder)
    #expect(probe.text == "10/1,10\n", "\(probe.text) \(probe.errors)")
  }

  @Test func `is a sequence of pictures with the numbers of its frames`() throws {
    try workshop.done("render a.png b.jpg \(Workshop.small) --frames 8:11 -o frames/of/%04d.png")
    #expect(try folder.entries("frames/of") == ["0008.png", "0009.png", "0010.png"])
    for number in 8...10 {
      try workshop.done("frame a.png b.jpg \(number) \(Workshop.small) -o alone.png")
      #expect(try folder.bytes("alone.png") == folder.bytes("frames/of/\(number < 10 ? "000" : "00")\(number).png"))
    }
    let stdout = try workshop.done("frame a.png b.jpg 10 \(Workshop.small) -o -")
    #expect(try stdout.output == folder.bytes("alone.png"))
  }

  @Test func `is the same film smaller as a preview`() throws {
    try workshop.done("render a.png b.jpg --seconds 1 --fps 5 --preview -o preview.y4m")
    try workshop.done("render a.png b.jpg --seconds 1 --fps 5 --size 480x270 -o small.y4m")
    #expect(try folder.bytes("preview.y4m") == folder.bytes("small.y4m"))
  }

  @Test func `needs nothing at all: there is a built-in shot`() throws {
    try workshop.done("render \(Workshop.small) --frames 0:3 -o film.hashes")
    #expect(try folder.hashes("film.hashes").count == 3)
    try workshop.done("render \(Workshop.small) --frames 0:3 --seed 2 -o other.hashes")
    #expect(try folder.hashes("film.hashes") != folder.hashes("other.hashes"))
  }
}

@Suite struct `The frames of a plan` {
  private let workshop: Workshop
  private var folder: MediaFolder { workshop.folder }

  init() throws {
    workshop = try Workshop()
    let shot = "a.png clip.mp4 b.jpg --loop --preset spiral --speed 2 \(Workshop.small)"
    try folder.write(try workshop.done("plan \(shot)").text, "plan.json")
    try workshop.done("render \(shot) -o shot.hashes")
  }

  private func frames(_ options: String) throws -> [String] {
    try workshop.done("render plan.json -o some.hashes \(options)")
    return try folder.hashes("some.hashes")
  }

  @Test func `are those of the shot it was made from`() throws {
    #expect(try frames("") == folder.hashes("shot.hashes"))
    let piped = try ProgramRun(shell: "$everzoom render - -o piped.hashes < plan.json", in: folder)
    #expect(piped.status == 0, "\(piped.errors)")
    #expect(try folder.hashes("piped.hashes") == folder.hashes("shot.hashes"))
  }

  @Test(arguments: [1, 7])
  func `are the same on any number of cores`(jobs: Int) throws {
    #expect(try frames("--jobs \(jobs)") == folder.hashes("shot.hashes"))
  }

  @Test func `are the same in chunks of five, the last one first`() throws {
    let whole = try folder.hashes("shot.hashes")
    #expect(whole.count > 20 && Set(whole.map { $0.split(separator: " ")[1] }).count == whole.count)
    var chunks: [[String]] = []
    for start in stride(from: 0, to: whole.count, by: 5).reversed() {
      chunks.insert(try frames("--frames \(start):\(min(start + 5, whole.count)) --jobs \(start % 3 + 1)"), at: 0)
    }
    #expect(Array(chunks.joined()) == whole)
  }

  @Test func `go round: the plan of two laps has them twice`() throws {
    let lap = try folder.hashes("shot.hashes").map { $0.split(separator: " ")[1] }
    let seconds = Double(2 * lap.count) / 10
    let words = "render a.png clip.mp4 b.jpg --loop --preset spiral --speed 2 \(Workshop.small)"
    try workshop.done("\(words) --seconds \(seconds) -o twice.hashes")
    let twice = try folder.hashes("twice.hashes").map { $0.split(separator: " ")[1] }
    #expect(twice == lap + lap)
  }
}

@Suite struct `A contact sheet` {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func size(_ name: String) throws -> [String] {
    try ffprobe(workshop.folder(name), "stream=width,height")
  }

  @Test func `has 24 frames in rows of six`() throws {
    try workshop.done("frame a.png b.jpg --size 320x180 --sheet sheet.png")
    #expect(try size("sheet.png") == ["\(6 * 320 + 7 * 4)", "\(4 * 180 + 5 * 4)"])
  }

  @Test func `of a plan has every scene with the portal to the next`() throws {
    let shot = """
      { canvas: { size: "160x90" }, preset: "constant", octaves: 1, scenes: [
        { take: "a.png", focus: [0.5, 0.5] }, { take: "b.jpg", focus: [0.5, 0.5] }, { take: "clip.mp4" } ] }
      """
    try workshop.folder.write(shot, "shot.json5")
    try workshop.done("plan shot.json5 --sheet sheet.png")
    #expect(try size("sheet.png") == ["\(3 * 160 + 4 * 4)", "\(90 + 2 * 4)"])
    let sheet = try workshop.done("plan shot.json5 --sheet -")
    #expect(try sheet.output == workshop.folder.bytes("sheet.png"))
    // The portal of one octave is half as large as the frame, and in its middle; its line is white.
    try ffmpeg("-i \(workshop.folder("sheet.png")) -f rawvideo -pix_fmt gray \(workshop.folder("raw"))")
    let luma = try workshop.folder.bytes("raw")
    func mean(row y: Int) -> Double {
      let row = (4 + 44..<4 + 116).map { Double(luma[(4 + y) * (3 * 160 + 16) + $0]) }
      return row.reduce(0, +) / Double(row.count)
    }
    #expect([22, 23].contains { mean(row: $0) > 230 } && [67, 68].contains { mean(row: $0) > 230 })
    #expect(mean(row: 30) < 230 && mean(row: 15) < 230)
  }
}

@Suite struct `What is said of a plan` {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  @Test func `is a table with every scene and when it fills the frame`() throws {
    let rows = try workshop.done("plan a.png b.jpg a.png --preset constant --octaves 2 --speed 0.5 --summary").text
      .split(separator: "\n").map(String.init)
    #expect(rows[0].hasPrefix("1920x1080, 240 frames at 30/s, 8.00 s, 3 scenes, 0.500 octaves/s"), "\(rows[0])")
    #expect(rows[2].hasPrefix("0.000 s") && rows[2].contains("a.png") && rows[2].contains("1/4.00"), "\(rows)")
    #expect(rows[3].hasPrefix("4.000 s") && rows[3].contains("b.jpg"), "\(rows)")
    #expect(rows[4].hasPrefix("8.000 s") && rows[4].contains("a.png"), "\(rows)")
  }

  @Test func `is a drawing of speed and depth, with the scenes named`() throws {
    _ = try workshop.folder.write(try workshop.folder.bytes("a.png"), "<a & b>.png")
    let run = try ProgramRun(["plan", "<a & b>.png", "b.jpg", "--plot", "plot.svg"], in: workshop.folder)
    #expect(run.status == 0 && run.output.isEmpty)
    let drawing = String(decoding: try workshop.folder.bytes("plot.svg"), as: UTF8.self)
    let parser = XMLParser(data: Data(drawing.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    for word in ["&lt;a &amp; b&gt;.png", "b.jpg", "speed, octaves/s", "depth, octaves", "seconds"] {
      #expect(drawing.contains(word), "\(word)")
    }
    #expect(drawing.ranges(of: "<polyline").count == 2)
    #expect(!drawing.contains("nan") && !drawing.contains("inf\""))
    #expect(try workshop.done("plan b.jpg a.png --plot -").text.hasPrefix("<svg"))
  }
}

@Suite struct `The progress` {
  private let workshop: Workshop
  private static let words = "render a.png b.jpg --size 96x54 --fps 10 --seconds 2 -o null"

  init() throws { workshop = try Workshop() }

  @Test func `is silent where nobody looks`() throws {
    let run = try workshop.run(Self.words)
    #expect(run.output.isEmpty && !run.errors.contains("frames/s"))
  }

  @Test func `is a bar on a terminal, with frames a second and the time left`() throws {
    let terminal = try TerminalPair()
    let program = try RunningProgram(Self.words, in: workshop.folder, errors: terminal.program)
    #expect(program.exitCode() == 0)
    let shown = terminal.shown()
    #expect(shown.contains("\r") && shown.contains("20/20") && shown.contains("frames/s"), "\(shown)")
    #expect(shown.contains("done in 0:0") && shown.contains("█") && shown.hasSuffix("\r\n"), "\(shown)")
    for line in shown.split(whereSeparator: \.isNewline) where line.contains("/20") {
      #expect(line.count < 80, "\(line)")
    }
  }

  @Test func `is lines of JSON on request`() throws {
    let run = try workshop.run("\(Self.words) --progress json")
    let lines = run.errors.split(separator: "\n").filter { !$0.hasPrefix("note: ") }
    let all = try lines.map { try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    // What is measured comes first, if it is not known from before.
    let values = Array(all.drop { $0["measuring"] is String })
    #expect(values.count >= 2 && values.allSatisfy { $0["frames"] as? Int == 20 })
    #expect(values.first?["frame"] as? Int == 0 && values.first?["secondsLeft"] is NSNull)
    #expect(values.last?["frame"] as? Int == 20 && values.last?["secondsLeft"] as? Double == 0)
    #expect(values.allSatisfy { $0["framesPerSecond"] is Double })
  }
}
