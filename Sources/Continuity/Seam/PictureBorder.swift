import Geometry

/// The border of a layer's picture on the canvas: a rectangle through a similarity.
package struct PictureBorder: Sendable {
  /// How far a canvas pixel lies inside each side, in canvas pixels: left, right, top, bottom; each is a · x + b · y + c.
  private let sides: [(a: Double, b: Double, c: Double)]

  /// - Parameters:
  ///   - size: of the picture, in its own pixels.
  ///   - beyond: how far beyond the picture the border lies, in the picture's pixels.
  ///   - pictureFromCanvas: pixels of the canvas to pixels of the picture, centres at ½, as for a `PictureSampler`.
  package init(_ size: CanvasSize, beyond: Double = 0, pictureFromCanvas: Similarity) {
    let (scale, offset) = (pictureFromCanvas.scale, pictureFromCanvas.offset)
    let k = 1 / scale.length
    let across = (a: scale.x * k, b: -scale.y * k, c: offset.x * k)
    let down = (a: scale.y * k, b: scale.x * k, c: offset.y * k)
    let (width, height, out) = (Double(size.width) * k, Double(size.height) * k, beyond * k)
    sides = [
      (across.a, across.b, across.c + out), (-across.a, -across.b, width - across.c + out),
      (down.a, down.b, down.c + out), (-down.a, -down.b, height - down.c + out),
    ]
  }

  /// What a rectangle of pixels sees of the picture, whose opacity rises from 0 at its border to 1 so many pixels inside.
  func cover(x: ClosedRange<Double>, y: ClosedRange<Double>, ramp: Double) -> MaskCover {
    var isInside = true
    for side in sides {
      let (x0, x1) = (side.a * x.lowerBound, side.a * x.upperBound)
      let (y0, y1) = (side.b * y.lowerBound, side.b * y.upperBound)
      if max(x0, x1) + max(y0, y1) + side.c < -0.01 { return .none }
      isInside = isInside && min(x0, x1) + min(y0, y1) + side.c > ramp + 0.01
    }
    return isInside ? .all : .part
  }

  /// Multiplies opacities of a row by the picture's own.
  func limit(
    x: Float, y: Double, spacing: Float, count: Int, ramp: Double, row: UnsafeMutablePointer<Float>
  ) {
    for side in sides {
      let (a, b) = (Float(side.a / ramp), Float((side.b * y + side.c) / ramp))
      // A row that is inside at both ends is inside.
      if a * x + b >= 1, a * (x + Float(count) * spacing) + b >= 1 { continue }
      for i in 0..<count {
        let inside = a * (x + Float(Int32(truncatingIfNeeded: i)) * spacing) + b
        let low: Float = inside > 0 ? inside : 0
        let factor: Float = low < 1 ? low : 1
        row[i] = row[i] * factor
      }
    }
  }
}
