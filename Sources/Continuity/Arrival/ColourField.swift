import Geometry
import Imaging

/// A picture as numbers to compare by eye: lightness 0 … 100 and two opponent colours in like steps. Y′CbCr is near enough to what eyes
/// see for telling things apart, and needs no roots.
struct ColourField {
  let width: Int
  let height: Int
  /// Lightness, blueness, redness, row by row.
  var channels: [[Float]]

  var count: Int { width * height }

  /// The picture is 4:4:4.
  init(_ picture: Picture) {
    precondition(picture.format.chroma == .full, "pictures to find an arrival in are 4:4:4")
    (width, height) = (picture.size.width, picture.size.height)
    let unit = Float(1 << (picture.format.bits - 8))
    channels = []
    for plane in 0..<3 {
      var values = [Float](repeating: 0, count: width * height)
      let (black, scale) = plane == 0 ? (16 * unit, 100 / (219 * unit)) : (128 * unit, 130 / (224 * unit))
      values.withUnsafeMutableBufferPointer { values in
        for y in 0..<height {
          let row = values.baseAddress! + y * width
          RowKernels.read(picture.planes[plane], row: y, from: 0, count: width, into: row)
          for x in 0..<width { row[x] = (row[x] - black) * scale }
        }
      }
      channels.append(values)
    }
  }

  /// Blurred by a box of `2 · radius + 1` pixels, twice on each axis.
  func blurred(radius: Int) -> ColourField {
    var result = self
    for k in 0..<3 { result.channels[k] = Field.blurred(channels[k], width, height, radius: radius) }
    return result
  }

  /// The distance of the colours of two pixels.
  @inline(__always) func difference(_ i: Int, _ j: Int) -> Float {
    var sum: Float = 0
    for k in 0..<3 {
      let d = channels[k][i] - channels[k][j]
      sum += d * d
    }
    return sum.squareRoot()
  }

  /// The distance to another picture's colours, pixel by pixel.
  func difference(from other: ColourField) -> [Float] {
    var sum = [Float](repeating: 0, count: count)
    for k in 0..<3 {
      for i in 0..<count {
        let d = channels[k][i] - other.channels[k][i]
        sum[i] += d * d
      }
    }
    return sum.map { $0.squareRoot() }
  }
}
