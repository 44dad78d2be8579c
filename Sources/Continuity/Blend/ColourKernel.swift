import Geometry
import Imaging

/// A colour map in code values.
struct ColourKernel {
  /// What Y′, Cb and Cr become: a row of four factors each.
  private let rows: [(Float, Float, Float, Float)]

  init(_ map: ColourMap, format: PictureFormat) {
    let unit = Double(1 << (format.bits - 8))
    let scales = [219 * unit, 224 * unit, 224 * unit]
    let zeros = [16 * unit, 128 * unit, 128 * unit]
    rows = (0..<3).map { i in
      let factors = (0..<3).map { map.rows[i][$0] * scales[i] / scales[$0] }
      var constant = zeros[i] + map.rows[i][3] * scales[i]
      for k in 0..<3 { constant -= factors[k] * zeros[k] }
      return (Float(factors[0]), Float(factors[1]), Float(factors[2]), Float(constant))
    }
  }

  /// A plane's row from rows of all three at the same places.
  func mix(
    _ luma: UnsafePointer<Float>, _ blueness: UnsafePointer<Float>, _ redness: UnsafePointer<Float>, plane: Int,
    count: Int, into out: UnsafeMutablePointer<Float>
  ) {
    let (a, b, c, d) = rows[plane]
    for i in 0..<count { out[i] = a * luma[i] + b * blueness[i] + c * redness[i] + d }
  }

  /// Luma at the places of chroma: rows hold the two columns before the first place as well.
  static func halve(
    _ upper: UnsafePointer<Float>, _ lower: UnsafePointer<Float>, count: Int, into out: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count {
      let above = upper[2 * i - 1] + 2 * upper[2 * i] + upper[2 * i + 1]
      let below = lower[2 * i - 1] + 2 * lower[2 * i] + lower[2 * i + 1]
      out[i] = (above + below) * 0.125
    }
  }

  /// What chroma adds to luma at a luma row, at the columns of chroma: three parts of the near row, one of the far.
  func tint(
    _ blueness: (near: UnsafeMutablePointer<Float>, far: UnsafeMutablePointer<Float>),
    _ redness: (near: UnsafeMutablePointer<Float>, far: UnsafeMutablePointer<Float>), count: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    let (_, b, c, d) = rows[0]
    for i in 0..<count {
      out[i] =
        b * (0.75 * blueness.near[i] + 0.25 * blueness.far[i]) + c * (0.75 * redness.near[i] + 0.25 * redness.far[i])
        + d
    }
  }

  /// Luma with its tint, which stands at every second column.
  func lay(
    tint: UnsafePointer<Float>, on luma: UnsafePointer<Float>, count: Int, into out: UnsafeMutablePointer<Float>
  ) {
    let a = rows[0].0
    for i in 0..<count / 2 {
      out[2 * i] = a * luma[2 * i] + tint[i]
      out[2 * i + 1] = a * luma[2 * i + 1] + 0.5 * (tint[i] + tint[i + 1])
    }
    if count % 2 == 1 { out[count - 1] = a * luma[count - 1] + tint[count / 2] }
  }
}
