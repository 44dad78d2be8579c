import Geometry

/// Makes the plan: lays the scenes into one another, outermost first, and flies through them.
struct ChainBuilder {
  let wishes: Wishes
  let joins: Joins
  let timing: Timing
  let order: AppearanceOrder

  init(_ wishes: Wishes, _ joins: Joins, _ timing: Timing) {
    self.wishes = wishes
    self.joins = joins
    self.timing = timing
    let (direction, loops) = (wishes.storyboard.direction, wishes.storyboard.loop)
    let (count, again) = (timing.steps.count, timing.stepsOfRound)
    let round = direction == .in ? count - again..<count : 0..<again
    order = AppearanceOrder(
      steps: timing.steps,
      chain: ChainOrder(count: count, direction: direction, loops: loops, round: again > 0 ? round : nil))
  }

  func plan() -> Plan {
    let portals = portals()
    var chain = chain(portals)
    let waypoints = Waypoints(wishes, joins, timing, chain, order)
    let flight = Flight(chain: chain, curve: waypoints.curve, framesPerSecond: wishes.framesPerSecond)
    let playing = order.places.map { place in
      Playing(appearance(at: place), at: place, in: flight, frameCount: timing.frameCount)
    }
    for (place, playing) in playing.enumerated() where playing != nil {
      chain.scenes[place].playback?.knots = playing!.knots
    }
    let margin = Cover.margin(chain)
    for place in order.places { chain.scenes[place].margin = appearance(at: place).margin }
    chain.scenes[0].margin *= margin
    let notes =
      timing.notes + waypoints.notes + movedNotes(portals) + playingNotes(playing) + steadyNotes
      + magnifiedNotes(chain) + openingNotes + [againstNote].compactMap(\.self)
      + [Cover.note(margin)].compactMap(\.self)
    return plan(chain, waypoints.curve, notes)
  }

  private func plan(_ chain: Chain, _ curve: ZoomCurve, _ notes: [String]) -> Plan {
    Plan(
      size: chain.size, framesPerSecond: wishes.framesPerSecond, frameCount: timing.frameCount,
      direction: chain.order.direction, loops: chain.order.loops, round: chain.order.round,
      period: chain.order.loops ? timing.frameCount : nil, takes: chain.takes, scenes: chain.scenes, links: chain.links,
      waypoints: curve.waypoints, breath: curve.breath, accents: curve.accents, shutter: wishes.preset.shutter,
      song: wishes.storyboard.song.flatMap { song in song.file.map { PlannedSong(path: $0, start: song.start) } },
      notes: notes)
  }

  private var appearances: [Appearance] { joins.appearances }
  private func appearance(at place: Int) -> Appearance { appearances[order.appearance(at: place)] }
  private func outgoing(ofLinkAfter place: Int) -> Appearance { appearances[order.outgoing(ofLinkAfter: place)] }
  private func join(ofLinkAfter place: Int) -> Joins.Join { joins.list[order.outgoing(ofLinkAfter: place)] }

  // MARK: Where scenes lie

  /// Of the places of one round where the chain goes round, else of all.
  private var settledPlaces: Range<Int> { order.chain.round ?? order.places }

  private func portals() -> Portals {
    let places = settledPlaces.map { place in
      let (appearance, outgoing, join) = (appearance(at: place), outgoing(ofLinkAfter: place), join(ofLinkAfter: place))
      return Portals.Place(
        fit: fit(of: appearance), worldVanishingPoint: appearance.content.worldVanishingPoint,
        clipFocus: clipFocus(appearance), focus: focus(outgoing, join, outer: appearance),
        scale: Point(turns: -outgoing.roll, length: PortableMath.exp2(-outgoing.octaves)), known: join.portal)
    }
    return Portals(places, goRound: order.chain.round != nil, aspect: wishes.size.aspect)
  }

  /// The number among the settled places of one that is like a place.
  private func settled(_ place: Int) -> Int {
    guard let round = order.chain.round else { return place }
    return floorMod(place - round.lowerBound, round.count)
  }

  private func fit(of appearance: Appearance) -> PictureFit? {
    if case .pending(let pending) = appearance.content, !pending.willBeWorld {
      return PictureFit(wishes.size, crop: appearance.crop, canvas: wishes.size)
    }
    return appearance.fit(wishes.size)
  }

  private func clipFocus(_ appearance: Appearance) -> Point? {
    guard case .take(_, let facts) = appearance.content, let zoom = appearance.zoom else { return nil }
    return fit(of: appearance)?.pixelsFromScene.inverse(facts.size.pixelsFromPlane(zoom.track.focus))
  }

  /// Where the link leads: as wished, or where the outer picture can open; 0 … 1.
  private func focus(_ outgoing: Appearance, _ join: Joins.Join, outer: Appearance) -> Point? {
    if let focus = outgoing.focus { return focus }
    guard let point = join.place, outer.crop == nil, case .take(_, let facts) = outer.content else { return nil }
    return Point(x: 0.5 + point.x / (2 * facts.size.aspect), y: 0.5 + point.y / 2)
  }

  private func movedNotes(_ portals: Portals) -> [String] {
    portals.moved.sorted { $0.key < $1.key }.map { place, distance in
      let scene = appearance(at: settledPlaces.lowerBound + place).wish + 1
      return
        "scene \(scene): the next scene would reach over its border; its focus was moved by \(brief(distance / 2)) of the height"
    }
  }

  /// Clips that fly the other way; nil where most fly with the shot.
  private var againstNote: String? {
    let flying = appearances.filter {
      $0.clip != nil && ($0.zoom.map { abs($0.octaves) >= ChainBuilder.leastZoom } ?? false)
    }
    let against = flying.filter { !$0.zoom!.flies(order.chain.direction) }
    guard !against.isEmpty, against.count * 2 > flying.count else { return nil }
    let scenes = Array(Set(against.map { $0.wish + 1 })).sorted().map { "\($0)" }.joined(separator: ", ")
    let (way, other) = order.chain.direction == .in ? ("out", "--direction out") : ("in", "--direction in")
    return
      "\(against.count == 1 ? "the clip of scene" : "the clips of scenes") \(scenes) zoom\(against.count == 1 ? "s" : "") \(way), "
      + "against the shot; \(other) flies with them"
  }

  /// Octaves from which on a clip's zoom is seen.
  private static let leastZoom = 0.2

  private func magnifiedNotes(_ chain: Chain) -> [String] {
    settledPlaces.compactMap { place in
      let appearance = appearance(at: place)
      guard appearance.clip != nil, let link = chain.link(after: place) else { return nil }
      let own = appearance.zoom.map { zoom in
        let end = chain.order.isInward ? zoom.last : zoom.first
        return zoom.track.octaves[end] - zoom.track.octaves[joins.anchors[order.appearance(at: place)]]
      }
      return PlayingNote.magnified(by: link.octaves - (own ?? 0)).map { "scene \(appearance.wish + 1): \($0)" }
    }
  }

  /// What becomes of what is see-through.
  private var openingNotes: [String] {
    let places = Dictionary(grouping: settledPlaces) { order.appearance(at: $0) }
    return places.keys.sorted().compactMap { index in
      guard let opening = appearances[index].opening, opening.missing > 0 else { return nil }
      let part = max(1, Int((opening.missing * 100).rounded()))
      let isThrough = places[index]!.contains { order.chain.has(place: $0 + 1) && join(ofLinkAfter: $0).isThroughHole }
      let hasAround = places[index]!.contains { order.chain.has(place: $0 - 1) }
      let told = [
        isThrough ? "the next scene is seen through its hole" : nil,
        opening.showsAround && hasAround ? "the scene around it shows through" : nil,
        opening.showsAround && !hasAround || opening.hole != nil && !isThrough
          ? "what has nothing behind it is filled with what is beside it" : nil,
      ].compactMap(\.self)
      return
        "scene \(appearances[index].wish + 1) is see-through over \(part) % of its area: \(told.joined(separator: ", "))"
    }
  }

  /// Of a scene that comes several times, only what holds every time.
  private func playingNotes(_ playing: [Playing?]) -> [String] {
    let told = Dictionary(grouping: playing.indices.filter { playing[$0] != nil }) { order.appearance(at: $0) }
    return told.keys.sorted().compactMap { index in
      let notes = told[index]!.map { playing[$0]!.note }
      guard let note = notes[0], !notes.contains(nil) else { return nil }
      return "scene \(appearances[index].wish + 1): \(note)"
    }
  }

  /// What was made of the wish to steady clips.
  private var steadyNotes: [String] {
    let storyboard = wishes.storyboard
    return appearances.compactMap { appearance in
      let isWished = storyboard.steadiness(of: storyboard.scenes[appearance.wish]) > 0
      guard isWished, appearance.clip != nil else { return nil }
      guard let steadying = appearance.steadying else {
        return "scene \(appearance.wish + 1): its clip is not steadied, because nothing in it could be followed"
      }
      let larger = brief(((steadying.margin - 1) * 1000).rounded() / 10)
      let held = steadying.left > 0.1 ? ", as far as its margin allows" : ""
      return "scene \(appearance.wish + 1): its clip is steadied\(held), and shown \(larger) % larger for that"
    }
  }

  // MARK: The chain

  private func chain(_ portals: Portals) -> Chain {
    let (takes, numbers) = takes()
    let scenes = order.places.map { scene(at: $0, portals, numbers) }
    let links = (0..<order.chain.linkCount).map { link(after: $0, portals) }
    return Chain(size: wishes.size, takes: takes, scenes: scenes, links: links, order: order.chain)
  }

  /// Each file once, and its number by its path.
  private func takes() -> ([PlannedTake], [String: Int]) {
    var (takes, numbers): ([PlannedTake], [String: Int]) = ([], [:])
    for case .take(let path, let facts) in appearances.map(\.content) where numbers[path] == nil {
      numbers[path] = takes.count
      takes.append(PlannedTake(path: path, facts: facts))
    }
    return (takes, numbers)
  }

  private func scene(at place: Int, _ portals: Portals, _ takes: [String: Int]) -> PlannedScene {
    let appearance = appearance(at: place)
    let content: PlannedScene.Content =
      switch appearance.content {
      case .take(let path, _): .take(takes[path]!)
      case .world(let recipe): .world(recipe)
      case .pending(let pending): .pending(pending)
      }
    return PlannedScene(
      content: content, crop: appearance.crop, margin: 1, vanishingPoint: portals.vanishingPoints[settled(place)],
      rollRate: rollRate(at: place), showsAround: appearance.opening?.showsAround ?? false,
      playback: playback(at: place), colour: nil, provenance: appearance.provenance)
  }

  private func link(after place: Int, _ portals: Portals) -> Link {
    let (outgoing, join) = (outgoing(ofLinkAfter: place), join(ofLinkAfter: place))
    let aligned = LinkAlignment(agreement: join.agreement, reason: join.reason)
    return Link(
      portal: portals.portals[settled(place)], octaves: outgoing.octaves, roll: outgoing.roll, seam: outgoing.seam,
      reach: reach(after: place, portals), isThroughHole: join.isThroughHole, kind: join.kind, window: join.window,
      aligned: aligned == LinkAlignment() ? nil : aligned, handOver: nil, colour: nil, measured: nil, by: "planner")
  }

  /// How wide a world opens onto the next scene; nil where it does not.
  private func reach(after place: Int, _ portals: Portals) -> Double? {
    guard outgoing(ofLinkAfter: place).opens, case .world = appearance(at: place).content else { return nil }
    return Openings.reach(
      around: fit(of: appearance(at: place + 1)), vanishingPoint: portals.vanishingPoints[settled(place + 1)],
      canvas: wishes.size)
  }

  /// Turns per octave at a scene: halfway between what its two links roll.
  private func rollRate(at place: Int) -> Double {
    let links = [place - 1, place].filter { order.chain.has(place: $0) && order.chain.has(place: $0 + 1) }
    let rates = links.map { link -> Double in
      let outgoing = outgoing(ofLinkAfter: link)
      return outgoing.roll / outgoing.octaves
    }
    return rates.isEmpty ? wishes.rollSign * wishes.preset.roll : rates.reduce(0, +) / Double(rates.count)
  }

  /// A clip at its own speed from its scene filling the canvas on, until it is known when it is seen.
  private func playback(at place: Int) -> Playback? {
    let appearance = appearance(at: place)
    guard let clip = appearance.clip else { return nil }
    var playback = Playback(
      from: clip.from, to: clip.to, reverse: clip.reverse,
      start: wishes.moment(timing.fills[order.chain.step(at: place)]), framesPerSecond: wishes.framesPerSecond)
    playback.track = appearance.zoom?.track
    playback.anchor = joins.anchors[order.appearance(at: place)]
    return playback
  }
}
