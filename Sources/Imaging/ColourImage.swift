import Geometry

/// A picture's colours as numbers to measure with, row by row without gaps: Y′ 0 … 1, Cb and Cr −½ … ½, and the same as Lab.
package struct ColourImage: Sendable {
  package let width: Int
  package let height: Int
  package private(set) var luma: [Float]
  package private(set) var blueness: [Float]
  package private(set) var redness: [Float]
  package private(set) var lightness: [Float]
  package private(set) var a: [Float]
  package private(set) var b: [Float]

  package init(width: Int, height: Int, luma: [Float], blueness: [Float], redness: [Float]) {
    let count = width * height
    precondition(
      count > 0 && luma.count == count && blueness.count == count && redness.count == count,
      "an image has three numbers for each pixel")
    (self.width, self.height) = (width, height)
    (self.luma, self.blueness, self.redness) = (luma, blueness, redness)
    lightness = [Float](repeating: 0, count: count)
    (a, b) = (lightness, lightness)
    lightness.withUnsafeMutableBufferPointer { lightness in
      a.withUnsafeMutableBufferPointer { a in
        b.withUnsafeMutableBufferPointer { b in
          Lab.convert(
            luma: luma, blueness: blueness, redness: redness, lightness: lightness.baseAddress!, a: a.baseAddress!,
            b: b.baseAddress!, count: count)
        }
      }
    }
  }

  /// The colours of a 4:4:4 picture reduced by a whole number: the smallest that makes it at most so wide. Each pixel is the mean of a
  /// square; what does not fill a square at the right and below is left out.
  package init(_ picture: Picture, mostWidth: Int) {
    precondition(picture.format.chroma == .full, "colours are measured on pictures with chroma at every pixel")
    let size = picture.size
    let factor = min(max(1, (size.width + mostWidth - 1) / mostWidth), size.width, size.height)
    let planes = (0..<3).map { number in
      let (neutral, range): (Float, Float) = number == 0 ? (16, 219) : (128, 224)
      return picture.planes[number].means(ofSquares: factor).map { ($0 - neutral) / range }
    }
    self.init(
      width: size.width / factor, height: size.height / factor, luma: planes[0], blueness: planes[1],
      redness: planes[2])
  }

  package var size: CanvasSize { CanvasSize(width, height) }
  package var count: Int { luma.count }

  /// Its colours under a map.
  package func mapped(_ map: ColourMap) -> ColourImage {
    let rows = map.rows.map { $0.map { Float($0) } }
    let planes = rows.map { row in
      (0..<count).map { row[0] * luma[$0] + row[1] * blueness[$0] + row[2] * redness[$0] + row[3] }
    }
    return ColourImage(width: width, height: height, luma: planes[0], blueness: planes[1], redness: planes[2])
  }
}

extension Plane {
  /// The means of squares of samples, in code values of 8 bits.
  fileprivate func means(ofSquares side: Int) -> [Float] {
    let (across, down) = (width / side, height / side)
    var means = [Float](repeating: 0, count: across * down)
    var row = [Float](repeating: 0, count: across * side)
    for y in 0..<down * side {
      row.withUnsafeMutableBufferPointer {
        RowKernels.read(self, row: y, from: 0, count: across * side, into: $0.baseAddress!)
      }
      let start = y / side * across
      for k in 0..<side {
        for x in 0..<across { means[start + x] += row[x * side + k] }
      }
    }
    let scale = 1 / Float(side * side << (bits - 8))
    for i in means.indices { means[i] *= scale }
    return means
  }
}
