internal import CFFmpeg

/// What a decoded frame's samples mean: its pixel format, and what its tags say or, untagged, what people mean.
struct SourceColour: Hashable {
  let format: Int32
  let matrix: YCbCrMatrix
  let isFullRange: Bool
  /// Where chroma lies, in 1/256 of a luma pixel: 0 is on the first luma pixel of its block, 128 halfway to the second.
  let chromaX: Int32
  let chromaY: Int32
  let isRGB: Bool
  let isGrey: Bool
  let hasAlpha: Bool
  let bits: Int
  let chromaShiftX: Int32
  let chromaShiftY: Int32
  /// What its tags say of its light.
  let light: SourceLight

  /// Untagged stills are BT.601, as JPEG and WebP are; untagged clips BT.601 below 720 rows and BT.709 from there on.
  init(_ frame: Frame, isStill: Bool, path: String) throws {
    let av = frame.pointer.pointee
    let shape = try made(av_pix_fmt_desc_get(frame.pixelFormat), "av_pix_fmt_desc_get").pointee
    let untagged = isStill || av.height < 720 ? YCbCrMatrix.bt601 : .bt709
    format = av.format
    isRGB = shape.flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0
    isGrey = shape.nb_components <= 2
    hasAlpha = shape.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0
    bits = Int(shape.comp.0.depth)
    chromaShiftX = Int32(shape.log2_chroma_w)
    chromaShiftY = Int32(shape.log2_chroma_h)
    isFullRange = Self.isFullRange(av.color_range, shape, isGrey: isGrey)
    (chromaX, chromaY) = Self.siting(av.chroma_location, shape, isStill: isStill)
    guard let matrix = isRGB || isGrey ? .bt709 : YCbCrMatrix(av.colorspace, untagged: untagged) else {
      throw MediaError(
        .unsupported,
        "\(path) has the colour matrix \(String(cString: av_color_space_name(av.colorspace))), and takes are Y'CbCr of BT.601, "
          + "BT.709 or BT.2020. Convert it first: ffmpeg -i IN -vf scale=out_color_matrix=bt709 OUT.")
    }
    self.matrix = matrix
    light = SourceLight(av.color_trc, av.color_primaries)
  }

  private static func isFullRange(_ tag: AVColorRange, _ shape: AVPixFmtDescriptor, isGrey: Bool) -> Bool {
    if tag != AVCOL_RANGE_UNSPECIFIED { return tag == AVCOL_RANGE_JPEG }
    return isGrey || String(cString: shape.name).hasPrefix("yuvj")
  }

  private static func siting(
    _ tag: AVChromaLocation, _ shape: AVPixFmtDescriptor, isStill: Bool
  ) -> (Int32, Int32) {
    let centreX = (Int32(1) << Int32(shape.log2_chroma_w) - 1) * 128
    let centreY = (Int32(1) << Int32(shape.log2_chroma_h) - 1) * 128
    return switch tag {
    case AVCHROMA_LOC_CENTER: (centreX, centreY)
    case AVCHROMA_LOC_TOPLEFT: (0, 0)
    case AVCHROMA_LOC_TOP: (centreX, 0)
    case AVCHROMA_LOC_BOTTOMLEFT: (0, 2 * centreY)
    case AVCHROMA_LOC_BOTTOM: (centreX, 2 * centreY)
    case AVCHROMA_LOC_LEFT: (0, centreY)
    default: (isStill ? centreX : 0, centreY)
    }
  }

  /// Whether the samples already are what a picture of the render path holds, but for depth and range and 4:x:x.
  var isPlainBT709: Bool {
    let isSitedLeft = chromaShiftY == 0 ? chromaX == 0 : chromaX == 0 && chromaY == 128 && chromaShiftY == 1
    return !isRGB && !isGrey && !hasAlpha && matrix == .bt709 && isSitedLeft && chromaShiftX <= 1
  }
}
