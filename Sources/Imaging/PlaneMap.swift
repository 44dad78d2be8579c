import Geometry

/// A similarity between two pictures, said in the samples of one of their planes: sample (i, j) of the canvas lies at
/// `scale · (i + j·i) + offset` among the source's samples, whose first is at (0, 0).
struct PlaneMap: Sendable {
  let scale: Point
  let offset: Point

  /// Both pictures have the format; `sourceFromCanvas` maps pixels to pixels (centres at ½) of the source, which is kept `halvings`
  /// times smaller than it says.
  init(_ sourceFromCanvas: Similarity, plane: Int, format: PictureFormat, halvings: Int) {
    let (step, shiftX, shiftY) = format.siting(plane)
    let shift = Point(x: shiftX, y: shiftY)
    let half = Point(x: 0.5, y: 0.5)
    let smaller = Double(sign: .plus, exponent: halvings, significand: 1)
    scale = sourceFromCanvas.scale / smaller
    offset = (sourceFromCanvas(half * step + shift) / smaller - shift) / step - half
  }

  var isUpright: Bool { scale.y == 0 }
}
