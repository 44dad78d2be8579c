import Geometry
import Worlds

/// Parts of a plan that contradict one another, where each number by itself may be.
extension Plan {
  var contradictions: [PlanMistake] {
    var mistakes = PlanMistakes()
    mistakes.add(roundMistakes)
    // Places are only counted where the round is one.
    guard mistakes.list.isEmpty else { return mistakes.list }
    if links.count != order.linkCount {
      mistakes.add(
        "links", predicate: "has \(links.count) entries, expected \(order.linkCount) for \(scenes.count) scenes")
    }
    mistakes.add(pulseMistakes)
    for index in scenes.indices { mistakes.add(contradictions(scene: index)) }
    for index in links.indices { mistakes.add(contradictions(link: index)) }
    mistakes.add(waypointMistakes)
    // The zoom curve is only looked at where it leads through the chain.
    if mistakes.list.isEmpty { mistakes.add(curveMistakes) }
    return mistakes.list
  }

  private var roundMistakes: [PlanMistake] {
    guard let round else { return [] }
    let isPart = !round.isEmpty && round.lowerBound >= 0 && round.upperBound <= scenes.count
    let isAtEnd = loops || (direction == .in ? round.upperBound == scenes.count : round.lowerBound == 0)
    guard !(isPart && isAtEnd) else { return [] }
    let (first, last) = direction == .in ? ("from a scene", "\(scenes.count)") : ("0", "to a scene")
    return [
      PlanMistake(
        path: ["round"],
        predicate:
          "is [\(round.lowerBound), \(round.upperBound)], expected [\(first), \(last)] of \(scenes.count) scenes")
    ]
  }

  private var pulseMistakes: [PlanMistake] {
    var mistakes = PlanMistakes()
    if let accents, !(accents.attack + accents.decay <= accents.period.value * 1.0001) {
      mistakes.add(
        "accents", "decay",
        predicate:
          "is \(accents.decay.plain), expected at most \((accents.period.value - accents.attack).plain): attack "
          + "and decay fit into the period")
    }
    if let accents,
      let index = zip([accents.first] + accents.later, accents.later)
        .enumerated().first(where: { !($1.1 - $1.0 >= (accents.attack + accents.decay) / 1.0001) })?.offset
    {
      mistakes.add(
        "accents", "later", .index(index),
        predicate: "is \(accents.later[index].plain), expected attack and decay after the accent before it")
    }
    let ebb = (breath?.amount ?? 0) + (accents?.ebb ?? 0)
    if ebb > 1.0001 {
      mistakes.add(
        accents == nil ? "breath" : "accents", "amount",
        predicate: "turns the zoom back: breath and accents take \(ebb) of its speed, expected at most 1")
    }
    return mistakes.list
  }
}

// MARK: - Scenes

extension Plan {
  private func contradictions(scene index: Int) -> [PlanMistake] {
    let scene = scenes[index]
    var mistakes = PlanMistakes(["scenes", .index(index)])
    switch scene.content {
    case .take(let take) where !takes.indices.contains(take):
      mistakes.add("take", predicate: "is \(take), expected 0 ..< \(takes.count)")
      return mistakes.list
    case .take(let take): mistakes.add(cropMistakes(scene.crop, takes[take].facts.size, mistakes.path))
    case .world(let recipe) where WorldCatalog.entry(recipe.name) != nil:
      if let mistake = recipe.mistake { mistakes.add("world", predicate: "cannot be drawn: \(mistake)") }
    case .world, .pending: break
    }
    if let playback = scene.playback {
      mistakes.add(contradictions(of: playback, in: scene, ["scenes", .index(index), "playback"]))
    }
    return mistakes.list
  }

  private func cropMistakes(_ crop: Crop?, _ size: CanvasSize, _ path: JSONPath) -> [PlanMistake] {
    guard let crop else { return [] }
    var mistakes = PlanMistakes(path)
    let slack = 1.0000001
    if !(crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= slack && crop.y + crop.height <= slack) {
      mistakes.add("crop", predicate: "reaches outside the picture")
    } else if !(crop.width * Double(size.width) * slack >= 1 && crop.height * Double(size.height) * slack >= 1) {
      mistakes.add("crop", predicate: "shows less than a pixel of the take, which is \(size)")
    }
    return mistakes.list
  }

  private func contradictions(of play: Playback, in scene: PlannedScene, _ path: JSONPath) -> [PlanMistake] {
    var mistakes = PlanMistakes(path)
    guard case .take(let take) = scene.content else {
      mistakes.add(predicate: "is for clips, and this scene is not one")
      return mistakes.list
    }
    if play.to < play.from {
      mistakes.add("to", predicate: "is \(play.to.plain), expected at least \(play.from.plain), where from stands")
    }
    if play.knots.isEmpty { mistakes.add("knots", predicate: "is empty, expected at least one") }
    for (index, pair) in zip(play.knots, play.knots.dropFirst()).enumerated() where !(pair.0.time < pair.1.time) {
      mistakes.add("knots", .index(index + 1), predicate: "is not after the knot before it")
    }
    let count = takes[take].facts.frameCount
    if !(0..<count).contains(play.anchor) {
      mistakes.add("anchor", predicate: "is \(play.anchor), expected 0 ..< \(count)")
    }
    if let track = play.track, track.octaves.count != count || track.turns.count != count {
      mistakes.add(
        "track",
        predicate: "has octaves and turns for \(track.octaves.count) frames, expected \(count), which the take has")
    }
    return mistakes.list
  }
}

// MARK: - Links

extension Plan {
  private func contradictions(link index: Int) -> [PlanMistake] {
    let link = links[index]
    var mistakes = PlanMistakes(["links", .index(index)])
    let scale = link.portal.scale.length
    if !(abs(PortableMath.log2(max(scale, 1e-300)) + link.octaves) < 1e-6) {
      mistakes.add(
        "portal", "scale",
        predicate: "has length \(scale), expected 2^−octaves = \(PortableMath.exp2(-link.octaves))")
    }
    if let handOver = link.handOver {
      if !(handOver.begins < handOver.ends) {
        mistakes.add(
          "handOver", "ends", predicate: "is \(handOver.ends.plain), expected more than \(handOver.begins.plain)")
      }
      if !arrivals.indices.contains(handOver.arrival) {
        mistakes.add("handOver", "arrival", predicate: "is \(handOver.arrival), expected 0 ..< \(arrivals.count)")
      }
      if let mist = handOver.mist, !arrivals.indices.contains(mist) {
        mistakes.add("handOver", "mist", predicate: "is \(mist), expected 0 ..< \(arrivals.count)")
      }
    }
    if let colour = link.colour, !(colour.begins < colour.ends) {
      mistakes.add("colour", "ends", predicate: "is \(colour.ends.plain), expected more than \(colour.begins.plain)")
    }
    return mistakes.list
  }
}

// MARK: - Waypoints

extension Plan {
  private var waypointMistakes: [PlanMistake] {
    var mistakes = PlanMistakes(["waypoints"])
    if waypoints.count < 2 {
      mistakes.add(predicate: "has \(waypoints.count) entries, expected at least 2")
    }
    for (index, point) in waypoints.enumerated() {
      if !order.has(place: point.scene) {
        mistakes.add(.index(index), "scene", predicate: "is \(point.scene), expected 0 ..< \(scenes.count)")
      }
      if index > 0, !(point.time.frames(since: waypoints[index - 1].time) > 0) {
        mistakes.add(.index(index), "time", predicate: "is not after that of the waypoint before it")
      }
    }
    if mistakes.list.isEmpty, round != nil, waypoints.count > 1 { mistakes.add(roundTripMistakes) }
    return mistakes.list
  }

  /// The last waypoint is another one, a round later; in a loop the first one, after a whole part of the shot.
  private var roundTripMistakes: [PlanMistake] {
    var mistakes = PlanMistakes(["waypoints", .index(waypoints.count - 1)])
    let (curve, places) = (curve, order.round?.count ?? 0)
    if abs(curve.placesPerRound) != places {
      mistakes.add("scene", predicate: "is not one of the waypoints before it again, \(places) places farther on")
    } else if loops {
      let frames = waypoints[waypoints.count - 1].time.frames(since: waypoints[0].time)
      if abs(frames * Double(curve.roundsPerLoop) - Double(frameCount)) > 1e-6 * Double(curve.roundsPerLoop) {
        mistakes.add(
          "time",
          predicate:
            "ends a round of \(frames.plain) frames, expected frameCount = \(frameCount), or a part of it")
      }
    }
    return mistakes.list
  }
}

// MARK: - The zoom curve

extension Plan {
  /// Between two waypoints the zoom never turns back (speeds of at most three times the mean see to it: Fritsch and Carlson 1980), and an
  /// open shot never goes out beyond its outermost scene.
  private var curveMistakes: [PlanMistake] {
    var mistakes = PlanMistakes(["waypoints"])
    for index in waypoints.indices.dropLast() { mistakes.add(curveMistakes(from: index)) }
    guard mistakes.list.isEmpty else { return mistakes.list }
    mistakes.add(aheadMistakes)
    if mistakes.list.isEmpty, !loops, round == nil,
      let frame = [0, frameCount - 1].first(where: { depth(at: FrameTime($0)).octaves < -1e-6 })
    {
      mistakes.add(
        predicate: "lead further out than where the outermost scene fills the frame, at frame \(frame)")
    }
    return mistakes.list
  }

  /// Links from one waypoint to the next: more than all of a long chain are not planned, and take long to follow for each frame.
  private var mostSpan: Int { max(scenes.count, 1000) }

  private func curveMistakes(from index: Int) -> [PlanMistake] {
    let (a, b) = (waypoints[index], waypoints[index + 1])
    var mistakes = PlanMistakes(["waypoints"])
    guard abs(b.scene - a.scene) <= mostSpan else {
      mistakes.add(
        .index(index + 1), "scene", predicate: "is \(b.scene), too far from \(a.scene), where the waypoint before it is"
      )
      return mistakes.list
    }
    guard (min(a.scene, b.scene)..<max(a.scene, b.scene)).allSatisfy({ link(after: $0) != nil }) else {
      mistakes.add(.index(index + 1), "scene", predicate: "is \(b.scene), to which no links lead")
      return mistakes.list
    }
    for (point, number) in [(a, index), (b, index + 1)] where abs(point.octaves) > mostOctaves {
      mistakes.add(.index(number), "octaves", predicate: "is \(point.octaves.plain), which is many scenes farther on")
    }
    guard mistakes.list.isEmpty else { return mistakes.list }
    let rise = flight.rise(from: a, to: b)
    let mean = rise.rise / rise.length
    for (speed, number) in [(a.speed, index), (b.speed, index + 1)]
    where speed * mean < 0 || abs(speed) > 3.001 * abs(mean) + 1e-12 {
      mistakes.add(
        .index(number), "speed",
        predicate: "is \(speed.plain), expected a value between 0 and \(3 * mean), three times the mean from "
          + "waypoints[\(index)] to waypoints[\(index + 1)]")
    }
    return mistakes.list
  }

  /// How far a moment may be from its waypoint, in octaves, where the chain goes round and every link on the way has to be followed.
  private var mostOctaves: Double {
    guard let least = links.map(\.octaves).min(), loops || round != nil else { return .infinity }
    return max(64, least * Double(mostSpan))
  }

  /// How far breath and accents run ahead where the chain goes round: planned ones may pass many small scenes.
  private var aheadMistakes: [PlanMistake] {
    guard runsFarAhead else { return [] }
    let path: JSONPath = accents == nil ? ["breath", "period"] : ["accents", "period"]
    return [PlanMistake(path: path, predicate: "is so long that the zoom runs ahead by thousands of scenes")]
  }

  /// Whether breath or accents are so long that the zoom runs ahead by thousands of scenes.
  var runsFarAhead: Bool {
    let frames =
      (breath.map { $0.amount * $0.period.value / (2 * .pi) } ?? 0)
      + (accents.map { $0.amount * ($0.attack / 2 + $0.decay / 4) } ?? 0)
    return frames * (waypoints.map { abs($0.speed) }.max() ?? 0) > 10 * mostOctaves
  }
}
