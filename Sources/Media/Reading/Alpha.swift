internal import CFFmpeg
import Geometry
import Imaging

/// How much of itself a picture shows, sample by sample.
struct Alpha {
  /// 0 … 1, in rows without gaps.
  let values: [Float]
  let width: Int
  let height: Int

  /// What is so little see-through is a rounding of depths.
  private static let nearlyOpaque: Float = 0.995

  /// Nil where the frame is opaque throughout.
  init?(_ frame: Frame) throws {
    let shape = try made(av_pix_fmt_desc_get(frame.pixelFormat), "av_pix_fmt_desc_get")
    let isPalette = shape.pointee.flags & UInt64(AV_PIX_FMT_FLAG_PAL) != 0
    let component = Int32(shape.pointee.nb_components) - 1
    let opaque = Float(Int64(1) << (isPalette ? 8 : alphaDepth(shape, component)) - 1)
    (width, height) = (frame.width, frame.height)
    var values = [Float](repeating: 1, count: width * height)
    var line = [UInt16](repeating: 0, count: width)
    var isOpaque = true
    for y in 0..<height {
      if isPalette {
        frame.readPaletteAlpha(y, into: &line)
      } else {
        frame.readLine(shape, Int32(y), component, into: &line)
      }
      for x in 0..<width {
        let value = Float(line[x]) / opaque
        values[y * width + x] = value < Alpha.nearlyOpaque ? value : 1
        isOpaque = isOpaque && value >= Alpha.nearlyOpaque
      }
    }
    guard !isOpaque else { return nil }
    self.values = values
  }

  private init(_ values: [Float], width: Int, height: Int) {
    self.values = values
    self.width = width
    self.height = height
  }

  /// Of the picture as it stands upright.
  func turned(_ orientation: Orientation) -> Alpha {
    guard orientation != .upright else { return self }
    let size = orientation.upright(CanvasSize(width, height))
    var upright = [Float](repeating: 0, count: values.count)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (u, v) = orientation.isTransposed ? (y, x) : (x, y)
        let column = orientation.isMirroredInX ? width - 1 - u : u
        let row = orientation.isMirroredInY ? height - 1 - v : v
        upright[y * size.width + x] = values[row * width + column]
      }
    }
    return Alpha(upright, width: size.width, height: size.height)
  }

  /// Fills what shows through with what is around it, softly, from near and far alike (pull and push, Gortler and others 1996): samples of
  /// limited range at 16 bits.
  func fill(_ full: Frame, isPremultiplied: Bool) {
    for plane in 0..<3 {
      let origin: Float = plane == 0 ? 4096 : 32768
      var colours = [Float](repeating: 0, count: width * height)
      for y in 0..<height {
        let row = full.row16(plane, y)
        for x in 0..<width {
          let distance = Float(row[x]) - origin
          colours[y * width + x] = isPremultiplied ? distance : distance * values[y * width + x]
        }
      }
      let filled = Alpha.filled(colours, values, width, height)
      for y in 0..<height {
        let row = full.row16(plane, y)
        for x in 0..<width { row[x] = UInt16(min(max(filled[y * width + x] + origin + 0.5, 0), 65535)) }
      }
    }
  }

  /// Colours that are multiplied by their weights, with what they lack taken from the next coarser level.
  private static func filled(_ colours: [Float], _ weights: [Float], _ width: Int, _ height: Int) -> [Float] {
    let (w, h) = ((width + 1) / 2, (height + 1) / 2)
    guard width > 1 || height > 1 else { return [weights[0] > 0 ? colours[0] / weights[0] : 0] }
    var (coarse, coarseWeights) = ([Float](repeating: 0, count: w * h), [Float](repeating: 0, count: w * h))
    for y in 0..<height {
      for x in 0..<width {
        coarse[y / 2 * w + x / 2] += colours[y * width + x]
        coarseWeights[y / 2 * w + x / 2] += weights[y * width + x]
      }
    }
    // What is known of four samples counts as one at most.
    for i in coarse.indices where coarseWeights[i] > 1 {
      coarse[i] /= coarseWeights[i]
      coarseWeights[i] = 1
    }
    let around = filled(coarse, coarseWeights, w, h)
    var result = colours
    for y in 0..<height {
      let (rowLow, rowHigh, rowShare) = neighbours(y, h)
      for x in 0..<width where weights[y * width + x] < 1 {
        let (low, high, share) = neighbours(x, w)
        let top = around[rowLow * w + low] * (1 - share) + around[rowLow * w + high] * share
        let bottom = around[rowHigh * w + low] * (1 - share) + around[rowHigh * w + high] * share
        result[y * width + x] += (1 - weights[y * width + x]) * (top * (1 - rowShare) + bottom * rowShare)
      }
    }
    return result
  }

  /// The samples of the coarser level around one, and how much of the second.
  private static func neighbours(_ x: Int, _ count: Int) -> (Int, Int, Float) {
    let place = (Float(x) + 0.5) / 2 - 0.5
    let low = min(max(Int(place.rounded(.down)), 0), count - 1)
    return (low, min(low + 1, count - 1), min(max(place - Float(low), 0), 1))
  }
}

private func alphaDepth(_ shape: UnsafePointer<AVPixFmtDescriptor>, _ component: Int32) -> Int {
  Int(component == 3 ? shape.pointee.comp.3.depth : shape.pointee.comp.1.depth)
}

extension Frame {
  /// One row of a palette picture's alpha, 0 … 255. Plane 1 is the palette: alpha is the high byte of each entry.
  fileprivate func readPaletteAlpha(_ y: Int, into line: inout [UInt16]) {
    let indices = base(0) + y * stride(0)
    let palette = UnsafeRawPointer(base(1))
    for x in 0..<line.count {
      line[x] = UInt16(palette.loadUnaligned(fromByteOffset: 4 * Int(indices[x]), as: UInt32.self) >> 24)
    }
  }

  /// One row of one component as numbers, whatever the pixel format.
  fileprivate func readLine(
    _ shape: UnsafePointer<AVPixFmtDescriptor>, _ y: Int32, _ component: Int32, into line: inout [UInt16]
  ) {
    let data = pointer.pointee.data
    let lines = pointer.pointee.linesize
    var planes: [UnsafePointer<UInt8>?] = [data.0, data.1, data.2, data.3].map { $0.map { UnsafePointer($0) } }
    var strides = [lines.0, lines.1, lines.2, lines.3]
    let width = Int32(line.count)
    line.withUnsafeMutableBytes {
      av_read_image_line2($0.baseAddress, &planes, &strides, shape, 0, y, component, width, 0, 2)
    }
  }
}
