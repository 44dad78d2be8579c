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
  /// What a still's header says of its light; nil: its frame's tags do.
  private let told: SourceLight?
  /// Of a clip's first frame: later ones of another form are cut to it.
  private let shape: FrameShape?
  private var scalers: [Key: Scaler] = [:]
  private var lights: [LightKey: LightChange] = [:]

  private struct Key: Hashable {
    let from: Scaler.Side
    let to: Scaler.Side
    let matrix: YCbCrMatrix
  }

  private struct LightKey: Hashable {
    let light: SourceLight
    let matrix: YCbCrMatrix
  }

  /// The size is the upright picture's.
  init(
    path: String, isStill: Bool, size: CanvasSize, format: PictureFormat, orientation: Orientation,
    isPremultiplied: Bool = false, light: SourceLight? = nil, shape: FrameShape? = nil
  ) {
    self.path = path
    self.isStill = isStill
    self.size = size
    self.format = format
    self.orientation = orientation
    self.isPremultiplied = isPremultiplied
    told = light
    self.shape = shape
  }

  func picture(from frame: Frame) throws -> Picture {
    let colour = try SourceColour(frame, isStill: isStill, path: path)
    let light = lightChange(frame, colour)
    let isUsual = shape.map { FrameShape(frame, after: $0).isLike($0) } ?? true
    guard orientation == .upright, isUsual, CanvasSize(frame.width, frame.height) == size, colour.isPlainBT709,
      !(colour.isFullRange && colour.bits > 8), light == nil
    else {
      return try pictureByWay444(frame, colour, light)
    }
    let picture = Picture(size, format, cleared: false)
    if colour.format == format.pixelFormat.rawValue && !colour.isFullRange {
      copy(frame, to: picture)
    } else {
      try scaler(side(frame, colour), format.side(size), colour.matrix).convert(frame, into: Frame(picture))
    }
    return picture
  }

  /// Nil where the samples need no change but of their matrix. Of a still, a PNG's cICP wins over its
  /// profile, and that over its tags, as in browsers.
  private func lightChange(_ frame: Frame, _ colour: SourceColour) -> LightChange? {
    if told == nil, isStill, let profile = frame.profile {
      if profile.isSRGB { return nil }
      if let change = profile.change { return LightChange(colour.matrix, change.curve, primaries: change.primaries) }
    }
    let light = told ?? colour.light
    guard !light.isUsual else { return nil }
    let key = LightKey(light: light, matrix: colour.matrix)
    if let known = lights[key] { return known }
    let change = light.change(from: colour.matrix)
    lights[key] = change
    return change
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
  private func pictureByWay444(_ frame: Frame, _ colour: SourceColour, _ light: LightChange?) throws -> Picture {
    var full = try full444(frame, colour)
    if let light {
      for y in 0..<full.height { light.apply(full.row16(0, y), full.row16(1, y), full.row16(2, y), count: full.width) }
    } else if colour.matrix != .bt709 {
      changeMatrix(full, from: colour.matrix)
    }
    full = try scaled(cut(full, from: frame), to: orientation.stored(size))
    full = try turned(full)
    return finished(full, dither: colour.bits > 8 || light != nil && !isStill)
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
    if colour.hasAlpha, let alpha = try Alpha(frame) { alpha.fill(full, isPremultiplied: isPremultiplied) }
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

  /// The middle of a frame whose form is not the first one's: what lies beyond is left out, and nothing is stretched.
  private func cut(_ full: Frame, from frame: Frame) throws -> Frame {
    guard let shape, case let own = FrameShape(frame, after: shape), !own.isLike(shape) else { return full }
    let part = own.part(like: shape)
    guard part.size != CanvasSize(full.width, full.height) else { return full }
    let middle = try Frame(part.size.width, part.size.height, AV_PIX_FMT_YUV444P16LE)
    for plane in 0..<3 {
      for y in 0..<part.size.height {
        middle.row16(plane, y).update(from: full.row16(plane, part.y + y) + part.x, count: part.size.width)
      }
    }
    return middle
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
