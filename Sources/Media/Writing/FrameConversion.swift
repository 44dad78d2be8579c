internal import CFFmpeg
import Geometry
import Imaging

/// Finished pictures as an encoder takes them, where that is not as they are.
final class FrameConversion {
  private let size: CanvasSize
  private let pixels: AVPixelFormat
  private let scaler: Scaler

  /// Nil where there is nothing to convert.
  init?(_ size: CanvasSize, from format: PictureFormat, to pixels: AVPixelFormat) throws {
    guard format.pixelFormat != pixels else { return nil }
    let description = try made(av_pix_fmt_desc_get(pixels), "av_pix_fmt_desc_get").pointee
    self.size = size
    self.pixels = pixels
    let isRGB = description.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
    let side = Scaler.Side(
      size: size, format: pixels.rawValue, isFullRange: isRGB, chromaX: 0,
      chromaY: description.log2_chroma_h > 0 ? 128 : 0)
    scaler = try Scaler(from: format.side(size), to: side, .bt709)
  }

  func converted(_ frame: Frame) throws -> Frame {
    let converted = try Frame(size.width, size.height, pixels)
    try check(av_frame_copy_props(converted.pointer, frame.pointer), "av_frame_copy_props")
    try scaler.convert(frame, into: converted)
    return converted
  }
}
