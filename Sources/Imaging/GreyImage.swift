import Geometry

/// A picture's luma as numbers to measure with: Y′ 0 … 1 from black to white, row by row without gaps.
package struct GreyImage: Sendable {
  package let width: Int
  package let height: Int
  package var pixels: [Float]

  package init(width: Int, height: Int, pixels: [Float]) {
    precondition(width > 0 && height > 0 && pixels.count == width * height, "an image has a number for each pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The luma of a picture reduced by a whole number: the smallest that makes it at most so wide. Each pixel is the mean of a square; what
  /// does not fill a square at the right and below is left out.
  package init(_ picture: Picture, mostWidth: Int) {
    let factor = max(1, (picture.size.width + mostWidth - 1) / mostWidth)
    self.init(picture.planes[0], reducedBy: min(factor, picture.size.width, picture.size.height))
  }

  private init(_ luma: Plane, reducedBy factor: Int) {
    let (width, height) = (luma.width / factor, luma.height / factor)
    let top = Float(1 << (luma.bits - 8))
    let scale = 1 / (219 * top * Float(factor * factor))
    let black = 16 * top * Float(factor * factor)
    var pixels = [Float](repeating: 0, count: width * height)
    var row = [Float](repeating: 0, count: luma.width)
    for y in 0..<height * factor {
      row.withUnsafeMutableBufferPointer {
        RowKernels.read(luma, row: y, from: 0, count: width * factor, into: $0.baseAddress!)
      }
      let start = y / factor * width
      for k in 0..<factor {
        for x in 0..<width { pixels[start + x] += row[x * factor + k] }
      }
    }
    for i in pixels.indices { pixels[i] = (pixels[i] - black) * scale }
    self.init(width: width, height: height, pixels: pixels)
  }

  package var size: CanvasSize { CanvasSize(width, height) }
}
