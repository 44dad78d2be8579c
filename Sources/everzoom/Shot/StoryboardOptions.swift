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
    if let seed = try arguments.whole("seed", 0...Int.max) { self.seed = UInt64(seed) }
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
