import Geometry
import Imaging
import Media
import TestSupport
import Testing

/// Samples at the ends of their range, and without any order, through all that makes finished planes: the change of matrix, the halving of
/// chroma, and the reduction of depth.
@Suite struct `A take of extreme samples` {
  private let folder: MediaFolder

  init() throws { folder = try MediaFolder() }

  private static let sizes = [CanvasSize(37, 23), CanvasSize(64, 34)]

  private static func pictures(_ size: CanvasSize) -> [Picture] {
    let format = PictureFormat(.full, bits: 16)
    let plain = [(0, 0, 0), (65535, 65535, 65535), (65535, 0, 65535), (0, 65535, 0)].map { y, b, r in
      Picture(size, format) { plane, _, _ in [y, b, r][plane] }
    }
    let stripes = Picture(size, format) { plane, x, y in (plane == 0 ? x : plane == 1 ? x / 2 : y / 2) % 2 * 65535 }
    return [.random(size, format), .checker(size, format), .edge(size, format), stripes] + plain
  }

  /// A clip with these frames, whose matrix is BT.601.
  private func clip(_ pictures: [Picture]) throws -> String {
    let bytes = pictures.flatMap { picture in
      picture.planes.flatMap { plane in
        (0..<plane.height).flatMap { y in
          Array(UnsafeRawBufferPointer(start: plane.base + y * plane.stride, count: 2 * plane.width))
        }
      }
    }
    let raw = try folder.write(bytes, "raw")
    try ffmpeg(
      "-f rawvideo -pix_fmt yuv444p16le -s \(pictures[0].size) -r 25 -i \(raw) -c:v ffv1 -color_range tv "
        + "-colorspace smpte170m \(folder("a.mkv"))")
    return folder("a.mkv")
  }

  @Test(arguments: PictureFormat.all) func `agrees with the plain twins`(format: PictureFormat) throws {
    for size in Self.sizes {
      let pictures = Self.pictures(size)
      let path = try clip(pictures)
      let reader = try ClipReader(path: path, facts: try Take.facts(of: path), format: format)
      for (index, picture) in pictures.enumerated() {
        let read = try reader.picture(at: index).samples
        let expected = FinishedTwin(picture).planes(format)
        for plane in 0..<3 {
          let worst = zip(read[plane], expected[plane]).map { abs(Double($0) - $1) }.max()!
          // At 8 bits the order of the dither is up to one step away.
          #expect(worst <= (format.bits == 8 ? 1.01 : 6), "frame \(index), plane \(plane), \(size)")
        }
      }
    }
  }
}

/// Finished planes of a BT.601 picture of 16 bits, from the formulas.
private struct FinishedTwin {
  private let planes: [[Double]]
  private let size: CanvasSize

  init(_ picture: Picture) {
    size = picture.size
    var planes = picture.samples.map { $0.map(Double.init) }
    for i in planes[0].indices {
      let (y, cb, cr) = (
        (planes[0][i] / 256 - 16) / 219, (planes[1][i] / 256 - 128) / 224, (planes[2][i] / 256 - 128) / 224
      )
      let (red, blue) = (y + 1.402 * cr, y + 1.772 * cb)
      let green = (y - 0.299 * red - 0.114 * blue) / 0.587
      let luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
      planes[0][i] = Self.cut((16 + 219 * luma) * 256)
      planes[1][i] = Self.cut((128 + 224 * (blue - luma) / 1.8556) * 256)
      planes[2][i] = Self.cut((128 + 224 * (red - luma) / 1.5748) * 256)
    }
    self.planes = planes
  }

  private static func cut(_ x: Double) -> Double { min(max(x, 0), 65535) }

  func planes(_ format: PictureFormat) -> [[Double]] {
    planes.enumerated().map { number, plane in
      let samples = number > 0 && format.chroma == .half ? halved(plane) : plane
      return format.bits == 16 ? samples : samples.map { min($0 / 256, 255) }
    }
  }

  /// Catmull-Rom over twice its width: between the rows, and over the even columns; edges repeat.
  private func halved(_ plane: [Double]) -> [Double] {
    let across = [(-3, -1.0), (-1, 9.0), (0, 16.0), (1, 9.0), (3, -1.0)]
    let down = [(-3, -3.0), (-2, -9.0), (-1, 29.0), (0, 111.0), (1, 111.0), (2, 29.0), (3, -9.0), (4, -3.0)]
    return (0..<(size.height + 1) / 2).flatMap { row in
      (0..<(size.width + 1) / 2).map { column in
        var sum = 0.0
        for (dy, v) in down {
          let y = min(max(2 * row + dy, 0), size.height - 1)
          for (dx, w) in across {
            sum += v * w * plane[y * size.width + min(max(2 * column + dx, 0), size.width - 1)]
          }
        }
        return Self.cut(sum / (32 * 256))
      }
    }
  }
}
