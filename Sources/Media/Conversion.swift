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
    guard orientation == .upright, CanvasSize(frame.width, frame.height) == size, colour.isPlainBT709 else {
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
    if colour.matrix != .bt709 && !colour.hasAlpha { changeMatrix(full, from: colour.matrix) }
    full = try scaled(full, to: orientation.stored(size))
    full = try turned(full)
    return finished(full, dither: colour.bits > 8)
  }

  /// 4:4:4, 16 bits, limited range, in the matrix that the source has (BT.709 if it is RGB or has alpha).
  private func full444(_ frame: Frame, _ colour: SourceColour) throws -> Frame {
    if colour.hasAlpha {
      let flat = try flattened(frame, colour)
      return try full444(flat, SourceColour(flat, isStill: isStill, path: path).withoutAlpha)
    }
    let stored = CanvasSize(frame.width, frame.height)
    let full = try Frame(stored.width, stored.height, AV_PIX_FMT_YUV444P16LE)
    try scaler(side(frame, colour), side444(stored), colour.matrix).convert(frame, into: full)
    return full
  }

  /// R′G′B′ over black.
  private func flattened(_ frame: Frame, _ colour: SourceColour) throws -> Frame {
    let stored = CanvasSize(frame.width, frame.height)
    let isDeep = colour.bits > 8
    let rgba = isDeep || !colour.isRGB ? AV_PIX_FMT_RGBA64LE : AV_PIX_FMT_RGBA
    let flat = try Frame(stored.width, stored.height, rgba)
    var to = Scaler.Side(size: stored, format: rgba.rawValue)
    to.isFullRange = true
    try scaler(side(frame, colour), to, colour.matrix).convert(frame, into: flat)
    if !isPremultiplied { flattenOverBlack(flat) }
    return flat
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

/// Multiplies R′G′B′ by alpha and makes it opaque; RGBA of 8 or 16 bits a sample.
private func flattenOverBlack(_ frame: Frame) {
  for y in 0..<frame.height {
    if frame.pixelFormat == AV_PIX_FMT_RGBA {
      flatten(frame.base(0) + y * frame.stride(0), count: frame.width, opaque: UInt8.max)
    } else {
      flatten(frame.row16(0, y), count: frame.width, opaque: UInt16.max)
    }
  }
}

private func flatten<Sample: FixedWidthInteger & UnsignedInteger>(
  _ pixels: UnsafeMutablePointer<Sample>, count: Int, opaque: Sample
) {
  let one = UInt64(opaque)
  for x in 0..<count where pixels[4 * x + 3] != opaque {
    let alpha = UInt64(pixels[4 * x + 3])
    for c in 4 * x..<4 * x + 3 { pixels[c] = Sample((UInt64(pixels[c]) * alpha + one / 2) / one) }
    pixels[4 * x + 3] = opaque
  }
}

extension Frame {
  func row16(_ plane: Int, _ y: Int) -> UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(base(plane) + y * stride(plane)).assumingMemoryBound(to: UInt16.self)
  }
}
