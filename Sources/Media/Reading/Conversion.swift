internal import CFFmpeg
import Geometry
import Imaging

/// Turns the decoded frames of one file into pictures: upright, square pixels, BT.709 limited, in one format.
final class Conversion {
  private let path: String
  private let isStill: Bool
  private let size: CanvasSize
  private let format: PictureFormat
  private let orientation: Orientation
  private let isPremultiplied: Bool
  private var scalers: [Key: Scaler] = [:]

  private struct Key: Hashable {
    let from: Scaler.Side
    let to: Scaler.Side
    let matrix: YCbCrMatrix
  }

  /// The size is the upright picture's.
  init(
    path: String, isStill: Bool, size: CanvasSize, format: PictureFormat, orientation: Orientation,
    isPremultiplied: Bool = false
  ) {
    self.path = path
    self.isStill = isStill
    self.size = size
    self.format = format
    self.orientation = orientation
    self.isPremultiplied = isPremultiplied
  }

  func picture(from frame: Frame) throws -> Picture {
    let colour = try SourceColour(frame, isStill: isStill, path: path)
    guard orientation == .upright, CanvasSize(frame.width, frame.height) == size, colour.isPlainBT709,
      !(colour.isFullRange && colour.bits > 8)
    else {
      return try pictureByWay444(frame, colour)
    }
    let picture = Picture(size, format, cleared: false)
    if colour.format == format.pixelFormat.rawValue && !colour.isFullRange {
      copy(frame, to: picture)
    } else {
      try scaler(side(frame, colour), format.side(size), colour.matrix).convert(frame, into: Frame(picture))
    }
    return picture
  }

  private func copy(_ frame: Frame, to picture: Picture) {
    for (index, plane) in picture.planes.enumerated() {
      let (base, stride) = (frame.base(index), frame.stride(index))
      for y in 0..<plane.height {
        (plane.base + y * plane.stride).copyMemory(from: base + y * stride, byteCount: plane.width * plane.bits / 8)
      }
    }
  }

  // The long way: 4:4:4 of 16 bits, in which all that moves or mixes samples is exact, and finished planes from there.
  private func pictureByWay444(_ frame: Frame, _ colour: SourceColour) throws -> Picture {
    var full = try full444(frame, colour)
    if colour.matrix != .bt709 { changeMatrix(full, from: colour.matrix) }
    full = try scaled(full, to: orientation.stored(size))
    full = try turned(full)
    return finished(full, dither: colour.bits > 8)
  }

  /// 4:4:4, 16 bits, limited range, in the matrix that the source has (BT.709 if it is RGB), alpha gone.
  private func full444(_ frame: Frame, _ colour: SourceColour) throws -> Frame {
    if [AV_PIX_FMT_MONOBLACK, AV_PIX_FMT_MONOWHITE].contains(frame.pixelFormat) {
      let grey = try greyed(frame, colour)
      return try full444(grey, SourceColour(grey, isStill: isStill, path: path))
    }
    let stored = CanvasSize(frame.width, frame.height)
    let full = try Frame(stored.width, stored.height, AV_PIX_FMT_YUV444P16LE)
    try scaler(side(frame, colour), side444(stored), colour.matrix).convert(frame, into: full)
    if colour.isFullRange || colour.isRGB { correctWhite(full, bits: colour.bits) }
    if colour.hasAlpha && !isPremultiplied { try flattenOverBlack(full, frame) }
    return full
  }

  /// swscale takes full-range white of b bits, 2ᵇ − 1, for 255 · 2ᵇ⁻⁸, which is a little less: all distances from black and from
  /// neutral chroma come out too long by that ratio, up to 0.9 of an 8-bit step.
  private func correctWhite(_ full: Frame, bits: Int) {
    guard bits > 8 else { return }
    let share = Int32((Double(255 << 8) / Double(((1 << bits) - 1) << (16 - bits)) * 32768).rounded())
    for plane in 0..<3 {
      let origin: Int32 = plane == 0 ? 16 << 8 : 128 << 8
      for y in 0..<full.height {
        let row = full.row16(plane, y)
        for x in 0..<full.width {
          let distance = Int32(row[x]) &- origin
          row[x] = UInt16(truncatingIfNeeded: origin &+ (distance &* share &+ 16384) &>> 15)
        }
      }
    }
  }

  /// Black and white as 0 and 255: swscale knows no range for single bits.
  private func greyed(_ frame: Frame, _ colour: SourceColour) throws -> Frame {
    let size = CanvasSize(frame.width, frame.height)
    let grey = try Frame(size.width, size.height, AV_PIX_FMT_GRAY8)
    var to = side(frame, colour)
    to.format = AV_PIX_FMT_GRAY8.rawValue
    try scaler(side(frame, colour), to, colour.matrix).convert(frame, into: grey)
    return grey
  }

  private func changeMatrix(_ full: Frame, from matrix: YCbCrMatrix) {
    let change = MatrixChange(from: matrix)
    for y in 0..<full.height {
      change.apply(full.row16(0, y), full.row16(1, y), full.row16(2, y), count: full.width)
    }
  }

  private func scaled(_ full: Frame, to stored: CanvasSize) throws -> Frame {
    let from = CanvasSize(full.width, full.height)
    guard from != stored else { return full }
    let other = try Frame(stored.width, stored.height, AV_PIX_FMT_YUV444P16LE)
    try scaler(side444(from), side444(stored), .bt709).convert(full, into: other)
    return other
  }

  private func turned(_ full: Frame) throws -> Frame {
    guard orientation != .upright else { return full }
    let other = try Frame(size.width, size.height, AV_PIX_FMT_YUV444P16LE)
    for plane in 0..<3 {
      turn(
        full.row16(plane, 0), full.stride(plane) / 2, other.row16(plane, 0), other.stride(plane) / 2,
        width: size.width, height: size.height, orientation)
    }
    return other
  }

  private func finished(_ full: Frame, dither: Bool) -> Picture {
    Picture(
      size, format,
      planes: (0..<3).map { plane in
        finishedPlane(
          full.row16(plane, 0), full.stride(plane) / 2, size, halved: plane > 0 && format.chroma == .half,
          bits: format.bits, dither: dither)
      })
  }

  private func side(_ frame: Frame, _ colour: SourceColour) -> Scaler.Side {
    Scaler.Side(
      size: CanvasSize(frame.width, frame.height), format: colour.format, isFullRange: colour.isFullRange,
      chromaX: colour.chromaX, chromaY: colour.chromaY)
  }

  private func side444(_ size: CanvasSize) -> Scaler.Side {
    Scaler.Side(size: size, format: AV_PIX_FMT_YUV444P16LE.rawValue)
  }

  private func scaler(_ from: Scaler.Side, _ to: Scaler.Side, _ matrix: YCbCrMatrix) throws -> Scaler {
    let key = Key(from: from, to: to, matrix: matrix)
    if let scaler = scalers[key] { return scaler }
    let scaler = try Scaler(from: from, to: to, matrix)
    scalers[key] = scaler
    return scaler
  }
}

/// Draws the samples over black, with the alpha that the frame has: distances from black and from neutral chroma are multiplied.
private func flattenOverBlack(_ full: Frame, _ frame: Frame) throws {
  let shape = try made(av_pix_fmt_desc_get(frame.pixelFormat), "av_pix_fmt_desc_get")
  let isPalette = shape.pointee.flags & UInt64(AV_PIX_FMT_FLAG_PAL) != 0
  let component = Int32(shape.pointee.nb_components) - 1
  let opaque = Int64(1) << (isPalette ? 8 : alphaDepth(shape, component)) - 1
  var alpha = [UInt16](repeating: 0, count: full.width)
  for y in 0..<full.height {
    if isPalette {
      frame.readPaletteAlpha(y, into: &alpha)
    } else {
      frame.readLine(shape, Int32(y), component, into: &alpha)
    }
    for plane in 0..<3 { flatten(full.row16(plane, y), alpha, opaque, origin: plane == 0 ? 16 << 8 : 128 << 8) }
  }
}

private func flatten(_ row: UnsafeMutablePointer<UInt16>, _ alpha: [UInt16], _ opaque: Int64, origin: Int64) {
  for x in 0..<alpha.count where Int64(alpha[x]) != opaque {
    let part = (Int64(row[x]) - origin) * Int64(alpha[x])
    row[x] = UInt16(clamping: origin + (part + (part < 0 ? -opaque : opaque) / 2) / opaque)
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

  func row16(_ plane: Int, _ y: Int) -> UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(base(plane) + y * stride(plane)).assumingMemoryBound(to: UInt16.self)
  }
}
