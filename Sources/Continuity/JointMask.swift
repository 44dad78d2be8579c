import Geometry

/// Two masks in one. Colours and detail go together: a silhouette's edge is as sharp in one as in the other.
package struct JointMask: LayerMask {
  package enum Way: Sendable {
    /// What is seen where both are.
    case both
    /// What is seen where either is: what one leaves is seen through the other.
    case either
  }

  private let way: Way
  private let first: any LayerMask
  private let second: any LayerMask

  package init(_ way: Way, _ first: any LayerMask, _ second: any LayerMask) {
    (self.way, self.first, self.second) = (way, first, second)
  }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    let covers = (first.cover(x: x, y: y), second.cover(x: x, y: y))
    // What one of them alone decides.
    let deciding: MaskCover = way == .both ? .none : .all
    if covers.0 == deciding || covers.1 == deciding { return deciding }
    return covers.0 == covers.1 ? covers.0 : .part
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    first.opacities(x: x, y: y, spacing: spacing, count: count, into: row)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { other in
      let other = other.baseAddress!
      second.opacities(x: x, y: y, spacing: spacing, count: count, into: other)
      switch way {
      case .both: for i in 0..<count { row[i] = row[i] * other[i] }
      case .either: for i in 0..<count { row[i] = row[i] + other[i] - row[i] * other[i] }
      }
    }
  }
}
