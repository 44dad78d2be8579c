/// A map of the plane that keeps shapes: `z ↦ scale · z + offset`. It zooms by |scale|, rolls by its angle, and shifts.
package struct Similarity: Hashable, Codable, Sendable {
  package var scale: Point
  package var offset: Point

  package init(scale: Point = .one, offset: Point = .zero) {
    self.scale = scale
    self.offset = offset
  }

  package static let identity = Similarity()

  package func callAsFunction(_ z: Point) -> Point { scale * z + offset }

  /// The map back. The scale must not be zero.
  package var inverse: Similarity {
    Similarity(scale: Point.one / scale, offset: -(offset / scale))
  }

  /// First this map, then the other.
  package func then(_ next: Similarity) -> Similarity {
    Similarity(scale: next.scale * scale, offset: next.scale * offset + next.offset)
  }
}
