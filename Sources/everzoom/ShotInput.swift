import Foundation
import Generation
import Geometry
import Imaging
import Planning
import Surveying

/// What the shot is to be: the inputs and options that `render`, `plan` and `frame` share.
enum ShotInput {
  static let usage = "[STORYBOARD|PLAN|FOLDER|FILES …]"
  static let remark = """
    Input is a storyboard (JSON5), a plan, a folder of stills or clips, or the files themselves; - is a storyboard or plan from stdin.
    With none it is the built-in shot.
    """

  static let options =
    decisions + [
      Option("folder", "SHOT.shot", "where generated scenes are kept [beside the storyboard, with its name]"),
      Option("audio", "FILE", "the song: trimmed, or padded with silence, to the film"),
      Option("preview", nil, "the same shot with 480 pixels on its longer side, fast"),
    ]

  /// Options that decide about the shot. A plan has decided already, so they are refused with one.
  static let decisions = [
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
      "depth from one scene to the next; 1 is a factor of 2\n[as measured in stacks and zooming clips; else 3; from a single still to itself 2; a world's own]"
    ),
    Option("direction", "in|out", "fly into the scenes, or out of them, in their order of appearance [in]"),
    Option("order", "given|stack", "stack: put stills in the order in which each lies in the one before [given]"),
    Option("loop", nil, "close the chain: after the last frame comes the first"),
    Option("seed", "N", "another number, other worlds [1]"),
    Option(
      "generator", "NAME", "who makes scenes with prompts that do not say: worlds, or \"command: PROGRAM …\" [worlds]"),
  ]

  private static let decided = decisions.map(\.name)

  /// The plan for what is on the command line. Everything that is wrong is told before anything is made.
  ///
  /// Scenes with prompts are pending in it as far as they are not made; `generate` makes them, and returns nil when it is interrupted.
  static func plan(_ arguments: Arguments) throws -> Plan {
    try plan(arguments) { try $0.outline() }!
  }

  static func plan(_ arguments: Arguments, generate: (ChainMaker) throws -> Plan?) throws -> Plan? {
    guard var plan = try plan(of: try content(arguments.inputs), arguments, generate) else { return nil }
    if let song = arguments.text("audio") { plan.song = PlannedSong(path: song, start: plan.song?.start ?? 0) }
    if let song = plan.song?.path { try checkSong(song) }
    if arguments.has("preview") { plan.size = previewSize(plan.size) }
    return plan
  }

  private enum SceneOrder: String, CaseIterable { case given, stack }

  private enum Content {
    case plan(Plan)
    case storyboard(Storyboard)
  }

  /// The scenes to be generated for what is on the command line.
  static func chain(_ arguments: Arguments) throws -> ChainMaker {
    switch try content(arguments.inputs) {
    case .plan:
      throw UsageError("a plan has nothing to be generated from; give the storyboard that it was made from")
    case .storyboard(var storyboard):
      try apply(arguments, to: &storyboard)
      guard storyboard.hasPrompts else {
        throw UsageError("no scene of this storyboard has a prompt, so there is nothing to generate")
      }
      return try chain(storyboard, arguments)
    }
  }

  private static func chain(_ storyboard: Storyboard, _ arguments: Arguments) throws -> ChainMaker {
    let file = storyboard.source?.document.file
    let isWritten = file.map { FileManager.default.fileExists(atPath: $0) } == true && arguments.inputs != ["-"]
    guard let folder = arguments.text("folder") ?? (isWritten ? ShotFolder(besideStoryboard: file!).path : nil) else {
      throw UsageError(
        "a storyboard from stdin has no folder beside it; say where its scenes are kept: --folder NAME.shot")
    }
    guard !folder.isEmpty else { throw UsageError("the name of the folder for generated scenes is empty") }
    let place = isWritten ? (file! as NSString).deletingLastPathComponent : ""
    let cores = try arguments.cores()
    let (storyboard, survey) = try measured(storyboard, cores)
    var chain = ChainMaker(
      storyboard, survey: survey, folder: ShotFolder(folder),
      generators: Generators(folder: place.isEmpty ? "." : place), cores: cores)
    chain.motion = { try Surveyor.motion(of: $0, $1, cores: cores) }
    return chain
  }

  private static func plan(
    of content: Content, _ arguments: Arguments, _ generate: (ChainMaker) throws -> Plan?
  ) throws -> Plan? {
    switch content {
    case .plan(let plan):
      if let option = arguments.given(decided).first {
        throw UsageError("--\(option) changes what a plan has decided; make a new plan with it from the storyboard")
      }
      return plan
    case .storyboard(var storyboard):
      try apply(arguments, to: &storyboard)
      let cores = try arguments.cores()
      if try arguments.choice("order", SceneOrder.self) == .stack {
        storyboard = try Surveyor.stacked(storyboard, cores: cores)
      }
      if storyboard.hasPrompts {
        return try generate(try chain(storyboard, arguments)).map { try JoinSurveyor.measured($0, cores: cores) }
      }
      let (whole, survey) = try measured(storyboard, cores)
      return try JoinSurveyor.measured(try Planner.plan(whole, survey), cores: cores)
    }
  }

  /// The survey of a storyboard; on a terminal it tells which take is measured, because that may take as long as the takes do.
  private static func measured(_ storyboard: Storyboard, _ cores: Cores) throws -> (Storyboard, Survey) {
    let isWatched = Terminal.isWatched
    func tell(_ words: String) {
      guard isWatched else { return }
      Terminal.show("\r\u{1B}[K" + String(words.prefix(max(0, Terminal.columns - 1))))
    }
    defer { tell("") }
    return try Surveyor.survey(storyboard, cores: cores) { tell("measuring \($0)") }
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
    let document = path == "-" ? try standardInput() : try JSONDocument(file: path)
    return Storyboard.isPlan(document.root) ? .plan(try Plan(document)) : .storyboard(try Storyboard(document))
  }

  private static func standardInput() throws -> JSONDocument {
    let data = try? FileHandle.standardInput.readToEnd()
    return try JSONDocument(bytes: [UInt8](data ?? Data()), file: "standard input")
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
    if let generator = arguments.text("generator") {
      if let complaint = Generators(folder: ".").complaint(generator) { throw UsageError("--generator \(complaint)") }
      storyboard.generator = generator
    }
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
