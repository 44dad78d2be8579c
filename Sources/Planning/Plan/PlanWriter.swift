import Dispatch
import Foundation
import Geometry
import Worlds

/// A plan as JSON: first what people edit, one number a line, then in long lines what nobody does.
extension Plan {
  static let version = 3

  /// The plan as JSON text that `init(json:file:)` reads back exactly.
  ///
  /// Throws a `Problem` for a plan with numbers that are none.
  package func json() throws -> String {
    let json = JSONText.object(head + chainMembers + compact)
    guard json.isFinite else { throw Problem("this plan has numbers that are none, so it cannot be written") }
    return json.text() + "\n"
  }

  private typealias Members = [(key: String, value: JSONText?)]

  private var head: Members {
    [
      ("everzoom", .string("plan")),
      ("version", .whole(Plan.version)),
      ("size", size.json),
      ("framesPerSecond", framesPerSecond.json),
      ("frameCount", .whole(frameCount)),
      ("direction", .string(direction.rawValue)),
      ("loops", .flag(loops)),
      ("round", round.map { .row([.whole($0.lowerBound), .whole($0.upperBound)]) }),
      ("period", period.map { .whole($0) }),
      ("song", song?.json),
      ("shutter", .number(shutter)),
      ("breath", breath?.json),
      ("accents", accents?.json),
      ("notes", notes.isEmpty ? nil : .rows(notes.map { .string($0) })),
    ]
  }

  private var chainMembers: Members {
    [
      ("takes", .rows(takes.map { .string($0.path) })),
      ("scenes", .rows(scenes.map(\.json))),
      ("links", .rows(links.map(\.json))),
      ("waypoints", .rows(waypoints.map(\.json))),
    ]
  }

  private var compact: Members {
    let clips = scenes.indices.compactMap { clip(scene: $0) }
    return [
      ("facts", .rows(takes.map(\.facts.json))),
      ("clips", clips.isEmpty ? nil : .rows(clips)),
      ("arrivals", arrivals.isEmpty ? nil : .rows(codedArrivals)),
    ]
  }

  /// Coding maps is nearly all the work of writing a long plan, so all cores do it.
  private var codedArrivals: [JSONText] {
    [JSONText](unsafeUninitializedCapacity: arrivals.count) { list, count in
      // Each place is written by one thread, and read when all are done.
      nonisolated(unsafe) let first = list.baseAddress
      DispatchQueue.concurrentPerform(iterations: arrivals.count) { (first! + $0).initialize(to: arrivals[$0].json) }
      count = arrivals.count
    }
  }

  /// When a scene's clip shows what, and the zoom of its own.
  private func clip(scene index: Int) -> JSONText? {
    guard let playback = scenes[index].playback else { return nil }
    let shown = KnotList.frames(playback.knots, times: times(of: scenes[index]))
    return .object([
      ("scene", .whole(index)),
      ("shown", shown.map { .short([("from", .whole($0.from)), ("frames", .row($0.frames.map { .whole($0) }))]) }),
      ("knots", shown == nil ? .row(playback.knots.map(\.json)) : nil),
      ("track", playback.track?.json),
    ])
  }

  private func times(of scene: PlannedScene) -> FrameTimes? {
    guard case .take(let take) = scene.content, takes.indices.contains(take) else { return nil }
    return takes[take].facts.times
  }
}

// MARK: - Scenes

extension PlannedScene {
  fileprivate var json: JSONText {
    .object(
      content.json + [
        ("crop", crop.map { .numbers([$0.x, $0.y, $0.width, $0.height]) }),
        ("margin", .number(margin)),
        ("vanishingPoint", vanishingPoint.json),
        ("rollRate", .number(rollRate)),
        ("showsAround", showsAround ? .flag(true) : nil),
        ("playback", playback?.json),
        ("colour", colour?.json),
        ("provenance", provenance?.json),
      ])
  }

  /// What stands for the take of a scene that is still to be generated.
  static let pendingTake = "pending"
}

extension PlannedScene.Content {
  fileprivate var json: [(key: String, value: JSONText?)] {
    switch self {
    case .take(let take): [("take", .whole(take))]
    case .world(let recipe): [("world", recipe.json)]
    case .pending(let pending):
      [
        ("take", .string(PlannedScene.pendingTake)),
        ("prompt", .string(pending.prompt)),
        ("negativePrompt", pending.negativePrompt.map { .string($0) }),
        ("generator", .string(pending.generator)),
        ("seed", .exact(pending.seed)),
      ]
    }
  }
}

extension WorldRecipe {
  fileprivate var json: JSONText {
    let values = parameters.sorted { $0.key < $1.key }.map {
      (key: $0.key, value: JSONText.number($0.value) as JSONText?)
    }
    return .object([
      ("name", .string(name)),
      ("seed", .exact(seed.bits)),
      ("parameters", values.isEmpty ? nil : .object(values)),
      ("digest", digest?.json),
      ("placed", placed?.json),
    ])
  }
}

extension SeedDigest {
  fileprivate var json: JSONText {
    .object([
      ("ladder", .row(ladder.map { .numbers($0) })),
      ("accent", .numbers(accent)),
      ("light", light.json),
      ("key", .number(key)),
      ("contrast", .number(contrast)),
      ("portal", portal.json),
      ("columns", .whole(columns)),
      ("rows", .whole(rows)),
      ("thumbnail", .string(SeedDigest.digits(thumbnail))),
    ])
  }
}

extension Provenance {
  fileprivate var json: JSONText {
    let words = metadata.sorted { $0.key < $1.key }.map { (key: $0.key, value: JSONText.string($0.value) as JSONText?) }
    return .object([
      ("generator", .string(generator)),
      ("prompt", .string(prompt)),
      ("negativePrompt", negativePrompt.map { .string($0) }),
      ("seed", .exact(seed)),
      ("sourceHash", .string(sourceHash)),
      ("takeHash", .string(takeHash)),
      ("firstFrame", .string(firstFrame)),
      ("metadata", .object(words)),
    ])
  }
}

extension Playback {
  fileprivate var json: JSONText {
    .object([
      ("from", .number(from)), ("to", .number(to)), ("reverse", .flag(reverse)), ("anchor", .whole(anchor)),
    ])
  }
}

extension Playback.Knot {
  /// `[frame, seconds]`, with a fraction of the frame between them if there is one.
  fileprivate var json: JSONText {
    .row(
      [.whole(time.frame)] + (time.fraction == 0 ? [] : [.number(time.fraction)]) + [.number(seconds)])
  }
}

extension ZoomTrack {
  fileprivate var json: JSONText {
    .object([
      ("focus", focus.json), ("octaves", StepList.json(octaves)), ("turns", StepList.json(turns)),
      ("across", sway.isEmpty ? nil : StepList.json(sway.map(\.x))),
      ("down", sway.isEmpty ? nil : StepList.json(sway.map(\.y))),
    ])
  }
}

// MARK: - Links

extension Link {
  fileprivate var json: JSONText {
    .object([
      ("kind", .string(kind.rawValue)),
      ("octaves", .number(octaves)),
      ("roll", .number(roll)),
      ("portal", .object([("scale", portal.scale.json), ("offset", portal.offset.json)])),
      ("seam", .object([("octaves", .number(seam.octaves)), ("shape", .whole(seam.shape))])),
      ("reach", reach.map { .number($0) }),
      ("isThroughHole", isThroughHole ? .flag(true) : nil),
      ("window", .numbers([window.lowerBound, window.upperBound])),
      ("aligned", aligned?.json),
      ("handOver", handOver?.json),
      ("colour", colour?.json),
      ("measured", measured?.json),
      ("by", .string(by)),
    ])
  }
}

extension PlannedHandOver {
  fileprivate var json: JSONText {
    .object([
      ("arrival", .whole(arrival)),
      ("mist", mist.map { .whole($0) }),
      ("pole", pole.json),
      ("begins", .number(begins)),
      ("ends", .number(ends)),
      ("softness", .number(softness)),
    ])
  }
}

extension LinkColour {
  fileprivate var json: JSONText {
    .object([
      ("begins", .number(begins)), ("ends", .number(ends)), ("toInner", toInner.json), ("toOuter", toOuter.json),
    ])
  }
}

extension LinkAlignment {
  fileprivate var json: JSONText {
    .object([("agreement", agreement.map { .number($0) }), ("reason", reason.map { .string($0) })])
  }
}

extension JoinMeasure {
  fileprivate var json: JSONText {
    .object([
      ("difference", .number(difference)),
      ("matched", .number(matched)),
      ("score", score?.json),
      ("reason", reason.map { .string($0) }),
    ])
  }
}

extension JoinScore {
  fileprivate var json: JSONText {
    .short([
      ("seam", .number(seam)), ("frame", .number(frame)), ("emptiness", .number(emptiness)),
      ("covered", .number(covered)), ("late", .number(late)), ("afloat", .number(afloat)), ("off", .number(off)),
      ("sharpness", .number(sharpness)), ("colour", .number(colour)),
    ])
  }
}

// MARK: - The way

extension Waypoint {
  fileprivate var json: JSONText {
    .object([
      ("time", time.json), ("scene", .whole(scene)), ("octaves", .number(octaves)), ("speed", .number(speed)),
    ])
  }
}

extension PlannedSong {
  fileprivate var json: JSONText { .object([("path", .string(path)), ("start", .number(start))]) }
}

extension Breath {
  fileprivate var json: JSONText { .object([("amount", .number(amount)), ("period", period.json)]) }
}

extension Accents {
  fileprivate var json: JSONText {
    .object([
      ("amount", .number(amount)),
      ("period", period.json),
      ("first", .number(first)),
      ("attack", .number(attack)),
      ("decay", .number(decay)),
      ("later", later.isEmpty ? nil : .numbers(later)),
    ])
  }
}

// MARK: - Facts and maps

extension TakeFacts {
  fileprivate var json: JSONText {
    .short([("kind", .string(kind.rawValue)), ("size", size.json), ("hash", .string(hash)), ("times", times.json)])
  }
}

extension FrameTimes {
  fileprivate var json: JSONText {
    if let rate = constantRate { return .short([("rate", rate.json), ("count", .whole(count))]) }
    let ticks = ticks!
    return .short([
      ("timeBase", ticks.timeBase.json), ("ticks", .row(ticks.starts.map { .whole($0) })),
      ("lastTicks", .whole(ticks.last)),
    ])
  }
}

extension ArrivalMap {
  fileprivate var json: JSONText {
    .short([
      ("rows", .whole(rowCount)), ("columns", .whole(columnCount)), ("innermost", .number(innermost)),
      ("octavesPerRow", .number(octavesPerRow)),
      ("code", .string(Data(ArrivalCode.bytes(self)).base64EncodedString())),
    ])
  }
}

// MARK: - Numbers

extension Point {
  fileprivate var json: JSONText { .numbers([x, y]) }
}

extension CanvasSize {
  fileprivate var json: JSONText { .row([.whole(width), .whole(height)]) }
}

extension ColourMap {
  fileprivate var json: JSONText { .row(rows.map { .numbers($0) }) }
}

extension Rational {
  fileprivate var json: JSONText { denominator == 1 ? .whole(numerator) : .string(description) }
}

extension FrameTime {
  /// The frame, or `[frame, fraction]`.
  fileprivate var json: JSONText { fraction == 0 ? .whole(frame) : .row([.whole(frame), .number(fraction)]) }
}
