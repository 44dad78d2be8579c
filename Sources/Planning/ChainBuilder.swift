import Geometry

/// Lays the scenes into one another, outermost first.
struct ChainBuilder {
  let wishes: Wishes
  let appearances: [Appearance]
  let timing: Timing
  let loops: Bool
  let inward: Bool

  init(_ wishes: Wishes, _ appearances: [Appearance], _ timing: Timing) {
    self.wishes = wishes
    self.appearances = appearances
    self.timing = timing
    loops = wishes.storyboard.loop
    inward = wishes.storyboard.direction == .in
  }

  func plan() -> Plan {
    let (breath, accents, notes) = pulse()
    var plan = Plan(
      size: wishes.size, framesPerSecond: wishes.framesPerSecond, frameCount: timing.frameCount, loops: loops,
      period: loops ? timing.frameCount : nil, takes: takes, scenes: scenes(), links: links(),
      waypoints: [], breath: breath, accents: accents,
      shutter: wishes.preset.shutter,
      song: wishes.storyboard.song.map { PlannedSong(path: $0.file, start: $0.start) },
      notes: timing.notes + notes)
    plan.waypoints = waypoints(plan)
    Portals.settle(&plan, focus: places.map { focus(ofLinkAfter: $0) })
    Openings.settle(&plan) { outgoing(ofLinkAfter: $0).opens }
    Cover.prove(&plan)
    return plan
  }

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

  private func focus(ofLinkAfter place: Int) -> Point? { outgoing(ofLinkAfter: place).focus }

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
        playback: playback(at: place), provenance: appearance.provenance)
    }
  }

  private func links() -> [Link] {
    places.dropLast(loops ? 0 : 1).map { place in
      let outgoing = outgoing(ofLinkAfter: place)
      let scale = Point(turns: -outgoing.roll, length: PortableMath.exp2(-outgoing.octaves))
      return Link(
        portal: Similarity(scale: scale), octaves: outgoing.octaves, roll: outgoing.roll, seam: outgoing.seam,
        reach: nil,
        by: "planner")
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
          of: clip, previousSeconds: seconds, previousOctaves: appearances[timing.order[before]].octaves)
    }
    return Playback(
      from: clip.from, to: clip.to, rate: 1, reverse: clip.reverse, start: moment(timing.fills[step] - lead))
  }
}
