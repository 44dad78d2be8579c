import Foundation
import Geometry
import Imaging
import Media
import Planning
import Rendering

/// `everzoom render`: the film.
enum RenderCommand: Command {
  static let name = "render"
  static let summary = "makes the film"
  static let usage = "\(ShotOptions.usage) [-o FILM] [options]"
  static let remarks = """
    \(ShotOptions.remark)
    Scenes with prompts are generated first, as by everzoom generate.
    A film appears under its name only when it is complete, and replaces what had that name.
    """
  static let options =
    [
      Option(
        "out", short: "o", "FILM",
        "film.mp4 or .mov; frames/%05d.png; film.y4m; - (y4m to stdout); film.hashes; null [shot.mp4]"),
      Option("frames", "A:B", "only frames A up to, not including, B [all]"),
      Option("draft", nil, "worlds are drawn at half the size, two or three times as fast"),
    ] + ShotOptions.all + [
      Option("codec", "NAME", "\(CodecCatalog.summary) [by the film's name]"),
      Option("crf", "N", "quality of h264: 0 is lossless, 18 looks so, 28 is small [18]"),
      Option("encoder-preset", "NAME", "effort of the encoder, ultrafast … veryslow [veryfast]"),
    ]
  static let examples = [
    (line: "everzoom render", effect: "the built-in shot, as shot.mp4"),
    (line: "everzoom render photos --octaves 2 --loop -o zoom.mp4", effect: "a folder of stills as an endless loop"),
    (
      line: "everzoom render a.jpg b.mp4 c.png --audio song.mp3 --seconds 60",
      effect: "a minute through two stills and a clip, with music"
    ),
    (line: "everzoom render photos --preview -o - | ffplay -", effect: "a quick look"),
  ]

  static func run(_ arguments: Arguments) throws -> Int32 {
    let style = try arguments.choice("progress", Progress.Style.self)
    let cores = try arguments.cores()
    let out = arguments.text("out") ?? "shot.mp4"
    _ = try Destination(out, for: nil)
    let encoding = try encoding(arguments, for: out)
    guard
      let plan = try ShotInput.plan(
        arguments,
        check: { size, frames in
          try Sinks.check(out, encoding, size)
          if let frames { _ = try arguments.frameRange(of: frames, "shot") }
        },
        generate: { try Generating.run($0, ChainProgress(style, $0.storyboard, printsResults: false)) })
    else { return Interruption.exitCode(Interruption.signal ?? SIGINT) }
    try plan.checkIsComplete()
    let frames = try arguments.frameRange(of: plan.frameCount, "shot")
    let destination = try Destination(out, for: plan).name
    let kind = FilmKind(destination)
    if kind?.isStream != true { Interruption.hold() }
    let sink = try Sinks.open(destination, try settings(arguments, plan, frames, for: destination))
    for note in plan.notes { Terminal.say("note: \(note)") }
    if plan.song != nil, kind?.carriesSound != true {
      Terminal.say("note: \(destination) has no sound; the song is left out")
    }
    var progress = Progress(style, total: frames.count)
    defer { progress.stop() }
    let isDone = try render(plan, frames, arguments.has("draft") ? .draft : .film, into: sink, cores) { done in
      progress.tell(done: done)
      return Interruption.signal == nil
    }
    if isDone { return ExitCode.done }
    progress.stop()
    let rest = kind?.keepsFrames == true ? "the frames that were written stay" : "nothing was kept of \(destination)"
    Terminal.say("everzoom: interrupted; \(rest)")
    return Interruption.exitCode(Interruption.signal ?? SIGINT)
  }

  private static func render(
    _ plan: Plan, _ frames: Range<Int>, _ finish: WorldFinish, into sink: any FrameSink, _ cores: Cores,
    progress: (Int) -> Bool
  ) throws -> Bool {
    let renderer: FrameRenderer
    do { renderer = try FrameRenderer(plan, format: sink.format, cores: cores, worlds: finish) } catch {
      sink.cancel()
      throw error
    }
    return try RenderJob(renderer, frames: frames, sink: sink).run(progress: progress)
  }

  private static func settings(
    _ arguments: Arguments, _ plan: Plan, _ frames: Range<Int>, for destination: String
  ) throws -> FilmSettings {
    var settings = FilmSettings(size: plan.size, framesPerSecond: plan.framesPerSecond, frameCount: frames.count)
    settings.firstFrame = frames.lowerBound
    settings.encoding = try encoding(arguments, for: destination)
    settings.provenance = plan.filmProvenance
    if let song = plan.song {
      settings.song = Song(path: song.path, start: song.start + Double(frames.lowerBound) / plan.framesPerSecond.value)
    }
    return settings
  }

  private static func encoding(_ arguments: Arguments, for destination: String) throws -> Encoding {
    let codec = try CodecCatalog.codec(arguments.text("codec"), for: destination)
    return Encoding(
      codec, quality: try arguments.number("crf", NumberRange(codec.quality.range)),
      effort: try arguments.word("encoder-preset", among: codec.efforts))
  }
}
