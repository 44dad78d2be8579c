import Generation
import Planning

extension Storyboard {
  /// Takes over the options that decide about the shot: they win over what is written.
  mutating func obey(_ arguments: Arguments) throws {
    if let text = arguments.text("size") {
      guard let size = CanvasWish.size(text) else {
        throw UsageError(
          "--size is \"\(text)\", expected width x height in pixels, such as 1920x1080, at most \(Limits.side.upperBound) each, one at most \(Limits.aspect) times the other"
        )
      }
      canvas.size = size
    }
    if let text = arguments.text("fps") {
      guard let fps = CanvasWish.fps(text) else {
        throw UsageError("--fps is \"\(text)\", expected a rate such as 30, 29.97 or 30000/1001")
      }
      canvas.fps = fps
    }
    seconds = try arguments.number("seconds", Limits.seconds) ?? seconds
    if let seconds = try arguments.number("hold", Limits.holdSeconds) { hold = Hold(start: seconds, end: seconds) }
    speed = try arguments.number("speed", Limits.speed) ?? speed
    if let octaves = try arguments.number("octaves", Limits.octaves) {
      self.octaves = octaves
      for index in scenes.indices { scenes[index].octaves = nil }
    }
    if let name = arguments.text("preset") { preset = try Self.preset(name) }
    direction = try arguments.choice("direction", Direction.self) ?? direction
    if arguments.has("loop") { loop = true }
    steady = try arguments.number("steady", Limits.fraction) ?? steady
    if arguments.has("bridge") { bridge = .auto }
    if let generator = arguments.text("generator") {
      if let complaint = Generators(folder: ".").complaint(generator) { throw UsageError("--generator \(complaint)") }
      self.generator = generator
    }
    try obeySong(arguments)
    if let seed = try arguments.whole("seed", 0...Int.max) { self.seed = UInt64(seed) }
  }

  /// The song, and the beat that the shot keeps.
  private mutating func obeySong(_ arguments: Arguments) throws {
    if let file = arguments.text("audio") {
      song = song ?? SongWish(file: file)
      song!.file = file
    }
    if let file = arguments.text("beat-file") {
      guard !arguments.has("bpm") else { throw UsageError("--beat-file and --bpm both say when beats fall; give one") }
      song = song ?? SongWish(file: nil)
      song!.bpm = nil
      song!.beatSource = file == "none" ? .none : .file(file)
    }
    if let bpm = try arguments.number("bpm", Limits.bpm) {
      song = song ?? SongWish(file: nil)
      song!.bpm = bpm
    }
    guard let moment = try arguments.number("first-beat", Limits.moment) else { return }
    guard song?.bpm != nil else { throw UsageError("--first-beat goes with --bpm") }
    song!.firstBeat = moment
  }

  /// Takes over a length in bars or beats, as whole frames, when the beats are known.
  mutating func obeyMusicalLength(_ arguments: Arguments) throws {
    let names = arguments.given(["bars", "beats"])
    guard let name = names.first else { return }
    guard names.count == 1, !arguments.has("seconds") else {
      throw UsageError("--\(name) and --\(names.last! == name ? "seconds" : names.last!) both say how long; give one")
    }
    let count = try arguments.whole(name, 1...100_000)!
    guard let beats = song?.beats else {
      throw UsageError("--\(name) needs a beat: give --bpm, or a song that has one")
    }
    let start = name == "bars" ? beats.bar(at: 0) : beats.beat(at: 0)
    let end = start + Double(count)
    let wished = name == "bars" ? beats.moment(ofBar: end) : beats.moment(ofBeat: end)
    let frames = max(1, (wished * framesPerSecond.value).rounded())
    seconds = frames / framesPerSecond.value
    let off = wished / seconds! - 1
    guard abs(off) > 1e-9 else { return }
    let tempo = ((beats.beat(at: wished) - beats.beat(at: 0)) * 6e4 / seconds!).rounded() / 1e3
    let percent = (off > 0 ? "+" : "") + plain((off * 1e5).rounded() / 1e3)
    remarks.append(
      "\(count) \(name) are rounded to \(plain(frames)) whole frames, as if at \(plain(tempo)) beats a minute (\(percent) %)"
    )
  }

  private static func preset(_ text: String) throws -> PresetChoice {
    let choice = PresetLibrary.choice(text)
    do {
      return .inline(try choice.preset())
    } catch let problem as Problem where problem.file == nil {
      throw UsageError("--preset: \(problem.description)")
    }
  }
}
