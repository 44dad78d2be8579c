import Foundation
import Geometry
import Planning
import Survey

/// What the shot is to be: the inputs and options that `render`, `plan` and `frame` share.
enum ShotInput {
  static let usage = "[STORYBOARD|PLAN|FOLDER|FILES …]"
  static let remark = """
    Input is a storyboard (JSON5), a plan, a folder of stills or clips, or the files themselves; - is a storyboard or plan from stdin.
    With none it is the built-in shot.
    """

  /// Options that decide about the shot. A plan has decided already, so they are refused with one.
  static let options = [
    Option("size", "WxH", "size of the picture in pixels [1920x1080]"),
    Option("fps", "RATE", "frames a second: 30, 29.97, 30000/1001 … [30]"),
    Option(
      "seconds", "S",
      "length of the shot; beyond its scenes it goes on from the first, as a loop does\n[from the first scene to the last one filling the frame]"
    ),
    Option("preset", "NAME|FILE", "how the zoom feels; everzoom presets lists them [\(PresetLibrary.usual.name)]"),
    Option("speed", "OCTAVES", "octaves a second: 1 doubles the picture every second [the preset's]"),
    Option(
      "octaves", "N",
      "depth from one scene to the next; 1 is a factor of 2\n[3; from a single still to itself 2; a world's own]"),
    Option("direction", "in|out", "fly into the scenes, or out of them, in their order of appearance [in]"),
    Option("loop", nil, "close the chain: after the last frame comes the first"),
    Option("seed", "N", "another number, other worlds [1]"),
    Option("audio", "FILE", "the song: trimmed, or padded with silence, to the film"),
    Option("preview", nil, "the same shot with 480 pixels on its longer side, fast"),
  ]

  private static let decided = ["size", "fps", "seconds", "preset", "speed", "octaves", "direction", "loop", "seed"]

  /// The plan for what is on the command line. Everything that is wrong is told before anything is made.
  static func plan(_ arguments: Arguments) throws -> Plan {
    var plan = try plan(of: try content(arguments.inputs), arguments)
    if let song = arguments.text("audio") { plan.song = PlannedSong(path: song, start: plan.song?.start ?? 0) }
    if let song = plan.song?.path { try checkSong(song) }
    if arguments.has("preview") { plan.size = previewSize(plan.size) }
    return plan
  }

  private enum Content {
    case plan(Plan)
    case storyboard(Storyboard)
  }

  private static func plan(of content: Content, _ arguments: Arguments) throws -> Plan {
    switch content {
    case .plan(let plan):
      if let option = arguments.given(decided).first {
        throw UsageError("--\(option) changes what a plan has decided; make a new plan with it from the storyboard")
      }
      return plan
    case .storyboard(var storyboard):
      try apply(arguments, to: &storyboard)
      return try Planner.plan(storyboard, facts: try Surveyor.facts(of: storyboard))
    }
  }

  private static func content(_ inputs: [String]) throws -> Content {
    guard let first = inputs.first else { return .storyboard(.builtIn) }
    if inputs.contains("") { throw UsageError("one of the inputs is an empty name") }
    guard inputs.count == 1 else {
      if let odd = inputs.first(where: { isText($0) || Folder.isFolder($0) }) {
        throw UsageError(
          "\(odd) stands beside other inputs; give one storyboard, plan or folder, or several stills and clips")
      }
      return .storyboard(Storyboard(files: inputs))
    }
    if Folder.isFolder(first) { return .storyboard(try Storyboard(folder: first)) }
    return isText(first) ? try written(first) : .storyboard(Storyboard(files: inputs))
  }

  private static func isText(_ path: String) -> Bool {
    path == "-" || ["json", "json5"].contains((path as NSString).pathExtension.lowercased())
  }

  /// A storyboard or plan from a file, or from stdin.
  private static func written(_ path: String) throws -> Content {
    let document: JSONDocument
    let data: Data?
    if path == "-" {
      data = try? FileHandle.standardInput.readToEnd() ?? Data()
      document = try JSONDocument(bytes: [UInt8](data ?? Data()), file: "standard input")
    } else {
      document = try JSONDocument(file: path)
      data = FileManager.default.contents(atPath: path)
    }
    guard Storyboard.isPlan(document.root), let data else { return .storyboard(try Storyboard(document)) }
    return .plan(try Plan(json: data, file: document.file))
  }

  private static func apply(_ arguments: Arguments, to storyboard: inout Storyboard) throws {
    if let text = arguments.text("size") {
      guard let size = CanvasWish.size(text) else {
        throw UsageError(
          "--size is \"\(text)\", expected width x height in pixels, such as 1920x1080, at most 16384 each")
      }
      storyboard.canvas.size = size
    }
    if let text = arguments.text("fps") {
      guard let fps = CanvasWish.fps(text) else {
        throw UsageError("--fps is \"\(text)\", expected a rate such as 30, 29.97 or 30000/1001")
      }
      storyboard.canvas.fps = fps
    }
    storyboard.seconds = try arguments.number("seconds", 0.001...86400) ?? storyboard.seconds
    storyboard.speed = try arguments.number("speed", 0.001...8) ?? storyboard.speed
    if let octaves = try arguments.number("octaves", 0.1...64) {
      storyboard.octaves = octaves
      for index in storyboard.scenes.indices { storyboard.scenes[index].octaves = nil }
    }
    if let name = arguments.text("preset") { storyboard.preset = try preset(name) }
    storyboard.direction = try arguments.choice("direction", Direction.self) ?? storyboard.direction
    if arguments.has("loop") { storyboard.loop = true }
    if let seed = try arguments.whole("seed", 0...Int.max) { storyboard.seed = UInt64(seed) }
  }

  private static func preset(_ text: String) throws -> PresetChoice {
    let choice = PresetLibrary.choice(text)
    do {
      return .inline(try choice.preset())
    } catch let problem as Problem where problem.file == nil {
      throw UsageError("--preset: \(problem.description)")
    }
  }

  /// The song is opened when the film is; that it is there is told before.
  private static func checkSong(_ path: String) throws {
    guard !Folder.isFolder(path) else { throw Problem("the song is a folder, expected a file with sound", file: path) }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Problem("the song does not exist, or may not be read; check its name", file: path)
    }
  }

  private static func previewSize(_ size: CanvasSize) -> CanvasSize {
    let scale = 480 / Double(max(size.width, size.height))
    func even(_ side: Int) -> Int { max(2, Int((Double(side) * scale / 2).rounded()) * 2) }
    return scale < 1 ? CanvasSize(even(size.width), even(size.height)) : size
  }
}
