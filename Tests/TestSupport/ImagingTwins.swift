import Geometry
import Imaging

#if canImport(Glibc)
  import Glibc
#endif

/// Slow, obvious twins of Imaging's kernels, in double precision straight from the formulas.
package enum Twin {
  /// Lanczos with three lobes.
  package static func lanczos(_ x: Double) -> Double {
    if x == 0 { return 1 }
    if abs(x) >= 3 { return 0 }
    return (sin(.pi * x) / (.pi * x)) * (sin(.pi * x / 3) / (.pi * x / 3))
  }

  /// A plane of the canvas: for every sample the sum over all source samples near it, mirrored beyond its edges, with the kernel stretched by the
  /// shrink. Shrinks of 2 and more would need a pyramid and are not for this twin.
  package static func drawn(
    _ picture: Picture, plane: Int, sourceFromCanvas map: Similarity, canvas: CanvasSize
  ) -> [Double] {
    let size = picture.format.planeSize(plane, of: canvas)
    let halved = plane > 0 && picture.format.chroma == .half
    return (0..<size.height).flatMap { j in
      (0..<size.width).map { i in
        // Where the sample stands in pixels: chroma of 4:2:0 stands on the left luma column, between two luma rows.
        let pixel =
          halved
          ? Point(x: Double(2 * i) + 0.5, y: Double(2 * j) + 1)
          : Point(x: Double(i) + 0.5, y: Double(j) + 0.5)
        let source = map(pixel)
        let sample =
          halved
          ? Point(x: (source.x - 0.5) / 2, y: (source.y - 1) / 2)
          : Point(x: source.x - 0.5, y: source.y - 0.5)
        return filtered(picture.planes[plane], at: sample, stretch: max(1, map.scale.length))
      }
    }
  }

  /// The filter at one place, sample (0, 0) being at the origin.
  static func filtered(_ plane: Plane, at place: Point, stretch: Double) -> Double {
    let across = taps(around: place.x, count: plane.width, stretch: stretch)
    let down = taps(around: place.y, count: plane.height, stretch: stretch)
    var sum = 0.0
    var weights = 0.0
    for (y, v) in down {
      for (x, w) in across {
        sum += Double(plane.sample(x, y)) * v * w
        weights += v * w
      }
    }
    return sum / weights
  }

  private static func taps(around place: Double, count: Int, stretch: Double) -> [(index: Int, weight: Double)] {
    // There and back: a place beyond an end is the one as far within.
    var near = place.truncatingRemainder(dividingBy: 2 * Double(count))
    while near < -0.5 || near > Double(count) - 0.5 {
      near = near < -0.5 ? -1 - near : 2 * Double(count) - 1 - near
    }
    let reach = Int(3 * stretch) + 2
    let middle = Int(near.rounded())
    return (middle - reach...middle + reach).map { index in
      (min(max(index, 0), count - 1), lanczos((Double(index) - near) / stretch))
    }
  }

  /// Linear light from sRGB code 0 … 1, and back.
  package static func light(_ encoded: Double) -> Double {
    encoded < 0
      ? -light(-encoded) : encoded <= 0.04045 ? encoded / 12.92 : pow((encoded + 0.055) / 1.055, 2.4)
  }

  package static func encoded(_ light: Double) -> Double {
    light < 0
      ? -encoded(-light) : light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
  }
}

extension Twin {
  /// An image of light in code values that have not been rounded, plane by plane.
  package static func codes(of image: RGBImage, format: PictureFormat, encoded isEncoded: Bool) -> [[Double]] {
    let unit = Double(1 << (format.bits - 8))
    let rgb = (0..<image.width * image.height).map { i in
      [image.red[i], image.green[i], image.blue[i]].map { light in
        let cut = min(max(Double(light), 0), 1)
        return isEncoded ? cut : encoded(cut)
      }
    }
    let luma = rgb.map { 0.2126 * $0[0] + 0.7152 * $0[1] + 0.0722 * $0[2] }
    let blueness = zip(rgb, luma).map { ($0[2] - $1) / 1.8556 }
    let redness = zip(rgb, luma).map { ($0[0] - $1) / 1.5748 }
    let chroma = [blueness, redness].map { format.chroma == .full ? $0 : halved($0, image.size) }
    return [luma.map { (16 + 219 * $0) * unit }] + chroma.map { $0.map { (128 + 224 * $0) * unit } }
  }

  /// Left-sited halves: [1 2 1] / 4 across, [1 1] / 2 down, edges going on.
  package static func halved(_ full: [Double], _ size: CanvasSize) -> [Double] {
    (0..<(size.height + 1) / 2).flatMap { y in
      (0..<(size.width + 1) / 2).map { x in
        var sum = 0.0
        for row in [2 * y, min(2 * y + 1, size.height - 1)] {
          for (column, weight) in [(2 * x - 1, 1.0), (2 * x, 2.0), (2 * x + 1, 1.0)] {
            sum += weight * full[row * size.width + min(max(column, 0), size.width - 1)]
          }
        }
        return sum / 8
      }
    }
  }
}
