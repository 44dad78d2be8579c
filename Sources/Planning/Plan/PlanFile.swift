import Foundation
import Geometry
import Worlds

/// A plan as a file: JSON5 that a program or a person can read, and edit by hand.
///
/// Version 3 is what `json()` writes. Version 2 has takes with their facts, clips' knots and tracks in their scenes, and everything as
/// objects; both are read by the same fields.
extension Plan {
  private static let versions = 2...version

  /// Reads a plan. Throws `Problems` with everything that is wrong in it.
  package init(json: Data, file: String?) throws { try self.init(JSONDocument(bytes: [UInt8](json), file: file)) }

  package init(_ document: JSONDocument) throws {
    let sheet = ProblemSheet(document, subject: "the plan")
    try Plan.checkVersion(document)
    guard let plan = sheet.root.object({ Plan($0, PlanFileParts($0, room: document.root.bytes.count)) }) else {
      throw Problems(sheet.problems)
    }
    plan.complain(on: sheet)
    try sheet.check()
    self = plan
  }

  /// What else is wrong with a file of another version means nothing.
  private static func checkVersion(_ document: JSONDocument) throws {
    guard case .object = document.root.content else { return }
    let isPlan = Storyboard.isPlan(document.root)
    let key = isPlan ? "version" : "everzoom"
    let value = document.root[key]
    if isPlan, versions.contains(where: { value?.content == .number(Double($0)) }) { return }
    let found = value.map { document.text.characters($0.bytes).shortened } ?? "missing"
    let expected =
      isPlan
      ? "version \(versions.lowerBound) or \(versions.upperBound) of a plan; make the plan again" : "\"plan\""
    let byte = document.bytes(at: JSONPath([.key(key)])).lowerBound
    throw Problems([document.problem("\(key) is \(found), expected \(expected)", at: byte)])
  }

  private init(_ box: CheckedObject, _ parts: PlanFileParts) {
    (_, _) = (box["everzoom"], box["version"])
    size = box.size("size", Limits.side)
    framesPerSecond = box.rational("framesPerSecond")
    frameCount = box.count("frameCount")
    loops = box.flag("loops")
    period = box["period"]?.count()
    song = box["song"]?.object(PlannedSong.init)
    shutter = box.number("shutter")
    breath = box["breath"]?.object(Breath.init)
    accents = box["accents"]?.object(Accents.init)
    notes = (box["notes"]?.list { $0.word() } ?? []).compactMap { $0 }
    takes = parts.takes
    scenes = box.list("scenes", or: .standing) { $0.object(PlannedScene.init) }
    links = box.list("links", or: .standing) { $0.object(Link.init) }
    waypoints = box.list("waypoints", or: .standing) { $0.object(Waypoint.init) }
    arrivals = parts.arrivals
    direction = box["direction"]?.choice() ?? Direction(of: waypoints)
    round = box["round"]?.places() ?? (loops ? 0..<scenes.count : nil)
    parts.addClips(to: &scenes)
  }
}

extension Direction {
  /// The way that waypoints lead, for plans that do not say.
  fileprivate init(of waypoints: [Waypoint]) {
    guard let first = waypoints.first, let last = waypoints.last else {
      self = .in
      return
    }
    let isInward = last.scene > first.scene || (last.scene == first.scene && last.octaves >= first.octaves)
    self = isInward ? .in : .out
  }
}

extension CheckedValue {
  /// A half-open range of places.
  fileprivate func places() -> Range<Int>? {
    guard let ends = reals("[from, to]", 2) else { return nil }
    guard let from = Int(exactly: ends[0]), let to = Int(exactly: ends[1]), from <= to else {
      return refuse("[from, to] with whole numbers that rise")
    }
    return from..<to
  }
}

// MARK: - Scenes

extension PlannedScene {
  /// What stands for a scene that cannot be read.
  fileprivate static let standing = PlannedScene(
    content: .pending(PendingScene(prompt: "", seed: 0)), margin: 1, vanishingPoint: .zero, rollRate: 0)

  fileprivate init(_ box: CheckedObject) {
    content = Content(box)
    crop = box["crop"]?.crop()
    margin = box["margin"].map { $0.real() ?? 1 } ?? 1
    vanishingPoint = box.point("vanishingPoint")
    rollRate = box.number("rollRate")
    showsAround = box["showsAround"]?.flag() ?? false
    playback = box["playback"]?.object(Playback.init)
    colour = box["colour"]?.colours()
    provenance = box["provenance"]?.object(Provenance.init)
  }
}

extension PlannedScene.Content {
  fileprivate init(_ box: CheckedObject) {
    let pending = PendingScene(prompt: "", seed: 0)
    if let take = box["take"] {
      guard case .string = take.value.content else {
        self = take.count().map(Self.take) ?? .pending(pending)
        return
      }
      if take.value.content != .string(PlannedScene.pendingTake) {
        take.refuse("the number of a take, or \"\(PlannedScene.pendingTake)\"") as Void?
      }
      self = .pending(
        PendingScene(
          prompt: box.word("prompt"), negativePrompt: box["negativePrompt"]?.word(), generator: box.word("generator"),
          seed: box.exact("seed")))
    } else if let world = box["world"] {
      self = world.object(WorldRecipe.init).map(Self.world) ?? .pending(pending)
    } else {
      box.whole.complain("is empty, expected a take or a world")
      self = .pending(pending)
    }
  }
}

extension CheckedValue {
  /// `[x, y, width, height]`, or an object of them.
  fileprivate func crop() -> Crop? {
    if case .object = value.content {
      return object {
        Crop(x: $0.number("x"), y: $0.number("y"), width: $0.number("width"), height: $0.number("height"))
      }
    }
    return reals("[x, y, width, height]", 4).map { Crop(x: $0[0], y: $0[1], width: $0[2], height: $0[3]) }
  }
}

extension WorldRecipe {
  fileprivate init(_ box: CheckedObject) {
    self.init(
      box.word("name"), seed: Seed(box.exact("seed")), parameters: box["parameters"]?.named { $0.real() } ?? [:],
      digest: box["digest"]?.object(SeedDigest.init), placed: box["placed"]?.point())
  }
}

extension SeedDigest {
  fileprivate init(_ box: CheckedObject) {
    self.init(
      ladder: box.list("ladder", or: [0, 0, 0]) { $0.reals() },
      accent: box.field("accent", "three numbers", or: [0, 0, 0]) { $0.reals() },
      light: box.point("light"), key: box.number("key"), contrast: box.number("contrast"), portal: box.point("portal"),
      columns: box.count("columns"), rows: box.count("rows"),
      thumbnail: box.field("thumbnail", "hexadecimal digits", or: []) { $0.hexadecimal() })
  }
}

extension Provenance {
  fileprivate init(_ box: CheckedObject) {
    self.init(
      generator: box.word("generator"), prompt: box.word("prompt"), negativePrompt: box["negativePrompt"]?.word(),
      seed: box.exact("seed"), sourceHash: box.word("sourceHash"), takeHash: box.word("takeHash"),
      firstFrame: box.word("firstFrame"), metadata: box["metadata"]?.named { $0.word() } ?? [:])
  }
}

extension CheckedValue {
  /// An object with names of its own.
  fileprivate func named<Value>(_ read: (CheckedValue) -> Value?) -> [String: Value]? {
    guard case .object(let members) = value.content else { return refuse("an object { … }") }
    return members.reduce(into: [:]) { values, member in
      values[member.key] = read(CheckedValue(value: member.value, path: path + .key(member.key), sheet: sheet))
    }
  }

  fileprivate func hexadecimal() -> [UInt8]? {
    guard let digits = word() else { return nil }
    return SeedDigest.bytes(digits) ?? refuse("hexadecimal digits")
  }
}

extension Playback {
  /// In version 2 knots and track stand here; later they are added from the plan's clips.
  fileprivate init(_ box: CheckedObject) {
    self.init(
      from: box.number("from"), to: box.number("to"), reverse: box.flag("reverse"),
      knots: box["knots"]?.knots() ?? [], track: box["track"]?.object(ZoomTrack.init) ?? nil,
      anchor: box.count("anchor"))
  }
}

// MARK: - Links

extension Link {
  /// What stands for a link that cannot be read.
  fileprivate static let standing = Link(
    portal: Similarity(scale: Point(x: 0.5, y: 0)), octaves: 1, roll: 0, seam: Seam(octaves: 1, shape: 2),
    kind: .nested,
    window: 0...0, by: "")

  fileprivate init(_ box: CheckedObject) {
    portal = box.field("portal", "an object { … }", or: .identity) { $0.object(Similarity.init) }
    octaves = box.number("octaves")
    roll = box.number("roll")
    seam = box.field("seam", "an object { … }", or: Link.standing.seam) { $0.object(Seam.init) }
    reach = box["reach"]?.real()
    isThroughHole = box["isThroughHole"]?.flag() ?? false
    kind = box.field("kind", "a word", or: .nested) { $0.choice() }
    window = box.field("window", "[from, to]", or: 0...0) { $0.range() }
    handOver = box["handOver"]?.object(PlannedHandOver.init)
    colour = box["colour"]?.object(LinkColour.init)
    let found = box["measured"]?.object(FoundInVersion2.init)
    measured = found.flatMap(JoinMeasure.init)
    aligned = box["aligned"]?.object(LinkAlignment.init) ?? found?.agreement.map { LinkAlignment(agreement: $0) }
    by = box.word("by")
  }
}

extension Similarity {
  fileprivate init(_ box: CheckedObject) { self.init(scale: box.point("scale"), offset: box.point("offset")) }
}

extension Seam {
  fileprivate init(_ box: CheckedObject) {
    self.init(
      octaves: box.field("octaves", "a number", or: 1) { $0.number(NumberRange(0.001...64)) },
      shape: box.field("shape", "a power of two", or: 2) { $0.powerOfTwo(Limits.seamShape) })
  }
}

extension PlannedHandOver {
  fileprivate init(_ box: CheckedObject) {
    arrival = box.count("arrival")
    mist = box["mist"]?.count()
    pole = box.point("pole")
    begins = box.number("begins")
    ends = box.number("ends")
    softness = box.number("softness")
  }
}

extension LinkColour {
  fileprivate init(_ box: CheckedObject) {
    self.init(
      toInner: box.colours("toInner"), toOuter: box.colours("toOuter"), begins: box.number("begins"),
      ends: box.number("ends"))
  }
}

extension LinkAlignment {
  fileprivate init(_ box: CheckedObject) {
    self.init(agreement: box["agreement"]?.real(), reason: box["reason"]?.word())
  }
}

/// What was measured of a join; in version 2 with what was known of it before.
private struct FoundInVersion2 {
  let agreement: Double?
  let difference: Double?
  let matched: Double?
  let score: JoinScore?
  let reason: String?

  init(_ box: CheckedObject) {
    agreement = box["agreement"]?.real()
    difference = box["difference"]?.real()
    matched = box["matched"]?.real()
    score = box["score"]?.object(JoinScore.init)
    reason = box["reason"]?.word()
  }
}

extension JoinMeasure {
  /// Nil where nobody looked.
  fileprivate init?(_ found: FoundInVersion2) {
    guard let difference = found.difference, let matched = found.matched else { return nil }
    self.init(difference: difference, matched: matched, score: found.score, reason: found.reason)
  }
}

extension JoinScore {
  fileprivate init(_ box: CheckedObject) {
    self.init(
      seam: box.number("seam"), frame: box.number("frame"), emptiness: box.number("emptiness"),
      covered: box.number("covered"), late: box.number("late"), afloat: box.number("afloat"), off: box.number("off"),
      sharpness: box["sharpness"]?.real() ?? 0, colour: box["colour"]?.real() ?? 0)
  }
}

// MARK: - The way

extension Waypoint {
  fileprivate static let standing = Waypoint(time: FrameTime(0), scene: 0, octaves: 0, speed: 0)

  fileprivate init(_ box: CheckedObject) {
    time = box.time("time")
    scene = box.count("scene")
    octaves = box.number("octaves")
    speed = box.number("speed")
  }
}

extension PlannedSong {
  fileprivate init(_ box: CheckedObject) { self.init(path: box.word("path"), start: box.number("start")) }
}

extension Breath {
  fileprivate init(_ box: CheckedObject) { self.init(amount: box.number("amount"), period: box.rational("period")) }
}

extension Accents {
  fileprivate init(_ box: CheckedObject) {
    self.init(
      amount: box.number("amount"), period: box.rational("period"), first: box.number("first"),
      attack: box.number("attack"), decay: box.number("decay"), later: box["later"]?.reals() ?? [])
  }
}
