import Geometry
import Worlds

extension Storyboard {
  /// Whether a file is a finished plan, which says so at its top.
  package static func isPlan(_ value: JSONValue) -> Bool { value["everzoom"]?.content == .string("plan") }

  /// Reads a storyboard file. Throws `Problems` with everything that is wrong in it.
  package init(file: String, isThere: @escaping (String) -> Bool = { _ in true }) throws {
    try self.init(JSONDocument(file: file), isThere: isThere)
  }

  /// Reads a storyboard; paths in it start at the folder of the document's file.
  ///
  /// `isThere` tells of a take's file whether there is one: missing files are told with the other mistakes.
  package init(_ document: JSONDocument, isThere: @escaping (String) -> Bool = { _ in true }) throws {
    try self.init(document, worlds: WorldCatalog.entries.map(\.name), isThere: isThere)
  }

  /// The same with the names of worlds that there are.
  package init(
    _ document: JSONDocument, worlds: [String], isThere: @escaping (String) -> Bool = { _ in true }
  ) throws {
    let sheet = ProblemSheet(document, subject: "the storyboard")
    sheet.isThere = isThere
    guard !Storyboard.isPlan(document.root) else {
      throw Problems([document.problem("this is a plan, not a storyboard", at: document.root.bytes.lowerBound)])
    }
    let storyboard = sheet.root.object { Storyboard($0, worlds: worlds) }
    try sheet.check()
    guard let storyboard else { preconditionFailure("a storyboard that cannot be read has problems") }
    self = storyboard
    tellTakesApart()
    source = SourceMap(document)
  }

  private init(_ object: CheckedObject, worlds: [String]) {
    canvas = object["canvas"]?.object(CanvasWish.init) ?? canvas
    preset = object["preset"]?.preset()
    direction = object["direction"]?.choice() ?? direction
    loop = object["loop"]?.flag() ?? loop
    bridge = object["bridge"]?.choice() ?? bridge
    song = object["song"]?.object(SongWish.init)
    seconds = object["seconds"]?.number(Limits.seconds)
    hold = object["hold"]?.object(Hold.init) ?? hold
    octaves = object["octaves"]?.number(Limits.octaves)
    speed = object["speed"]?.number(Limits.speed)
    steady = object["steady"]?.number(Limits.fraction)
    seed = object["seed"]?.seed() ?? seed
    generator = object["generator"]?.text()
    note = object["note"]?.text()
    if let list = object["scenes"] {
      scenes = list.list { scene in scene.object { SceneWish($0, worlds: worlds) } }?.compactMap { $0 } ?? []
      checkMoments(list)
    }
  }

  /// Every scene fills the frame later than those before it, and a shot starts with its first.
  private func checkMoments(_ list: CheckedValue) {
    var last: (scene: Int, moment: Double)?
    for moment in list.moments {
      guard case .number(let seconds) = moment.value.value.content else { continue }
      if let last, seconds <= last.moment {
        moment.value.refuse("more than \(last.moment.plain), when scenes[\(last.scene)] fills the frame") as Void?
      } else if moment.scene == 0, seconds != 0 {
        moment.value.refuse("0, because a shot starts with its first scene") as Void?
      }
      last = (moment.scene, seconds)
    }
  }
}

extension CanvasWish {
  fileprivate init(_ object: CheckedObject) {
    size = object["size"]?.size()
    fps = object["fps"]?.fps()
  }

  /// Reads "1920x1080". Nil for anything else, and for sizes out of `Limits.side` and `Limits.aspect`.
  package static func size(_ text: String) -> CanvasSize? {
    let sides = text.split(omittingEmptySubsequences: false) { $0 == "x" || $0 == "X" || $0 == "×" }
    guard sides.count == 2, let width = Int(sides[0]), let height = Int(sides[1]) else { return nil }
    return size(width, height)
  }

  /// Nil for sizes out of `Limits.side` and `Limits.aspect`.
  fileprivate static func size(_ width: Int, _ height: Int) -> CanvasSize? {
    guard Limits.side.contains(width), Limits.side.contains(height) else { return nil }
    let isNarrow = max(width, height) > Limits.aspect * min(width, height)
    return isNarrow ? nil : CanvasSize(width, height)
  }

  /// Reads "30", "29.97" or "30000/1001". Nil for anything else, for rates out of `Limits.fps`, and for fractions of numbers
  /// beyond a million.
  package static func fps(_ text: String) -> Rational? {
    guard let rate = Rational(frameRate: text), Limits.fps.contains(rate.value) else { return nil }
    return rate.numerator <= 1_000_000 && rate.denominator <= 1_000_000 ? rate : nil
  }
}

extension Hold {
  fileprivate init(_ object: CheckedObject) {
    start = object["start"]?.number(Limits.holdSeconds) ?? start
    end = object["end"]?.number(Limits.holdSeconds) ?? end
  }
}

extension SongWish {
  fileprivate init?(_ object: CheckedObject) {
    let file = object["file"]
    let bpm = object["bpm"]?.number(Limits.bpm)
    let firstBeat = object["firstBeat"]?.number(Limits.moment) ?? 0
    let start = object["start"]?.number(Limits.moment) ?? 0
    let beats = object["beats"]
    if file == nil, object["bpm"] == nil, beats == nil {
      object.whole.complain("names no file, expected file: \"song.mp3\" or another, or a bpm")
    }
    if object["bpm"] != nil { beats?.complain("contradicts song.bpm: beats come from one of them") }
    let path = file?.path("the name of a song's file")
    self.init(file: path, bpm: bpm, firstBeat: firstBeat, start: start)
    beatSource = beats?.beatSource() ?? .auto
    if file != nil, path == nil { return nil }
  }
}

extension CheckedValue {
  fileprivate func size() -> CanvasSize? {
    let expected =
      "\"1920x1080\" or [1920, 1080], each side \(Limits.side.lowerBound) … \(Limits.side.upperBound) "
      + "and at most \(Limits.aspect) times the other"
    switch value.content {
    case .string(let text): return CanvasWish.size(text) ?? refuse(expected)
    case .list(let sides) where sides.count == 2:
      let whole = (list { $0.whole(Limits.side) } ?? []).compactMap { $0 }
      return whole.count == 2 ? CanvasWish.size(whole[0], whole[1]) ?? refuse(expected) : nil
    default: return refuse(expected)
    }
  }

  fileprivate func fps() -> Rational? {
    let rate: Rational? =
      switch value.content {
      case .number(let number): CanvasWish.fps("\(number)")
      case .string(let text): CanvasWish.fps(text)
      default: nil
      }
    return rate ?? refuse("\(Limits.fps), as 30, 29.97 or \"30000/1001\"")
  }

  /// Where beats are looked for.
  fileprivate func beatSource() -> BeatSource? {
    switch value.content {
    case .string("auto"): .auto
    case .string("none"): BeatSource.none
    default: path("\"auto\", \"none\" or the name of a file with beats").map(BeatSource.file)
    }
  }

  /// A name, the name of a file, or a preset written in place.
  fileprivate func preset() -> PresetChoice? {
    if case .object = value.content { return object(Preset.init).map(PresetChoice.inline) }
    guard let name = text("the name of a preset, a preset's file or an object { … }") else { return nil }
    if PresetLibrary.isFile(name) { return path("the name of a preset's file").flatMap(presetFile) }
    if PresetLibrary.entry(name) != nil { return .named(name) }
    complain("is \(found): there is no such preset, \(PresetLibrary.advice(for: name))")
    return nil
  }

  /// The file is read at once, so that its mistakes are told together with those of the storyboard.
  private func presetFile(_ path: String) -> PresetChoice? {
    do {
      _ = try PresetLibrary.load(file: path)
    } catch {
      for problem in (error as? Problems)?.list ?? [] {
        // A file that is not there is a mistake of this line, not one inside that file.
        if problem.line == nil { complain("is \(found), which \(problem.sentence)") } else { sheet.add([problem]) }
      }
    }
    return .file(path)
  }

  /// A whole number, as a string where JSON's numbers would lose digits.
  func seed() -> UInt64? {
    switch value.content {
    case .number(let number):
      if let whole = UInt64(exactly: number), Limits.exactSeeds.contains(whole) { return whole }
    case .string(let text):
      if let whole = UInt64(text) { return whole }
    default: break
    }
    return refuse("a whole number 0 … \(Limits.exactSeeds.upperBound), or a greater one in quotes")
  }

  /// The moments that a list of scenes asks for, as far as they are numbers in range.
  fileprivate var moments: [(scene: Int, value: CheckedValue)] {
    guard case .list(let scenes) = value.content else { return [] }
    return scenes.enumerated().compactMap { number, scene in
      guard let at = scene["at"], case .number(let seconds) = at.content, Limits.moment.contains(seconds) else {
        return nil
      }
      return (number, CheckedValue(value: at, path: path + .index(number) + .key("at"), sheet: sheet))
    }
  }
}
