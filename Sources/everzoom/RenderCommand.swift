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
  static let usage = "\(ShotInput.usage) [-o FILM] [options]"
  static let remarks = """
    Input is a storyboard (JSON5), a plan, a folder of stills or clips, or the files themselves; with none it is the built-in shot.
    A film appears under its name only when it is complete, and replaces what had that name.
    """
  static let options =
    [
      Option(
        "out", short: "o", "FILM",
        "film.mp4 or .mov; frames/%05d.png; film.y4m; - (y4m to stdout); film.hashes; null [shot.mp4]"),
      Option("frames", "A:B", "only frames A up to, not including, B [all]"),
    ] + ShotInput.options + [
      Option("codec", "NAME", "h264 [by the film's name]"),
      Option("crf", "N", "quality of h264: 0 is lossless, 18 looks so, 28 is small [18]"),
      Option("encoder-preset", "NAME", "effort of the encoder, ultrafast … veryslow [medium]"),
      Option("jobs", "N", "processor cores to use; the film does not depend on it [all]"),
      Option("progress", "bar|json|none", "how to tell the progress, on stderr [bar on a terminal, else none]"),
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
    let plan = try ShotInput.plan(arguments)
    let frames = try frameRange(arguments.text("frames"), of: plan)
    let destination = arguments.text("out") ?? "shot.mp4"
    let cores = Cores(try arguments.whole("jobs", 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount)
    let style = try arguments.choice("progress", Progress.Style.self)
    let sink = try Sinks.open(destination, try settings(arguments, plan, frames), codec: arguments.text("codec"))
    for note in plan.notes { Terminal.say("note: \(note)") }
    let renderer: FrameRenderer
    do { renderer = try FrameRenderer(plan, format: sink.format, cores: cores) } catch {
      sink.cancel()
      throw error
    }
    var progress = Progress(style, total: frames.count)
    let isDone = try RenderJob(renderer, frames: frames, sink: sink).run { done in
      progress.tell(done: done)
      return Interruption.signal == nil
    }
    guard isDone else {
      Terminal.say("\neverzoom: interrupted; nothing was kept of \(destination)")
      return Interruption.exitCode(Interruption.signal ?? SIGINT)
    }
    return ExitCode.done
  }

  private static func settings(_ arguments: Arguments, _ plan: Plan, _ frames: Range<Int>) throws -> FilmSettings {
    var settings = FilmSettings(size: plan.size, framesPerSecond: plan.framesPerSecond, frameCount: frames.count)
    settings.firstFrame = frames.lowerBound
    settings.crf = try arguments.number("crf", 0...51)
    settings.encoderPreset = arguments.text("encoder-preset") ?? (arguments.has("preview") ? "veryfast" : "medium")
    if let song = plan.song {
      settings.song = Song(path: song.path, start: song.start + Double(frames.lowerBound) / plan.framesPerSecond.value)
    }
    return settings
  }

  /// Reads "A:B", "A:" or ":B".
  private static func frameRange(_ text: String?, of plan: Plan) throws -> Range<Int> {
    guard let text else { return plan.frames }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let wrong = UsageError(
      "--frames is \"\(text)\", expected A:B with 0 ≤ A < B ≤ \(plan.frameCount); the shot has frames 0 up to, not including, \(plan.frameCount)"
    )
    guard parts.count == 2, let first = parts[0].isEmpty ? 0 : Int(parts[0]),
      let end = parts[1].isEmpty ? plan.frameCount : Int(parts[1]),
      first >= 0, first < end, end <= plan.frameCount
    else { throw wrong }
    return first..<end
  }
}
