import Geometry
import Worlds

/// How deep links are, and how fast they are flown through: outermost scene first, since what is left of a clip's time
/// and zoom depends on how far it has played when it fills the canvas.
extension Joins {
  /// From a scene to one that goes on from it.
  private static let leastOctaves = 0.01
  /// The shot goes on in its innermost clip if it has so many octaves for it.
  private static let leastInnermost = 0.25

  /// Nearly nothing changes after so many.
  private static let mostPasses = 12

  /// How long a scene is seen depends on the speeds before and after it, so they are laid until nothing changes.
  mutating func lay() {
    let places = inward ? Array(appearances.indices) : appearances.indices.reversed()
    for _ in 0..<Joins.mostPasses {
      let before = (appearances.map(\.octaves), anchors)
      for index in places { lay(index) }
      if before == (appearances.map(\.octaves), anchors) { break }
    }
    let innermost = inward ? appearances.count - 1 : 0
    innermostOctaves = octavesOfInnermost(entering: octavesEntering(innermost))
    innermostSpeed =
      appearances[innermost].clip == nil
      ? wishedSpeeds[link(out: innermost)] : pace(innermost).speed(ends(innermost, leaves: false))
  }

  private mutating func lay(_ index: Int) {
    let (outer, inner) = (outer(index), inner(index))
    anchors[outer] = anchor(outer, entering: octavesEntering(outer))
    let wished = wishes.storyboard.scenes[appearances[index].wish].octaves ?? wishes.storyboard.octaves
    if list[index].alignment != nil {
      list[index].window = window(index)
      anchors[inner] = anchor(inner, entering: octavesEntering(inner))
      layFound(index, wished: wished)
    } else if let hole = hole(index) {
      layThrough(hole, index, wished: wished)
    } else if appearances[outer].rests {
      if appearances[outer].clip != nil { appearances[index].octaves = wished ?? ClipPace.easyOctaves }
    } else if appearances[outer].clip != nil, appearances[outer].provenance == nil {
      layClip(index, wished: wished)
    } else if let zoom = appearances[outer].zoom, zoom.flies(direction) {
      appearances[index].speed = pace(outer).following
      lay(index, zoom, octaves: wished ?? ownOctaves(zoom, outer))
    }
    list[index].window = window(index)
    anchors[inner] = anchor(inner, entering: octavesEntering(inner))
  }

  // MARK: Anchors

  /// A clip that opens in another scene plays from the first, while its scene still grows: at about three quarters of its speed.
  private static let playedWhileNested = 0.75

  private func anchor(_ index: Int, entering: Double) -> Int {
    let appearance = appearances[index]
    guard let zoom = appearance.zoom, let clip = appearance.clip, case .take(_, let facts) = appearance.content else {
      return 0
    }
    guard zoom.flies(direction) else { return inward ? zoom.first : zoom.last }
    let pace = pace(index)
    let octaves = entering * Joins.playedWhileNested
    if pace.carries {
      let played = min(octaves, abs(zoom.octaves) / 2)
      return inward ? zoom.frame(after: played) : zoom.frame(before: played)
    }
    let seconds = min(octaves / pace.wished, clip.seconds / 2)
    let frame = facts.times.index(at: inward == clip.reverse ? clip.to - seconds : clip.from + seconds)
    return min(max(frame, min(zoom.first, zoom.last)), max(zoom.first, zoom.last))
  }

  /// Octaves over which a scene grows in the one around it before it fills the canvas; 0 for the outermost scene of an open shot.
  private func octavesEntering(_ index: Int) -> Double {
    let isOutermost = index == (inward ? 0 : appearances.count - 1) && !wishes.storyboard.loop && !wishes.isSingleTake
    guard !isOutermost else { return 0 }
    let join = list[entrance(index)]
    return join.kind == .nested ? -join.window.lowerBound : 0
  }

  /// When a scene is seen beside the link in which it is the outer one.
  private func ends(_ index: Int, leaves: Bool) -> ClipPace.Ends {
    ClipPace.Ends(
      entering: octavesEntering(index) / appearances[entrance(index)].speed,
      leaving: leaves ? appearances[link(out: inner(link(out: index)))].speed : nil)
  }

  // MARK: Depths

  /// An unrelated scene opens in the picture on which a clip ends.
  private mutating func layClip(_ index: Int, wished: Double?) {
    let outer = outer(index)
    let (pace, ends) = (pace(outer), ends(outer, leaves: !endsInNext(index)))
    let zoom = appearances[outer].zoom.flatMap { $0.flies(direction) ? $0 : nil }
    var speed = pace.speed(ends)
    var octaves = pace.octaves(at: speed, ends)
    if let zoom { octaves = max(pace.carries ? 0 : octaves, ownOctaves(zoom, outer)) }
    let forced = wished ?? (octaves < ClipPace.leastOctaves ? ClipPace.leastOctaves : nil)
    if let forced {
      octaves = forced
      speed = pace.speed(over: forced, ends)
    }
    appearances[index].speed = speed
    if let zoom {
      lay(index, zoom, octaves: octaves)
    } else {
      appearances[index].octaves = octaves
    }
  }

  /// What a clip zooms by itself after it fills the canvas, but for what it plays on while the rest of it is carried out.
  private func ownOctaves(_ zoom: ClipZoom, _ outer: Int) -> Double {
    let way = abs(zoom.track.octaves[inward ? zoom.last : zoom.first] - zoom.track.octaves[anchors[outer]])
    return way - Leaving.octaves(ofWay: way) / 2
  }

  /// The next scene lies in the last picture of a clip that is seen on a way of so many octaves.
  private mutating func lay(_ index: Int, _ zoom: ClipZoom, octaves: Double) {
    let outer = outer(index)
    guard let around = appearances[outer].sceneFromPicture(wishes.size) else { return }
    let octaves = min(max(octaves, 0.1), Limits.octaves.upper)
    var frame = anchors[outer]
    let (end, step) =
      inward ? (zoom.last, zoom.last >= zoom.first ? 1 : -1) : (zoom.first, zoom.last >= zoom.first ? -1 : 1)
    while frame != end, abs(zoom.track.octaves[frame + step] - zoom.track.octaves[anchors[outer]]) <= octaves + 1e-9 {
      frame += step
    }
    let inPicture = around.inverse.then(anchorFromFrame(zoom, frame, anchors[outer])).then(around)
    let rest = octaves + PortableMath.log2(inPicture.scale.length)
    appearances[index].octaves = octaves
    let shrunk = Similarity(
      scale: Point(x: PortableMath.exp2(-rest), y: 0), offset: list[index].place.map { around($0) } ?? .zero)
    var portal = shrunk.then(inPicture)
    portal.scale = Point(turns: -appearances[index].roll, length: PortableMath.exp2(-octaves))
    list[index].portal = portal
  }

  /// Where one picture was found in the other.
  private mutating func layFound(_ index: Int, wished: Double?) {
    let (outer, inner) = (outer(index), inner(index))
    guard let alignment = list[index].alignment,
      let around = appearances[outer].sceneFromPicture(wishes.size),
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
    setSpeed(index, ofOuter: outer)
  }

  /// Where one clip goes on from another it is followed; one that does not zoom so far is not hurried, and the camera all but rests.
  private mutating func setSpeed(_ index: Int, ofOuter outer: Int) {
    guard let clip = appearances[outer].clip else { return }
    let pace = pace(outer)
    let octaves = appearances[index].octaves
    let isSlow = list[index].alignment.map { !pace.carries(on: $0.octaves) } ?? true
    if list[index].kind == .successive, appearances[outer].provenance == nil, isSlow || appearances[outer].rests {
      appearances[index].speed = octaves / max(clip.seconds, Limits.played)
    } else if let zoom = appearances[outer].zoom, zoom.flies(direction) {
      appearances[index].speed = pace.following
    } else if appearances[outer].provenance == nil {
      appearances[index].speed = pace.speed(over: octaves, ends(outer, leaves: true))
    }
  }

  /// The frame of a clip that meets the other scene at a join: the last one it plays if it comes first.
  private func handFrame(_ zoom: ClipZoom?, comesFirst: Bool) -> Int {
    zoom.map { comesFirst ? $0.last : $0.first } ?? 0
  }

  private func anchorFromFrame(_ zoom: ClipZoom?, _ frame: Int, _ anchor: Int) -> Similarity {
    zoom?.track.map(from: frame, to: anchor) ?? .identity
  }

  // MARK: Holes

  /// The hole of the outer picture through which the inner scene is seen; nil where a person says where that opens.
  private func hole(_ index: Int) -> StillOpening.Hole? {
    list[index].kind == .nested && appearances[index].focus == nil ? appearances[outer(index)].hole : nil
  }

  /// The inner scene is a little larger than the hole around it.
  private static let beyondHole = 1.03

  /// The inner scene lies behind the hole, so that it is seen through all of it.
  private mutating func layThrough(_ hole: StillOpening.Hole, _ index: Int, wished: Double?) {
    guard let around = appearances[outer(index)].sceneFromPicture(wishes.size) else { return }
    let roll = Point(turns: appearances[index].roll)
    let half = hole.half * (around.scale.length * Joins.beyondHole)
    let (across, down) = (
      half.x * abs(roll.x) + half.y * abs(roll.y), half.x * abs(roll.y) + half.y * abs(roll.x)
    )
    let scale = max(across / wishes.size.aspect, down)
    let octaves = wished ?? min(max(-PortableMath.log2(scale), 0.25), Limits.octaves.upper)
    appearances[index].octaves = octaves
    list[index].isThroughHole = true
    list[index].portal = Similarity(
      scale: Point(turns: -appearances[index].roll, length: PortableMath.exp2(-octaves)), offset: around(hole.middle))
  }

  // MARK: The innermost scene

  /// Whether the shot begins, ends, or rests as the inner scene of a join fills the canvas.
  private func endsInNext(_ index: Int) -> Bool {
    appearances[inner(index)].rests
      || isInnermost(inner(index)) && octavesOfInnermost(entering: Joins.growthOfClips) == 0
  }

  func isInnermost(_ index: Int) -> Bool {
    !wishes.storyboard.loop && index == (inward ? appearances.count - 1 : 0)
  }

  /// How far the shot goes on in the innermost scene after that, growing over so many octaves, fills the canvas: in a clip as long as it
  /// plays, in a world until nothing is left of the one around it.
  func octavesOfInnermost(entering: Double) -> Double {
    let index = inward ? appearances.count - 1 : 0
    guard !wishes.storyboard.loop, appearances.count > 1, !appearances[index].rests else { return 0 }
    if let octaves = octavesBeyondOpening(index) { return octaves }
    guard wishes.storyboard.seconds == nil, appearances[index].clip != nil else { return 0 }
    let pace = pace(index)
    var octaves = 0.0
    if let zoom = appearances[index].zoom, pace.carries || appearances[index].provenance != nil {
      let anchor = anchor(index, entering: entering)
      octaves =
        zoom.flies(direction)
        ? abs(zoom.track.octaves[inward ? zoom.last : zoom.first] - zoom.track.octaves[anchor]) : 0
    } else if appearances[index].provenance == nil {
      let ends = ClipPace.Ends(entering: entering / appearances[entrance(index)].speed, leaving: nil)
      octaves = pace.octaves(at: pace.speed(ends), ends)
    }
    return octaves < Joins.leastInnermost ? 0 : octaves
  }

  /// Octaves until nothing is left of the world that opened onto the innermost one; nil where none did, or where there is no time for it.
  private func octavesBeyondOpening(_ index: Int) -> Double? {
    let link = entrance(index)
    guard let inner = appearances[index].content.worldVanishingPoint, appearances[link].opens,
      case .world(let around) = appearances[outer(link)].content, let entry = WorldCatalog.entry(around.name),
      wishes.storyboard.seconds == nil || wishes.speedFollows
    else { return nil }
    let octaves = Openings.octavesBeyond(entry, vanishingPoint: inner, canvas: wishes.size)
    // Not more than a quarter of a shot whose length is given.
    let most = wishes.storyboard.seconds.map { $0 / 4 * wishedSpeeds[self.link(out: index)] }
    return min(octaves, most ?? octaves)
  }

  // MARK: Rests

  /// Seconds for which the camera rests at a scene when that fills the canvas: as long as was said, or as a clip plays beside growing in the
  /// one around it. A clip that another one goes on from is followed instead.
  func rest(_ index: Int) -> Double {
    let appearance = appearances[index]
    let isFollowed = list[link(out: index)].kind == .successive
    guard appearance.rests, !isFollowed || isLast(index), appearances.count > 1 || wishes.isSingleTake else { return 0 }
    guard let clip = appearance.clip else { return appearance.seconds ?? 0 }
    return clip.seconds - min(octavesEntering(index) / wishedSpeeds[index], clip.seconds / 2)
  }

  private func isLast(_ index: Int) -> Bool { !wishes.storyboard.loop && index == appearances.count - 1 }
}
