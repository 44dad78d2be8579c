import Geometry

/// Where each scene lies in the one around it, and where each scene's vanishing point is.
struct Portals {
  private(set) var portals: [Similarity]
  private(set) var vanishingPoints: [Point]
  /// How far a wished focus had to be moved, by place, in halves of the canvas's height.
  private(set) var moved: [Int: Double] = [:]

  private let places: [Place]
  private let aspect: Double

  /// What is known of a scene and of the link after it before they are laid into one another.
  struct Place {
    /// Nil for worlds.
    var fit: PictureFit?
    /// Where a world's vanishing point stands, and the portal has to follow.
    var worldVanishingPoint: Point?
    /// Where a clip flies to by itself, in its scene's plane.
    var clipFocus: Point?
    /// Where the link leads, as fractions 0 … 1 of the picture; nil: its middle.
    var focus: Point?
    /// Zoom and roll of the portal.
    var scale: Point
    /// The portal, where it was measured.
    var known: Similarity?
  }

  /// Places outermost first. If they go round, the last one's link leads to the first; else it leads nowhere.
  init(_ places: [Place], goRound: Bool, aspect: Double) {
    self.places = places
    self.aspect = aspect
    portals = places.map { $0.known ?? Similarity(scale: $0.scale) }
    vanishingPoints = places.map { _ in .zero }
    for place in places.indices.dropLast(goRound ? 0 : 1) { setWished(place) }
    if goRound { settleRound() } else { settleOpen() }
  }

  private mutating func setWished(_ place: Int) {
    guard places[place].worldVanishingPoint == nil, places[place].known == nil else { return }
    let wished = places[place].focus.map { scenePoint($0, place) } ?? .zero
    let offset = clamped(wished, places[place].scale)
    portals[place].offset = offset
    if (offset - wished).length > 1e-9 { moved[place] = (offset - wished).length }
  }

  /// A point given as fractions 0 … 1 of a scene's picture, in its plane.
  private func scenePoint(_ fraction: Point, _ place: Int) -> Point {
    places[place].fit?.scenePoint(fraction) ?? Point(x: (fraction.x * 2 - 1) * aspect, y: fraction.y * 2 - 1)
  }

  /// P_k = o_k + s_k · P_{k+1}, from the end of the chain backwards; the last scene's is its middle, or where its clip flies to. A world lies around its own vanishing
  /// point, so there the portal moves instead.
  private mutating func settleOpen() {
    let last = places.count - 1
    let flown = places[last].clipFocus.map { held($0, within: Portals.farthestKnown) }
    vanishingPoints[last] = places[last].worldVanishingPoint ?? flown ?? .zero
    for place in places.indices.dropLast().reversed() { settle(place) }
  }

  /// The same around a round, until nothing changes: each time round shrinks what is left of the start by the scale of the whole chain.
  private mutating func settleRound() {
    for _ in 0..<1000 {
      let before = vanishingPoints
      for place in places.indices.reversed() { settle(place) }
      if before == vanishingPoints { return }
    }
  }

  private mutating func settle(_ place: Int) {
    let inner = vanishingPoints[(place + 1) % places.count]
    if let point = places[place].worldVanishingPoint {
      portals[place].offset = point - portals[place].scale * inner
      vanishingPoints[place] = point
    } else {
      let isKnown = places[place].known != nil
      let wished = portals[place](inner)
      let point = held(wished, within: isKnown ? Portals.farthestKnown : Portals.farthest)
      vanishingPoints[place] = point
      guard point != wished else { return }
      portals[place].offset = portals[place].offset + (point - wished)
      if isKnown { moved[place] = (point - wished).length }
    }
  }

  private func held(_ point: Point, within part: Double) -> Point {
    Point(x: min(max(point.x, -part * aspect), part * aspect), y: min(max(point.y, -part), part))
  }

  /// A vanishing point lies at most this far out, as a part of half the canvas: nearer the border no seam could be drawn about it. Where the
  /// inner picture was found is left alone for as long as the shot can fly there at all.
  static let farthest = 0.8
  private static let farthestKnown = 0.98

  /// The nearest place for the middle of a portal at which the inner scene lies inside the outer one.
  private func clamped(_ offset: Point, _ s: Point) -> Point {
    let x = max(0, aspect - (aspect * abs(s.x) + abs(s.y)))
    let y = max(0, 1 - (aspect * abs(s.y) + abs(s.x)))
    return Point(x: min(max(offset.x, -x), x), y: min(max(offset.y, -y), y))
  }
}
