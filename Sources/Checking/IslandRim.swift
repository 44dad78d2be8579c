import Geometry

/// How closed a rim is seen around the vanishing point that belongs to no picture.
///
/// Things have edges, and a zoom takes them along: what is an edge of a scene was one before, where the scene showed it smaller, and is one
/// afterwards, where it is larger. Where one picture ends in another is an edge only while the front passes. So an edge counts by what it is
/// steeper than the same place was before and is afterwards. Silhouettes of things, crisp as they are, count nothing.
package struct IslandRim {
  /// Directions from the vanishing point that are looked into.
  static let directions = 32
  /// By so much an edge of the scene may turn out steeper than it is at another size, and by so many pixels beside its place.
  private static let tolerance: Float = 1.25
  private static let reach = 2
  /// Pixels about the vanishing point that belong to no direction.
  private static let core = 3.0

  /// The colour difference (dE 1976, across 1.7 % of the picture's longer side) that half of all directions meet somewhere, 0 and more: 0 where
  /// more than half of the way round there is no such rim.
  package let strength: Double

  /// A moment, one before it and one after it, with the maps that lead to those from the moment's pixels, from the middle. Only what all three
  /// show is looked at.
  package init(_ moment: IslandPicture, before: (IslandPicture, Similarity), after: (IslandPicture, Similarity)) {
    let (size, steps) = (moment.size, moment.steps)
    let (earlier, wasSeen) = before.0.pulled(before.1)
    let (later, isSeen) = after.0.pulled(after.1)
    let known = zip(earlier.steps, later.steps).map { max($0, $1) }.spread(Self.reach, size)
    let unseen = zip(wasSeen, isSeen).map { $0 && $1 ? Float(0) : 1 }.spread(Self.reach + 1, size)
    let rays = Rays(size, before.1, after.1)
    var most = [Float](repeating: 0, count: Self.directions)
    for y in 0..<size.height {
      for x in 0..<size.width where unseen[y * size.width + x] == 0 {
        let i = y * size.width + x
        let excess = steps[i] - Self.tolerance * known[i]
        guard excess > 0, let ray = rays.direction(x, y) else { continue }
        most[ray] = max(most[ray], excess)
      }
    }
    strength = most.map(Double.init).middleValue
  }

  /// The directions about the vanishing point.
  private struct Rays {
    private let pole: Point

    init(_ size: CanvasSize, _ before: Similarity, _ after: Similarity) {
      // The point z that lies at one place of the canvas before and after: before(z) = after(z).
      let away = before.scale - after.scale
      let still = away.length > 1e-6 ? (after.offset - before.offset) / away : .zero
      pole = still + Point(x: Double(size.width - 1) / 2, y: Double(size.height - 1) / 2)
    }

    func direction(_ x: Int, _ y: Int) -> Int? {
      let ray = Point(x: Double(x), y: Double(y)) - pole
      guard ray.length > IslandRim.core else { return nil }
      let turns = ray.turns
      return min(IslandRim.directions - 1, Int((turns < 0 ? turns + 1 : turns) * Double(IslandRim.directions)))
    }
  }
}

extension Array where Element == Float {
  /// The largest value of the square around each pixel, `reach` to each side.
  fileprivate func spread(_ reach: Int, _ size: CanvasSize) -> [Float] {
    spreadAlong(1, size.width, reach).spreadAlong(size.width, size.height, reach)
  }

  /// Along rows (step 1) or columns (step: the width), which have so many pixels.
  private func spreadAlong(_ step: Int, _ length: Int, _ reach: Int) -> [Float] {
    indices.map { i in
      let place = i / step % length
      let (low, high) = (-Swift.min(reach, place), Swift.min(reach, length - 1 - place))
      return (low...high).reduce(self[i]) { Swift.max($0, self[i + $1 * step]) }
    }
  }
}
