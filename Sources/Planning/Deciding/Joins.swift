import Geometry

/// How scenes that follow one another belong together, and what that makes of their depths and speeds.
struct Joins {
  /// With the octaves, speeds and rolls that follow from the joins.
  private(set) var appearances: [Appearance]
  /// From each appearance to the next one, and from the last to the first.
  private(set) var list: [Join]
  /// For each appearance the frame that fills its scene.
  private(set) var anchors: [Int]
  /// How far the shot goes beyond the innermost scene filling the canvas, because that is a clip that flies on.
  private(set) var innermostOctaves = 0.0

  struct Join: Sendable {
    var kind: Link.Kind
    /// Octaves beyond the inner scene filling the canvas.
    var window: ClosedRange<Double>
    /// Where the inner scene lies in the outer one, if that is known; else where it is wished or best.
    var portal: Similarity?
    var agreement: Double?
    var reason: String?
    fileprivate var alignment: TakeAlignment?
  }

  private let wishes: Wishes
  private let inward: Bool

  init(_ wishes: Wishes, _ appearances: [Appearance], _ survey: Survey) {
    self.wishes = wishes
    self.appearances = appearances
    inward = wishes.storyboard.direction == .in
    list = []
    anchors = []
    list = appearances.indices.map { join($0, survey) }
    anchors = appearances.indices.map(anchor)
    for index in appearances.indices { dropRepeated(index) }
    for index in appearances.indices { settle(index) }
    innermostOctaves = depthOfInnermost(anchor: anchors[inward ? appearances.count - 1 : 0])
  }

  private var direction: Direction { wishes.storyboard.direction }
  private func next(_ index: Int) -> Int { (index + 1) % appearances.count }
  private func outer(_ index: Int) -> Int { inward ? index : next(index) }
  private func inner(_ index: Int) -> Int { inward ? next(index) : index }

  // MARK: Kinds

  /// Octaves over which a scene opens in an unrelated one, at most, and as a part of what lies between them.
  private static let nestedOctaves = 1.1
  private static let nestedPart = 0.5
  /// Octaves in which what is left of the outer scene is carried out, after the inner one fills the canvas.
  private static let leavingOctaves = 0.6
  private static let leavingPart = 0.25
  /// Octaves over which a clip hands over to one that goes on from it: few where both show the same, because the first is magnified there.
  private static let successiveOctaves = 0.25
  private static let sameOctaves = 0.1
  private static let sameAgreement = 0.9

  private func join(_ index: Int, _ survey: Survey) -> Join {
    let wish = appearances[index].join
    let (outer, inner) = (appearances[outer(index)], appearances[inner(index)])
    let isFree = wish.kind == .nested || appearances[index].focus != nil
    let found = isFree ? nil : survey.alignments[TakePair(outer: outer.name, inner: inner.name)]
    let moves = outer.clip != nil || inner.clip != nil
    if let found, moves, abs(found.octaves) < TakeAlignment.mostOctavesApart {
      let window = window(index, .successive, agreement: found.agreement)
      return Join(kind: .successive, window: window, agreement: found.agreement, alignment: found)
    }
    if let found, found.octaves > TakeAlignment.leastOctavesInside {
      return Join(kind: .stack, window: -1...0, agreement: found.agreement, alignment: found)
    }
    if wish.kind == .auto, let made = madeFromTheOther(index) { return made }
    if wish.kind == .successive, !outer.name.isEmpty, !inner.name.isEmpty {
      return Join(
        kind: .successive, window: window(index, .successive),
        reason: "nothing of one picture was found in the other, so they are laid one on the other",
        alignment: TakeAlignment(portal: .identity, agreement: 0))
    }
    return Join(kind: .nested, window: window(index, .nested))
  }

  /// A generated take begins on what the scene before shows at that moment: it lies where the link leads.
  private func madeFromTheOther(_ index: Int) -> Join? {
    let later = appearances[next(index)]
    guard next(index) != 0, let made = later.provenance, made.firstFrame != "none", !later.name.isEmpty else {
      return nil
    }
    return later.clip == nil
      ? Join(kind: .stack, window: -1...0) : Join(kind: .successive, window: window(index, .successive))
  }

  private func window(_ index: Int, _ kind: Link.Kind, agreement: Double = 0) -> ClosedRange<Double> {
    let appearance = appearances[index]
    let inFrames = appearance.join.frames.map { Double($0) / wishes.framesPerSecond.value * appearance.speed }
    let wish = (appearance.join.octaves ?? inFrames).map { min($0, Limits.joinOctaves.upper) }
    if kind == .successive {
      let width = wish ?? (agreement >= Joins.sameAgreement ? Joins.sameOctaves : Joins.successiveOctaves)
      return inward ? 0...width : -width...0
    }
    let octaves = max(appearances[outer(index)].zoom.map { abs($0.octaves) } ?? appearance.octaves, 0.2)
    let opening = min(wish ?? Joins.nestedOctaves, Joins.nestedPart * octaves)
    let leaving = min(Joins.leavingOctaves, Joins.leavingPart * octaves)
    // The shot begins, or ends, as its innermost scene fills the canvas: by then that is alone.
    return isInnermostStill(inner(index)) ? -opening - leaving...0 : -opening...leaving
  }

  private func isInnermostStill(_ index: Int) -> Bool {
    !wishes.storyboard.loop && index == (inward ? appearances.count - 1 : 0) && depthOfInnermost(anchor: nil) == 0
  }

  // MARK: Anchors

  /// A clip that opens in another scene plays from the first, while its scene still grows: at about three quarters of its speed.
  private static let playedWhileNested = 0.75

  private func anchor(_ index: Int) -> Int {
    let appearance = appearances[index]
    guard let zoom = appearance.zoom else { return 0 }
    guard zoom.flies(direction) else { return zoom.first }
    let nested = entrance(index).map { $0.kind == .nested ? -$0.window.lowerBound : 0 } ?? 0
    let played = min(nested * Joins.playedWhileNested, abs(zoom.octaves) / 2)
    return inward ? zoom.frame(after: played) : zoom.frame(before: played)
  }

  /// The join over which a scene is the inner one; nil for the outermost scene of an open shot.
  private func entrance(_ index: Int) -> Join? {
    if inward { return index > 0 || wishes.storyboard.loop ? list[(index + list.count - 1) % list.count] : nil }
    return index + 1 < list.count || wishes.storyboard.loop ? list[index] : nil
  }

  // MARK: Depths

  /// From a scene to one that goes on from it.
  private static let leastOctaves = 0.01

  /// The frame of a clip that meets the other scene at a join: the last one it plays if it comes first.
  private func handFrame(_ zoom: ClipZoom?, comesFirst: Bool) -> Int {
    zoom.map { comesFirst ? $0.last : $0.first } ?? 0
  }

  /// A clip that goes on from another begins after the frames that the other has shown. Where clips zoom this follows from where their pictures
  /// lie.
  private mutating func dropRepeated(_ index: Int) {
    let later = next(index)
    guard list[index].kind == .successive, let repeated = list[index].alignment?.repeated, repeated > 0,
      later > index || wishes.storyboard.loop, case .take(_, let facts) = appearances[later].content,
      let clip = appearances[later].clip, appearances[later].zoom.map({ !$0.flies(direction) }) ?? true
    else { return }
    let frames = clip.frames(facts.times)
    guard frames.count > repeated + 1 else { return }
    if clip.reverse {
      appearances[later].clip?.to = facts.times.start(of: frames.upperBound - repeated + 1)
    } else {
      appearances[later].clip?.from = facts.times.start(of: frames.lowerBound + repeated)
    }
  }

  private mutating func settle(_ index: Int) {
    let (outer, inner) = (outer(index), inner(index))
    let wished = wishes.storyboard.scenes[appearances[index].wish].octaves ?? wishes.storyboard.octaves
    let zoom = appearances[outer].zoom.flatMap { $0.flies(direction) ? $0 : nil }
    if let zoom, wishes.storyboard.speed == nil {
      appearances[index].speed = abs(zoom.speed)
      appearances[index].isPacedByClip = true
    }
    if let alignment = list[index].alignment {
      settle(index, alignment, outer: outer, inner: inner, wished: wished)
    } else if let zoom {
      settle(index, zoom, outer: outer, wished: wished)
    }
  }

  /// Where one picture was found in the other.
  private mutating func settle(_ index: Int, _ alignment: TakeAlignment, outer: Int, inner: Int, wished: Double?) {
    guard let around = appearances[outer].sceneFromPicture(wishes.size),
      let within = appearances[inner].sceneFromPicture(wishes.size)
    else { return }
    let (outerZoom, innerZoom) = (appearances[outer].zoom, appearances[inner].zoom)
    let outerFrame = handFrame(outerZoom, comesFirst: inward)
    let innerFrame = handFrame(innerZoom, comesFirst: !inward)
    var portal =
      within.inverse
      .then(anchorFromFrame(innerZoom, innerFrame, anchors[inner]).inverse)
      .then(alignment.portal)
      .then(anchorFromFrame(outerZoom, outerFrame, anchors[outer]))
      .then(around)
    let measured = -PortableMath.log2(portal.scale.length)
    let octaves = wished ?? min(max(measured, Joins.leastOctaves), Limits.octaves.upper)
    portal.scale = portal.scale * PortableMath.exp2(measured - octaves)
    appearances[index].octaves = octaves
    // A picture that stands upright in the other needs no roll, to the last bit.
    appearances[index].roll = abs(portal.scale.turns) < 1e-12 ? 0 : -portal.scale.turns
    list[index].portal = portal
  }

  /// An unrelated scene opens in the picture on which a clip ends.
  private mutating func settle(_ index: Int, _ zoom: ClipZoom, outer: Int, wished: Double?) {
    guard let around = appearances[outer].sceneFromPicture(wishes.size) else { return }
    let own = abs(zoom.track.octaves[inward ? zoom.last : zoom.first] - zoom.track.octaves[anchors[outer]])
    // It plays on while what is left of it is carried out.
    let octaves = min(max(wished ?? own - list[index].window.upperBound / 2, 0.1), Limits.octaves.upper)
    var frame = anchors[outer]
    let (end, step) =
      inward ? (zoom.last, zoom.last >= zoom.first ? 1 : -1) : (zoom.first, zoom.last >= zoom.first ? -1 : 1)
    while frame != end, abs(zoom.track.octaves[frame + step] - zoom.track.octaves[anchors[outer]]) <= octaves + 1e-9 {
      frame += step
    }
    let inPicture = around.inverse.then(anchorFromFrame(zoom, frame, anchors[outer])).then(around)
    let rest = octaves + PortableMath.log2(inPicture.scale.length)
    appearances[index].octaves = octaves
    let shrunk = Similarity(scale: Point(x: PortableMath.exp2(-rest), y: 0))
    var portal = shrunk.then(inPicture)
    portal.scale = Point(turns: -appearances[index].roll, length: PortableMath.exp2(-octaves))
    list[index].portal = portal
  }

  private func anchorFromFrame(_ zoom: ClipZoom?, _ frame: Int, _ anchor: Int) -> Similarity {
    zoom?.track.map(from: frame, to: anchor) ?? .identity
  }

  /// Octaves that the innermost scene's clip flies on from a frame; nil: from its first.
  private func depthOfInnermost(anchor: Int?) -> Double {
    guard !wishes.storyboard.loop, wishes.storyboard.seconds == nil else { return 0 }
    let index = inward ? appearances.count - 1 : 0
    guard appearances.count > 1, let zoom = appearances[index].zoom, zoom.flies(direction) else { return 0 }
    let (end, start) = inward ? (zoom.last, zoom.first) : (zoom.first, zoom.last)
    return abs(zoom.track.octaves[end] - zoom.track.octaves[anchor ?? start])
  }
}

extension Appearance {
  /// How a take's picture lies in its scene; nil for what is no take.
  func fit(_ canvas: CanvasSize) -> PictureFit? {
    guard case .take(_, let facts) = content else { return nil }
    return PictureFit(facts.size, crop: crop, canvas: canvas)
  }

  /// The map from a take's picture (2 high) to its scene, which it covers; nil for what is no take.
  func sceneFromPicture(_ canvas: CanvasSize) -> Similarity? {
    guard case .take(_, let facts) = content, let fit = fit(canvas) else { return nil }
    return facts.size.pixelsFromPlane.then(fit.sceneFromPixels)
  }
}
