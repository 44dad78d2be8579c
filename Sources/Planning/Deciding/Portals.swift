import Geometry

/// Where each scene lies in the one around it, and where each scene's vanishing point is.
enum Portals {
  /// Sets the portals' offsets and the vanishing points. `focus` has, for each place, where the link after it leads through its picture
  /// (0 … 1), nil for the middle; `isKnown` tells the links whose portal is what it is.
  static func settle(_ plan: inout Plan, focus: [Point?], isKnown: [Bool]) {
    for place in plan.links.indices {
      guard plan.scenes[place].worldVanishingPoint == nil, !isKnown[place] else { continue }
      let wished = focus[place].map { plan.planePoint($0, in: place) } ?? .zero
      let offset = clamped(wished, link: plan.links[place], aspect: plan.aspect)
      plan.links[place].portal.offset = offset
      if (offset - wished).length > 1e-9 {
        plan.notes.append(
          "scene \(place + 1): the next scene would reach over its border; its focus was moved by \(brief((offset - wished).length / 2)) of the height"
        )
      }
    }
    if plan.loops { settleLoop(&plan, isKnown) } else { settleOpen(&plan, isKnown) }
  }

  /// P_k = o_k + s_k · P_{k+1}, from the end of the chain backwards; the last scene's is its middle, or where its clip flies to. A world lies around its own vanishing
  /// point, so there the portal moves instead.
  private static func settleOpen(_ plan: inout Plan, _ isKnown: [Bool]) {
    let last = plan.scenes.count - 1
    plan.scenes[last].vanishingPoint = plan.scenes[last].worldVanishingPoint ?? plan.clipFocus(last) ?? .zero
    for place in plan.links.indices.reversed() { settle(&plan, place, isKnown[place]) }
  }

  /// The same around a loop, until nothing changes: each lap shrinks what is left of the start by the scale of the whole chain.
  private static func settleLoop(_ plan: inout Plan, _ isKnown: [Bool]) {
    for _ in 0..<1000 {
      let before = plan.scenes.map(\.vanishingPoint)
      for place in plan.links.indices.reversed() { settle(&plan, place, isKnown[place]) }
      if before == plan.scenes.map(\.vanishingPoint) { return }
    }
  }

  private static func settle(_ plan: inout Plan, _ place: Int, _ isKnown: Bool) {
    let inner = plan.scenes[(place + 1) % plan.scenes.count].vanishingPoint
    if let point = plan.scenes[place].worldVanishingPoint {
      plan.links[place].portal.offset = point - plan.links[place].portal.scale * inner
      plan.scenes[place].vanishingPoint = point
    } else if isKnown {
      plan.scenes[place].vanishingPoint = plan.links[place].portal(inner)
    } else {
      let wished = plan.links[place].portal(inner)
      let point = Point(
        x: min(max(wished.x, -farthest * plan.aspect), farthest * plan.aspect),
        y: min(max(wished.y, -farthest), farthest))
      plan.links[place].portal.offset = plan.links[place].portal.offset + (point - wished)
      plan.scenes[place].vanishingPoint = point
    }
  }

  /// A vanishing point lies at most this far out, as a part of half the canvas: nearer the border no seam could be drawn about it.
  private static let farthest = 0.8

  /// The nearest place for the middle of a portal at which the inner scene lies inside the outer one.
  private static func clamped(_ offset: Point, link: Link, aspect: Double) -> Point {
    let s = link.portal.scale
    let x = max(0, aspect - (aspect * abs(s.x) + abs(s.y)))
    let y = max(0, 1 - (aspect * abs(s.y) + abs(s.x)))
    return Point(x: min(max(offset.x, -x), x), y: min(max(offset.y, -y), y))
  }
}

extension Plan {
  /// The size of the picture that a take's scene shows, in its own pixels: all of it, or its crop. A take to come has the canvas's size.
  package func shownSize(of scene: PlannedScene) -> (width: Double, height: Double)? {
    let size: CanvasSize
    switch scene.content {
    case .take(let take): size = takes[take].facts.size
    case .pending(let pending) where !pending.willBeWorld: size = self.size
    case .world, .pending: return nil
    }
    return (Double(size.width) * (scene.crop?.width ?? 1), Double(size.height) * (scene.crop?.height ?? 1))
  }

  /// Plane units per pixel of a take in its scene: it covers the canvas, times its margin.
  package func unitsPerPixel(of scene: PlannedScene) -> Double? {
    shownSize(of: scene).map { max(2 * aspect / $0.width, 2 / $0.height) * scene.margin }
  }

  /// The map from the plane of a take's scene to the pixels of one of its frames (centres at ½).
  package func takeFromScene(_ scene: PlannedScene, frame: Int) -> Similarity? {
    guard let map = anchorFromScene(scene) else { return nil }
    guard case .take(let take) = scene.content, let playback = scene.playback else { return map }
    let pixels = takes[take].facts.size.pixelsFromPlane
    return map.then(pixels.inverse).then(playback.anchorFromFrame(frame).inverse).then(pixels)
  }

  /// The map from the plane of a take's scene to the pixels of the frame that fills it.
  package func anchorFromScene(_ scene: PlannedScene) -> Similarity? {
    guard case .take(let take) = scene.content, let unit = unitsPerPixel(of: scene), let shown = shownSize(of: scene)
    else { return nil }
    let size = takes[take].facts.size
    let middle = Point(
      x: Double(size.width) * (scene.crop?.x ?? 0) + shown.width / 2,
      y: Double(size.height) * (scene.crop?.y ?? 0) + shown.height / 2)
    return Similarity(scale: Point(x: 1 / unit, y: 0), offset: middle)
  }

  /// Where a scene's clip flies to by itself, in its plane; nil where it does not.
  func clipFocus(_ place: Int) -> Point? {
    let scene = scenes[place]
    guard case .take(let take) = scene.content, let track = scene.playback?.track, let map = anchorFromScene(scene)
    else {
      return nil
    }
    return map.inverse(takes[take].facts.size.pixelsFromPlane(track.focus))
  }

  /// A point given as fractions 0 … 1 of a scene's picture, in its plane.
  func planePoint(_ fraction: Point, in place: Int) -> Point {
    let scene = scenes[place]
    guard let unit = unitsPerPixel(of: scene), let shown = shownSize(of: scene) else {
      return Point(x: (fraction.x * 2 - 1) * aspect, y: fraction.y * 2 - 1)
    }
    return Point(x: (fraction.x - 0.5) * shown.width * unit, y: (fraction.y - 0.5) * shown.height * unit)
  }
}
