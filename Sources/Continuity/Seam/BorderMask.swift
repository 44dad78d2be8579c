/// What lies within a picture's border.
package struct BorderMask: LayerMask {
  private let border: PictureBorder
  /// Of its soft edge, in pixels.
  private static let ramp = 2.0

  package init(_ border: PictureBorder) { self.border = border }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    border.cover(x: x, y: y, ramp: BorderMask.ramp)
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    row.update(repeating: 1, count: count)
    border.limit(x: Float(x), y: y, spacing: Float(spacing), count: count, ramp: BorderMask.ramp, row: row)
  }
}
