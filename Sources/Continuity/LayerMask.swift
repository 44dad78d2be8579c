/// How much of a layer is seen at each place of the canvas.
package protocol LayerMask: Sendable {
  /// What a rectangle of canvas pixels can see of the layer; `part` where it is not certain.
  func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover

  /// Opacities 0 … 1 of a row of samples: `count` of them from canvas pixel (x, y), each `spacing` pixels right of the one before.
  /// The row has room for twice as many.
  func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>)

  /// The same mask, in which the way from 0 to 1 is at least so many canvas pixels wide: for colours that hand over more gently than
  /// detail. Where that is empty or full, so is the mask itself. Nil if colours and detail go together.
  func softened(pixels: Double) -> (any LayerMask)?
}

extension LayerMask {
  package func softened(pixels: Double) -> (any LayerMask)? { nil }
}

package enum MaskCover { case none, part, all }
