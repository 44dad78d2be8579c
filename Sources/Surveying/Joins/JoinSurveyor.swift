import Continuity
import Geometry
import Imaging
import Planning
import Rendering

/// Measures the joins of a plan: when which point turns from one scene to the next, and how their colours meet.
package struct JoinSurveyor {
  private let plan: Plan
  private let cores: Cores
  private let renderer: FrameRenderer

  /// Wide enough to follow what stands in a picture, small enough to be quick.
  private static let mostWidth = 480
  /// How far the looks of unlike scenes meet: not all the way, or one of them seems dyed.
  private static let amount = 0.9

  /// The plan with its joins measured. Links kept by hand stay as they are, and so do those of worlds that open by themselves.
  ///
  /// Throws `MediaError` when a take cannot be read, and `Problem` when it is not the one that was planned.
  package static func measured(_ plan: Plan, cores: Cores) throws -> Plan {
    guard !plan.links.isEmpty else { return plan }
    var plan = plan
    let surveyor = try JoinSurveyor(plan, cores)
    for place in plan.links.indices {
      try surveyor.measure(place, &plan)
    }
    JoinColours.settle(&plan)
    return plan
  }

  private init(_ plan: Plan, _ cores: Cores) throws {
    var small = plan
    small.size = plan.size.shrunk(to: JoinSurveyor.mostWidth, least: 16)
    self.plan = small
    self.cores = cores
    renderer = try FrameRenderer(small, format: PictureFormat(.full, bits: 16), cores: cores, hasGrain: false)
  }

  private func measure(_ place: Int, _ settled: inout Plan) throws {
    let link = plan.links[place]
    guard link.reach == nil, link.by != "hand", !isPending(place), !isPending(place + 1) else { return }
    if let same = (0..<place).first(where: { isSame($0, place) }) {
      settled.links[place].handOver = settled.links[same].handOver
      settled.links[place].colour = settled.links[same].colour
      settled.links[place].measured = settled.links[same].measured
      return
    }
    let (outer, inner) = try pictures(place)
    var measure = link.measured ?? JoinMeasure()
    settled.links[place].colour = colour(outer, inner, link, &measure)
    if link.kind != .stack {
      let pole = pole(place, outer)
      let window = link.window
      switch ArrivalFinder.arrival(
        outer: outer, inner: inner, pole: pole, begins: window.lowerBound, ends: window.upperBound)
      {
      case .along(let handOver):
        settled.links[place].handOver = PlannedHandOver(arrival: settled.arrivals.count, handOver)
        settled.arrivals.append(handOver.arrival)
      case .nothing(let reason): measure.reason = reason
      }
    }
    settled.links[place].measured = measure
  }

  /// How the colours meet: exactly, where both pictures show the same, else as a whole.
  private func colour(_ outer: Picture, _ inner: Picture, _ link: Link, _ measure: inout JoinMeasure) -> LinkColour {
    if link.kind != .nested {
      if let toInner = ColourMatch.corresponding(from: outer, to: inner),
        let toOuter = ColourMatch.corresponding(from: inner, to: outer)
      {
        measure.difference = ColourMatch.difference(outer, inner).meanDE
        measure.matched = ColourMatch.difference(outer, inner, mapping: toInner).meanDE
        return LinkColour(toInner: toInner, toOuter: toOuter, begins: -1, ends: 1)
      }
      measure.reason = measure.reason ?? "the two pictures do not show the same"
    }
    let toInner = ColourMatch.statistics(from: outer, to: inner, amount: JoinSurveyor.amount)
    let toOuter = ColourMatch.statistics(from: inner, to: outer, amount: JoinSurveyor.amount)
    measure.difference = ColourMatch.difference(outer, inner).betweenMeans
    measure.matched = ColourMatch.difference(outer, inner, mapping: toInner).betweenMeans
    return LinkColour(toInner: toInner, toOuter: toOuter, begins: -1, ends: 1)
  }

  /// Whether two links join the same pictures in the same way: scenes come again in a shot that is longer than they are.
  private func isSame(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (plan.links[first], plan.links[second])
    return a.kind == b.kind && a.window == b.window && a.octaves == b.octaves && a.by == b.by
      && isSame(scene: first, second) && isSame(scene: first + 1, second + 1)
  }

  /// A scene's vanishing point depends a little on how many scenes follow.
  private static let nearlySame = 1e-3

  private func isSame(scene first: Int, _ second: Int) -> Bool {
    let (a, b) = (plan.scene(at: first), plan.scene(at: second))
    return isSame(content: a.content, b.content) && a.crop == b.crop && a.playback?.track == b.playback?.track
      && a.playback?.anchor == b.playback?.anchor && a.provenance == b.provenance
      && (a.vanishingPoint - b.vanishingPoint).length < JoinSurveyor.nearlySame
  }

  private func isSame(content a: PlannedScene.Content, _ b: PlannedScene.Content) -> Bool {
    if case (.take(let a), .take(let b)) = (a, b) { return plan.takes[a].facts == plan.takes[b].facts }
    return a == b
  }

  private func isPending(_ place: Int) -> Bool {
    if case .pending = plan.scene(at: place).content { true } else { false }
  }

  /// Both scenes alone, as the canvas shows them when the inner one fills it, at a moment in the middle of the hand-over.
  private func pictures(_ place: Int) throws -> (outer: Picture, inner: Picture) {
    let camera = plan.camera(place: place + 1, octaves: 0)
    guard let outward = plan.outward(camera) else { preconditionFailure("a link has an outer scene") }
    let moment = middle(place)
    return (try renderer.sceneAlone(outward, at: moment), try renderer.sceneAlone(camera, at: moment))
  }

  /// The moment in the middle of the hand-over.
  private func middle(_ place: Int) -> FrameTime {
    let link = plan.links[place]
    guard let fill = plan.waypoints.first(where: { $0.scene == place + 1 && $0.octaves == 0 }) ?? plan.waypoints.first
    else { return FrameTime(0) }
    let moment = plan.moment(clock: fill.time)
    let perFrame = plan.speed(at: moment) / plan.framesPerSecond.value
    let middle = (link.window.lowerBound + link.window.upperBound) / 2
    guard abs(perFrame) > 1e-6 else { return moment }
    return FrameTime(frames: moment.fraction + middle / perFrame).advanced(by: moment.frame)
  }

  /// Where the inner scene opens: at its vanishing point, which was chosen for it, or in a clip, which flies where it flies, near that where
  /// the picture can open.
  private func pole(_ place: Int, _ outer: Picture) -> Point {
    let vanishing = plan.scene(at: place + 1).vanishingPoint
    guard plan.links[place].kind == .nested, plan.scenes[place].playback?.track != nil else { return vanishing }
    let found = OpeningPlace.find(in: outer, octaves: 1)
    let way = found.point - vanishing
    guard found.score >= JoinSurveyor.leastScore, way.length > 0 else { return vanishing }
    return vanishing + way * min(1, JoinSurveyor.farthest / way.length)
  }

  private static let leastScore = 0.27
  /// A scene opens at most so far from where the shot flies, in halves of the canvas's height.
  private static let farthest = 0.4
}
