import Geometry

/// What is seen where both of two masks are. Colours and detail go together: a silhouette's edge is as sharp in one as in the other.
package struct MaskProduct: LayerMask {
  private let first: any LayerMask
  private let second: any LayerMask

  package init(_ first: any LayerMask, _ second: any LayerMask) {
    self.first = first
    self.second = second
  }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    let covers = (first.cover(x: x, y: y), second.cover(x: x, y: y))
    if covers.0 == .none || covers.1 == .none { return .none }
    return covers.0 == .all && covers.1 == .all ? .all : .part
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    withOther(first, second, x: x, y: y, spacing: spacing, count: count, into: row) { row, other in
      for i in 0..<count { row[i] = row[i] * other[i] }
    }
  }
}

/// What is seen where either of two masks is: what one leaves is seen through the other.
package struct MaskUnion: LayerMask {
  private let first: any LayerMask
  private let second: any LayerMask

  package init(_ first: any LayerMask, _ second: any LayerMask) {
    self.first = first
    self.second = second
  }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    let covers = (first.cover(x: x, y: y), second.cover(x: x, y: y))
    if covers.0 == .all || covers.1 == .all { return .all }
    return covers.0 == .none && covers.1 == .none ? .none : .part
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    withOther(first, second, x: x, y: y, spacing: spacing, count: count, into: row) { row, other in
      for i in 0..<count { row[i] = row[i] + other[i] - row[i] * other[i] }
    }
  }
}

/// Opacities of the first mask in the row, and those of the second beside them.
private func withOther(
  _ first: any LayerMask, _ second: any LayerMask, x: Double, y: Double, spacing: Double, count: Int,
  into row: UnsafeMutablePointer<Float>, _ body: (UnsafeMutablePointer<Float>, UnsafePointer<Float>) -> Void
) {
  first.opacities(x: x, y: y, spacing: spacing, count: count, into: row)
  withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * count) { other in
    second.opacities(x: x, y: y, spacing: spacing, count: count, into: other.baseAddress!)
    body(row, other.baseAddress!)
  }
}
