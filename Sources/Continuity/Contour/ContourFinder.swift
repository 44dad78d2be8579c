import Geometry
import Imaging

/// Two unlike scenes as they are joined.
package struct JoinSight: Sendable {
  /// What is known of each by itself.
  package var outer: JoinScene
  package var inner: JoinScene
  /// From the inner scene's plane to the outer one's.
  package var portal: Similarity
  /// Half the size of the inner picture in its scene's plane; nil: it has no end.
  package var extent: Point?
  /// What both show on the plane of the inner scene, up to `reach` times its frame: 4:4:4, of the canvas's shape.
  package var outerNear: Picture
  package var innerNear: Picture
  /// The same at other moments of the hand-over, where a scene moves.
  package var otherMoments: [(outerNear: Picture, innerNear: Picture)]

  /// How many times higher than the inner scene's frame the near pictures are.
  package static let reach = JoinGrid.reach

  package init(
    outer: JoinScene, inner: JoinScene, portal: Similarity, extent: Point?, outerNear: Picture, innerNear: Picture,
    otherMoments: [(outerNear: Picture, innerNear: Picture)] = []
  ) {
    (self.outer, self.inner, self.portal, self.extent) = (outer, inner, portal, extent)
    (self.outerNear, self.innerNear, self.otherMoments) = (outerNear, innerNear, otherMoments)
  }
}

/// Finds when each point turns from an outer scene to an unlike inner one: that stands in the outer one as a thing among its things from early
/// on, with a contour that is a border of either picture nearly everywhere, and is then flown into.
///
/// At some moments the contour is a minimal cut, each containing the last; between them a front runs.
package struct ContourFinder {
  private let sight: JoinSight

  private static let coarseRows = 60
  private static let fineRows = 140

  package init(_ sight: JoinSight) { self.sight = sight }

  /// - Parameter window: octaves beyond the inner scene filling the canvas between which it takes over.
  package func handOver(_ window: ClosedRange<Double>) -> HandOver {
    let coarse = domain(rows: ContourFinder.coarseRows)
    let rough = Stations(coarse, window: window)
    let fine = domain(rows: ContourFinder.fineRows)
    let clock = ContourClock(fine, Stations(fine, window: window, near: (rough, coarse.grid)))
    let turns = clock.turns
    let octaves = held(turns.octaves, fine.grid, window)
    let length = Float(Stations.ends - Stations.begins)
    let moments =
      window.lowerBound > Contour.quick
      ? evenly(octaves, fine, window) : octaves.map { unit(($0 - Float(Stations.begins)) / length) }
    let pole = pole(fine)
    let grid = ArrivalGrid(fine.grid, pole: pole)
    return HandOver(
      arrival: grid.map(moments), mist: grid.coarser.map(turns.mist, isHung: false), pole: pole,
      begins: window.lowerBound, ends: window.upperBound, softness: ContourFinder.softness)
  }

  /// In a short window cells turn in the same order, but so that the inner scene takes over the canvas evenly.
  private func evenly(_ octaves: [Float], _ domain: JoinDomain, _ window: ClosedRange<Double>) -> [Float] {
    let grid = domain.grid
    let inFrame = octaves.indices.filter { grid.isInFrame($0 % grid.columns, $0 / grid.columns) }
    let framed = inFrame.map { i in
      let p = grid.place(i % grid.columns, i / grid.columns)
      return Float(max(abs(p.x) / grid.aspect, abs(p.y)))
    }
    let found = ArrivalSpread(begins: window.lowerBound, ends: window.upperBound).moments(
      inFrame.map { max(octaves[$0] - Float(Stations.begins), 0) },
      weights: inFrame.map { domain.difference[$0] * 18 + 8 },
      reaches: Reaches(framed: framed, round: [Float](repeating: 0, count: framed.count)))
    var moments = [Float](repeating: 1, count: octaves.count)
    for (k, i) in inFrame.enumerated() { moments[i] = found[k] }
    return moments
  }

  /// What lies beyond the inner picture does not turn before it has left the canvas.
  private func held(_ octaves: [Float], _ grid: JoinGrid, _ window: ClosedRange<Double>) -> [Float] {
    guard let extent = sight.extent else { return octaves }
    let stretch = (Stations.ends - Stations.begins) / (window.upperBound - window.lowerBound)
    return octaves.indices.map { i in
      let p = grid.place(i % grid.columns, i / grid.columns)
      guard abs(p.x) > extent.x + Contour.mirrored || abs(p.y) > extent.y + Contour.mirrored else { return octaves[i] }
      let leaves = -PortableMath.log2(max(abs(p.x) / grid.aspect, abs(p.y)))
      return max(octaves[i], Float(Stations.begins + (leaves - window.lowerBound) * stretch))
    }
  }

  /// How long a point takes to turn at least, as a part of the hand-over.
  private static let softness = 0.008

  /// Near where it begins, where the map is finest, but not so far out that it is coarse elsewhere.
  private func pole(_ domain: JoinDomain) -> Point {
    let thing = domain.thing
    return thing * min(1, 0.35 / max(thing.length, 1e-9))
  }

  private func domain(rows: Int) -> JoinDomain {
    let grid = JoinGrid(rowsOfFrame: rows, aspect: sight.inner.aspect)
    let near = Similarity(scale: Point(x: 1 / JoinGrid.reach, y: 0))
    let saliences = (
      outer: sight.outer.salience.seen(on: grid, sight.portal),
      inner: sight.inner.salience.seen(on: grid, .identity)
    )
    func colours(_ picture: Picture) -> LabImage { LabLadder(picture, mostHeight: 400).seen(on: grid, near) }
    func domain(_ outer: Picture, _ inner: Picture) -> JoinDomain {
      JoinDomain(
        grid, outer: colours(outer), inner: colours(inner), outerSalience: saliences.outer,
        innerSalience: saliences.inner, extent: sight.extent)
    }
    return domain(sight.outerNear, sight.innerNear)
      .steadied(by: sight.otherMoments.map { domain($0.outerNear, $0.innerNear) })
  }
}
