/// How much of a layer is seen at each place of the canvas.
package protocol LayerMask: Sendable {
  /// What a rectangle of canvas pixels can see of the layer; `part` where it is not certain.
  func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover

  /// Opacities 0 … 1 of a row of samples: `count` of them from canvas pixel (x, y), each `spacing` pixels right of the one before.
  /// The row has room for twice as many.
  func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>)
}

package enum MaskCover { case none, part, all }
