import Geometry
import Imaging

/// A picture's colours as CIE Lab, a little blurred, so that noise and resampling weigh less than joins.
enum LabPixels {
  private static let soft = Blur(0.8, radius: 3)

  /// L 0 … 100, a, b, and as fourth number whatever is given.
  static func pixels(_ picture: ReducedPicture, fourth: [Float]) -> [SIMD4<Float>] {
    let (width, height) = (picture.size.width, picture.size.height)
    var lightness = soft(picture.luma, width: width, height: height)
    var a = soft(picture.blueness, width: width, height: height)
    var b = soft(picture.redness, width: width, height: height)
    // Lab writes all three before it has read all three: a row at a time, with rows of its own to read from.
    var rows = [Float](repeating: 0, count: 3 * width)
    for y in 0..<height {
      for x in 0..<width {
        rows[x] = lightness[y * width + x]
        rows[width + x] = a[y * width + x]
        rows[2 * width + x] = b[y * width + x]
      }
      convert(rows, &lightness, &a, &b, at: y * width, count: width)
    }
    return lightness.indices.map { SIMD4(lightness[$0], a[$0], b[$0], fourth[$0]) }
  }

  private static func convert(
    _ rows: [Float], _ lightness: inout [Float], _ a: inout [Float], _ b: inout [Float], at start: Int, count: Int
  ) {
    rows.withUnsafeBufferPointer { rows in
      lightness.withUnsafeMutableBufferPointer { lightness in
        a.withUnsafeMutableBufferPointer { a in
          b.withUnsafeMutableBufferPointer { b in
            Lab.convert(
              luma: rows.baseAddress!, blueness: rows.baseAddress! + count, redness: rows.baseAddress! + 2 * count,
              lightness: lightness.baseAddress! + start, a: a.baseAddress! + start, b: b.baseAddress! + start,
              count: count)
          }
        }
      }
    }
  }
}
