import Foundation
import Geometry
import Worlds

/// A plan as a file: JSON that a program or a person can read, and edit by hand.
extension Plan {
  package static let version = 2
  static let mostFrames = 1_000_000_000
  static let widestMargin = 1000.0

  /// The plan as JSON text that `init(json:file:)` reads back exactly.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads a plan. Throws a `Problem` that names the file and says what is wrong where.
  package init(json: Data, file: String?) throws {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      self = try decoder.decode(Plan.self, from: json)
    } catch let error as DecodingError {
      throw Problem(error.sentence, file: file)
    }
    if let sentence = mistake { throw Problem(sentence, file: file) }
  }

  /// What makes this plan impossible to render; nil for a sound one.
  package var mistake: String? {
    if !(1...Plan.mostFrames).contains(frameCount) {
      return "frameCount is \(frameCount), expected 1 … \(Plan.mostFrames)"
    }
    if !(1...1_000_000).contains(framesPerSecond.numerator) || framesPerSecond.denominator > 1_000_000 {
      return "framesPerSecond is \(framesPerSecond), expected a positive rate of numbers up to a million"
    }
    if let period, !(1...Plan.mostFrames).contains(period) {
      return "period is \(period), expected 1 … \(Plan.mostFrames)"
    }
    if let song, !Limits.moment.contains(song.start) {
      return "song.start is \(song.start), expected \(Limits.moment)"
    }
    if !(0...360).contains(shutter) { return "shutter is \(shutter), expected 0 … 360" }
    if scenes.isEmpty { return "scenes is empty, expected at least one" }
    if let round, round.isEmpty || round.lowerBound < 0 || round.upperBound > scenes.count {
      return "round is \(round.lowerBound) ..< \(round.upperBound), expected places of 0 ..< \(scenes.count)"
    }
    let expected = order.linkCount
    if links.count != expected {
      return "links has \(links.count) entries, expected \(expected) for \(scenes.count) scenes"
    }
    if let breath, !(0...1).contains(breath.amount) || breath.period.numerator < 1 {
      return "breath is out of range, expected an amount of 0 … 1 and a positive period"
    }
    if let accents,
      !(accents.amount >= 0 && accents.attack > 0 && accents.decay > 0 && accents.first.isFinite
        && accents.period.numerator > 0
        && accents.attack + accents.decay <= accents.period.value * 1.0001)
    {
      return "accents are out of range, expected positive lengths that fit into the period"
    }
    let ebb = (breath?.amount ?? 0) + (accents?.ebb ?? 0)
    if ebb > 1.0001 {
      return "breath and accents turn the zoom back: together they take \(ebb) of its speed, expected at most 1"
    }
    return sceneMistake ?? linkMistake ?? waypointMistake
  }

  private var sceneMistake: String? {
    for (index, scene) in scenes.enumerated() {
      if case .take(let take) = scene.content, !takes.indices.contains(take) {
        return "scenes[\(index)].take is \(take), expected 0 ..< \(takes.count)"
      }
      if case .world(let recipe) = scene.content, WorldCatalog.entry(recipe.name) != nil, let mistake = recipe.mistake {
        return "scenes[\(index)].world: \(mistake)"
      }
      if !(scene.margin >= 1 && scene.margin <= Plan.widestMargin) {
        return "scenes[\(index)].margin is \(scene.margin), expected 1 … \(Int(Plan.widestMargin))"
      }
      let p = scene.vanishingPoint
      if !(abs(p.x) < aspect && abs(p.y) < 1) { return "scenes[\(index)].vanishingPoint lies outside the canvas" }
      if !scene.rollRate.isFinite || abs(scene.rollRate) > 1000 {
        return "scenes[\(index)].rollRate is \(scene.rollRate), expected −1000 … 1000"
      }
      if let crop = scene.crop,
        !(crop.x >= 0 && crop.y >= 0 && crop.width > 0 && crop.height > 0 && crop.x + crop.width <= 1.0000001
          && crop.y + crop.height <= 1.0000001)
      {
        return "scenes[\(index)].crop reaches outside the picture"
      }
      if let play = scene.playback, let mistake = mistake(of: play, in: scene) {
        return "scenes[\(index)].playback \(mistake)"
      }
      if let colour = scene.colour, !colour.isSound { return "scenes[\(index)].colour is out of range" }
    }
    return nil
  }

  private func mistake(of play: Playback, in scene: PlannedScene) -> String? {
    let knots = play.knots
    guard play.from >= 0, play.to >= play.from, play.to.isFinite, !knots.isEmpty,
      knots.allSatisfy({ $0.time.isSound && $0.seconds.isFinite && abs($0.seconds) < 1e9 }),
      zip(knots, knots.dropFirst()).allSatisfy({ $0.time < $1.time })
    else { return "is out of range, expected 0 ≤ from ≤ to, and knots in order of time" }
    guard case .take(let take) = scene.content else { return "is for clips, and this scene is not one" }
    let count = takes[take].facts.frameCount
    if !(0..<count).contains(play.anchor) { return "has the anchor \(play.anchor), expected 0 ..< \(count)" }
    if let track = play.track {
      guard track.octaves.count == count, track.turns.count == count, track.focus.isFinite, track.focus.length < 10,
        track.octaves.allSatisfy({ abs($0) < 64 }), track.turns.allSatisfy({ abs($0) < 1e6 })
      else { return "has a track that is out of range, expected octaves and turns for each of \(count) frames" }
    }
    return nil
  }

  private var linkMistake: String? {
    for (index, link) in links.enumerated() {
      if !(link.octaves >= 0.01 && link.octaves <= 64) {
        return "links[\(index)].octaves is \(link.octaves), expected 0.01 … 64"
      }
      if !link.roll.isFinite || abs(link.roll) > 1000 {
        return "links[\(index)].roll is \(link.roll), expected −1000 … 1000"
      }
      let scale = link.portal.scale.length
      if !(abs(PortableMath.log2(scale) + link.octaves) < 1e-6) {
        return
          "links[\(index)].portal.scale has length \(scale), expected 2^−octaves = \(PortableMath.exp2(-link.octaves))"
      }
      if !(link.seam.octaves >= 0.001 && link.seam.octaves <= 64) {
        return "links[\(index)].seam.octaves is \(link.seam.octaves), expected 0.001 … 64"
      }
      let shape = link.seam.shape
      if !((2...64).contains(shape) && shape & (shape - 1) == 0) {
        return "links[\(index)].seam.shape is \(shape), expected a power of two from 2 to 64"
      }
      if let reach = link.reach, !(reach >= 0.01 && reach <= 100) {
        return "links[\(index)].reach is \(reach), expected 0.01 … 100"
      }
      let window = link.window
      if !(abs(window.lowerBound) <= 64 && abs(window.upperBound) <= 64) {
        return "links[\(index)].window is out of range, expected octaves from −64 to 64"
      }
      if let handOver = link.handOver,
        !(abs(handOver.begins) <= 64 && abs(handOver.ends) <= 64 && handOver.begins < handOver.ends
          && handOver.softness > 0 && handOver.softness <= 1 && abs(handOver.pole.x) <= 100
          && abs(handOver.pole.y) <= 100 && arrivals.indices.contains(handOver.arrival))
      {
        return
          "links[\(index)].handOver is out of range, expected begins < ends, a softness of 0 … 1 and one of \(arrivals.count) arrivals"
      }
      if let colour = link.colour,
        !(colour.toInner.isSound && colour.toOuter.isSound && colour.begins < colour.ends && abs(colour.begins) <= 64
          && abs(colour.ends) <= 64)
      {
        return "links[\(index)].colour is out of range, expected begins < ends and maps of moderate numbers"
      }
      if !link.portal.offset.isFinite { return "links[\(index)].portal.offset is not finite" }
    }
    return nil
  }

  private var waypointMistake: String? {
    if waypoints.count < 2, !(waypoints.count == 1 && scenes.count == 1) {
      return "waypoints has \(waypoints.count) entries, expected at least 2"
    }
    for (index, point) in waypoints.enumerated() {
      if !order.has(place: point.scene) {
        return "waypoints[\(index)].scene is \(point.scene), expected 0 ..< \(scenes.count)"
      }
      if abs(point.scene) > 10_000_000 { return "waypoints[\(index)].scene is \(point.scene), which is too far away" }
      if !(point.octaves.isFinite && abs(point.octaves) < 1e6 && point.speed.isFinite
        && point.time.isSound)
      {
        return "waypoints[\(index)] is out of range"
      }
      if index > 0, !(point.time.frames(since: waypoints[index - 1].time) > 0) {
        return "waypoints[\(index)].time is not after the waypoint before it"
      }
    }
    if loops {
      let curve = curve
      let lap = waypoints.last!.time.frames(since: waypoints[0].time)
      if abs(lap * Double(curve.roundsPerLoop) - Double(frameCount)) > 1e-6 * Double(curve.roundsPerLoop) {
        return
          "the waypoints of a loop span \(lap) frames, expected frameCount = \(frameCount), or a whole part of it"
      }
      if abs(curve.placesPerRound) != scenes.count {
        return "the waypoints of a loop span \(curve.placesPerRound) scenes, expected \(scenes.count)"
      }
    }
    return curveMistake
  }

  /// Between two waypoints the zoom never turns back (speeds of at most three times the mean see to it: Fritsch and Carlson 1980), and an
  /// open shot never goes out beyond its outermost scene.
  private var curveMistake: String? {
    for (index, pair) in zip(waypoints, waypoints.dropFirst()).enumerated() {
      let rise = flight.rise(from: pair.0, to: pair.1)
      let mean = rise.rise / rise.length
      for (offset, speed) in [pair.0.speed, pair.1.speed].enumerated() {
        if speed * mean < 0 || abs(speed) > 3.001 * abs(mean) + 1e-12 {
          return
            "waypoints[\(index + offset)].speed is \(speed), expected a value between 0 and \(3 * mean), three times the "
            + "mean from waypoints[\(index)] to waypoints[\(index + 1)]"
        }
      }
    }
    if !loops, let frame = [0, frameCount - 1].first(where: { depth(at: FrameTime($0)).octaves < -1e-6 }) {
      return "at frame \(frame) the zoom is further out than where the outermost scene fills the frame"
    }
    return nil
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

extension ColourMap {
  /// Whether its numbers are such as colours survive.
  fileprivate var isSound: Bool { rows.allSatisfy { $0.allSatisfy { abs($0) <= 16 } } }
}

extension FrameTime {
  /// Whether moments can be told apart and counted from here.
  fileprivate var isSound: Bool {
    (-2 * Plan.mostFrames...2 * Plan.mostFrames).contains(frame) && (0..<1).contains(fraction)
  }
}

extension DecodingError {
  /// What went wrong where, for people.
  fileprivate var sentence: String {
    switch self {
    case .keyNotFound(let key, let context): "\(path(context))\(key.stringValue) is missing"
    case .typeMismatch(let type, let context): "\(name(context)) is not a \(type)"
    case .valueNotFound(let type, let context): "\(name(context)) is null, expected a \(type)"
    case .dataCorrupted(let context):
      context.codingPath.isEmpty
        ? "this is not JSON that can be read: \((context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String ?? context.debugDescription)"
        : "\(name(context)): \(context.debugDescription)"
    @unknown default: "this is not a plan"
    }
  }

  private func name(_ context: Context) -> String {
    context.codingPath.reduce("") { text, key in
      key.intValue.map { "\(text)[\($0)]" } ?? (text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)")
    }
  }

  private func path(_ context: Context) -> String { context.codingPath.isEmpty ? "" : name(context) + "." }
}

extension Plan: Codable {
  private enum Key: String, CodingKey {
    case everzoom, version, size, framesPerSecond, frameCount, direction, loops, round, period, takes, scenes, links,
      arrivals, waypoints,
      breath,
      accents, shutter,
      song, notes
  }

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    let kind = try box.decode(String.self, forKey: .everzoom)
    let version = try box.decode(Int.self, forKey: .version)
    guard kind == "plan", version == Plan.version else {
      throw DecodingError.dataCorruptedError(
        forKey: .version, in: box,
        debugDescription:
          "version \(version) of a \(kind), expected version \(Plan.version) of a plan; make the plan again")
    }
    size = try box.decode(CanvasSize.self, forKey: .size)
    framesPerSecond = try box.decode(Rational.self, forKey: .framesPerSecond)
    frameCount = try box.decode(Int.self, forKey: .frameCount)
    loops = try box.decode(Bool.self, forKey: .loops)
    round = try box.decodeIfPresent(Range<Int>.self, forKey: .round)
    period = try box.decodeIfPresent(Int.self, forKey: .period)
    takes = try box.decode([PlannedTake].self, forKey: .takes)
    scenes = try box.decode([PlannedScene].self, forKey: .scenes)
    links = try box.decode([Link].self, forKey: .links)
    arrivals = try box.decodeIfPresent([ArrivalMap].self, forKey: .arrivals) ?? []
    let waypoints = try box.decode([Waypoint].self, forKey: .waypoints)
    self.waypoints = waypoints
    direction = try box.decodeIfPresent(Direction.self, forKey: .direction) ?? Direction(of: waypoints)
    if loops, round == nil { round = 0..<scenes.count }
    breath = try box.decodeIfPresent(Breath.self, forKey: .breath)
    accents = try box.decodeIfPresent(Accents.self, forKey: .accents)
    shutter = try box.decode(Double.self, forKey: .shutter)
    song = try box.decodeIfPresent(PlannedSong.self, forKey: .song)
    notes = try box.decodeIfPresent([String].self, forKey: .notes) ?? []
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    try box.encode("plan", forKey: .everzoom)
    try box.encode(Plan.version, forKey: .version)
    try box.encode(size, forKey: .size)
    try box.encode(framesPerSecond, forKey: .framesPerSecond)
    try box.encode(frameCount, forKey: .frameCount)
    try box.encode(direction, forKey: .direction)
    try box.encode(loops, forKey: .loops)
    try box.encodeIfPresent(round, forKey: .round)
    try box.encodeIfPresent(period, forKey: .period)
    try box.encode(takes, forKey: .takes)
    try box.encode(scenes, forKey: .scenes)
    try box.encode(links, forKey: .links)
    if !arrivals.isEmpty { try box.encode(arrivals, forKey: .arrivals) }
    try box.encode(waypoints, forKey: .waypoints)
    try box.encodeIfPresent(breath, forKey: .breath)
    try box.encodeIfPresent(accents, forKey: .accents)
    try box.encode(shutter, forKey: .shutter)
    try box.encodeIfPresent(song, forKey: .song)
    try box.encode(notes, forKey: .notes)
  }
}

extension PlannedScene: Codable {
  private enum Key: String, CodingKey {
    case take, world, prompt, negativePrompt, generator, seed, crop, margin, vanishingPoint, rollRate, playback,
      colour, provenance
  }

  /// What stands for the take of a scene that is still to be generated.
  private static let pendingTake = "pending"

  package init(from decoder: any Decoder) throws {
    let box = try decoder.container(keyedBy: Key.self)
    if (try? box.decode(String.self, forKey: .take)) == PlannedScene.pendingTake {
      content = .pending(
        PendingScene(
          prompt: try box.decode(String.self, forKey: .prompt),
          negativePrompt: try box.decodeIfPresent(String.self, forKey: .negativePrompt),
          generator: try box.decode(String.self, forKey: .generator), seed: try box.decode(UInt64.self, forKey: .seed)))
    } else if let take = try box.decodeIfPresent(Int.self, forKey: .take) {
      content = .take(take)
    } else {
      content = .world(try box.decode(WorldRecipe.self, forKey: .world))
    }
    crop = try box.decodeIfPresent(Crop.self, forKey: .crop)
    margin = try box.decodeIfPresent(Double.self, forKey: .margin) ?? 1
    vanishingPoint = try box.decode(Point.self, forKey: .vanishingPoint)
    rollRate = try box.decode(Double.self, forKey: .rollRate)
    playback = try box.decodeIfPresent(Playback.self, forKey: .playback)
    colour = try box.decodeIfPresent(ColourMap.self, forKey: .colour)
    provenance = try box.decodeIfPresent(Provenance.self, forKey: .provenance)
  }

  package func encode(to encoder: any Encoder) throws {
    var box = encoder.container(keyedBy: Key.self)
    switch content {
    case .take(let take): try box.encode(take, forKey: .take)
    case .world(let recipe): try box.encode(recipe, forKey: .world)
    case .pending(let pending):
      try box.encode(PlannedScene.pendingTake, forKey: .take)
      try box.encode(pending.prompt, forKey: .prompt)
      try box.encodeIfPresent(pending.negativePrompt, forKey: .negativePrompt)
      try box.encode(pending.generator, forKey: .generator)
      try box.encode(pending.seed, forKey: .seed)
    }
    try box.encodeIfPresent(crop, forKey: .crop)
    try box.encode(margin, forKey: .margin)
    try box.encode(vanishingPoint, forKey: .vanishingPoint)
    try box.encode(rollRate, forKey: .rollRate)
    try box.encodeIfPresent(playback, forKey: .playback)
    try box.encodeIfPresent(colour, forKey: .colour)
    try box.encodeIfPresent(provenance, forKey: .provenance)
  }
}
