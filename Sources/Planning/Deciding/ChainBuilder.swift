import Geometry

/// Lays the scenes into one another, outermost first.
struct ChainBuilder {
  let wishes: Wishes
  let joins: Joins
  let timing: Timing
  let loops: Bool
  let inward: Bool

  init(_ wishes: Wishes, _ joins: Joins, _ timing: Timing) {
    self.wishes = wishes
    self.joins = joins
    self.timing = timing
    loops = wishes.storyboard.loop
    inward = wishes.storyboard.direction == .in
  }

  func plan() -> Plan {
    let (breath, accents, notes) = pulse()
    var plan = Plan(
      size: wishes.size, framesPerSecond: wishes.framesPerSecond, frameCount: timing.frameCount,
      direction: wishes.storyboard.direction, loops: loops, round: loops ? places : nil,
      period: loops ? timing.frameCount : nil, takes: takes, scenes: scenes(), links: links(),
      waypoints: [], breath: breath, accents: accents,
      shutter: wishes.preset.shutter,
      song: wishes.storyboard.song.map { PlannedSong(path: $0.file, start: $0.start) },
      notes: timing.notes + notes)
    plan.waypoints = waypoints(plan)
    let isKnown = plan.links.indices.map { join(ofLinkAfter: $0).portal != nil }
    Portals.settle(&plan, focus: places.map { focus(ofLinkAfter: $0) }, isKnown: isKnown)
    Openings.settle(&plan) { outgoing(ofLinkAfter: $0).opens }
    for place in places { Playing.settle(&plan, place, appearance(at: place)) }
    Cover.prove(&plan)
    return plan
  }

  var appearances: [Appearance] { joins.appearances }
  var count: Int { timing.order.count }
  private var places: Range<Int> { 0..<count }

  /// The step of the order of appearance that stands at a place of the chain.
  private func step(at place: Int) -> Int { inward ? place : count - 1 - place }

  private func appearance(at place: Int) -> Appearance { appearances[timing.order[step(at: place)]] }

  /// The step from which people go to the next over the link after a place: its outer scene flying in, its inner one flying out.
  private func outgoingStep(ofLinkAfter place: Int) -> Int {
    inward ? place : floorMod(count - 2 - place, count)
  }

  func outgoing(ofLinkAfter place: Int) -> Appearance {
    appearances[timing.order[outgoingStep(ofLinkAfter: place)]]
  }

  private func join(ofLinkAfter place: Int) -> Joins.Join { joins.list[timing.order[outgoingStep(ofLinkAfter: place)]] }

  /// Where the link leads: as wished, or where the outer picture can open; 0 … 1.
  private func focus(ofLinkAfter place: Int) -> Point? {
    if let focus = outgoing(ofLinkAfter: place).focus { return focus }
    let outer = appearance(at: place)
    guard let point = outer.place, outer.crop == nil, case .take(_, let facts) = outer.content else { return nil }
    return Point(x: 0.5 + point.x / (2 * facts.size.aspect), y: 0.5 + point.y / 2)
  }

  private var takes: [PlannedTake] {
    var takes: [PlannedTake] = []
    for case .take(let path, let facts) in appearances.map(\.content) where !takes.contains(where: { $0.path == path })
    {
      takes.append(PlannedTake(path: path, facts: facts))
    }
    return takes
  }

  private func scenes() -> [PlannedScene] {
    let takes = takes
    return places.map { place in
      let appearance = appearance(at: place)
      let content: PlannedScene.Content =
        switch appearance.content {
        case .take(let path, _): .take(takes.firstIndex { $0.path == path }!)
        case .world(let recipe): .world(recipe)
        case .pending(let pending): .pending(pending)
        }
      return PlannedScene(
        content: content, crop: appearance.crop, margin: 1, vanishingPoint: .zero, rollRate: rollRate(at: place),
        playback: playback(at: place), colour: nil, provenance: appearance.provenance)
    }
  }

  private func links() -> [Link] {
    places.dropLast(loops ? 0 : 1).map { place in
      let (outgoing, join) = (outgoing(ofLinkAfter: place), join(ofLinkAfter: place))
      let scale = Point(turns: -outgoing.roll, length: PortableMath.exp2(-outgoing.octaves))
      let aligned = LinkAlignment(agreement: join.agreement, reason: join.reason)
      return Link(
        portal: join.portal ?? Similarity(scale: scale), octaves: outgoing.octaves, roll: outgoing.roll,
        seam: outgoing.seam, reach: nil, kind: join.kind, window: join.window,
        aligned: aligned == LinkAlignment() ? nil : aligned, handOver: nil, colour: nil, measured: nil, by: "planner")
    }
  }

  /// Turns per octave at a scene: halfway between what its two links roll.
  private func rollRate(at place: Int) -> Double {
    let rates = [place - 1, place].filter { loops || (0..<count - 1).contains($0) }.map { link -> Double in
      let outgoing = outgoing(ofLinkAfter: floorMod(link, count))
      return outgoing.roll / outgoing.octaves
    }
    return rates.isEmpty ? wishes.rollSign * wishes.preset.roll : rates.reduce(0, +) / Double(rates.count)
  }

  private func playback(at place: Int) -> Playback? {
    let step = step(at: place)
    guard let clip = appearance(at: place).clip else { return nil }
    let before = step > 0 ? step - 1 : loops ? count - 1 : nil
    var lead = 0.0
    // A generated clip goes on from the picture that the scene before it ends on.
    if appearance(at: place).provenance == nil, let before, let seconds = timing.duration(before) {
      let isLast = !loops && step == count - 1
      lead =
        isLast
        ? min(clip.seconds, seconds)
        : ClipLead.seconds(
          of: clip, previousSeconds: seconds, previousOctaves: appearances[timing.order[before]].octaves,
          joins.list[timing.order[before]])
    }
    var playback = Playback(
      from: clip.from, to: clip.to, reverse: clip.reverse, start: moment(timing.fills[step] - lead),
      framesPerSecond: wishes.framesPerSecond)
    playback.track = appearance(at: place).zoom?.track
    playback.anchor = joins.anchors[timing.order[step]]
    return playback
  }
}
