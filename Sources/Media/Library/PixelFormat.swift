internal import CFFmpeg
import Geometry
import Imaging

extension PictureFormat {
  var pixelFormat: AVPixelFormat {
    switch (chroma, bits) {
    case (.half, 8): AV_PIX_FMT_YUV420P
    case (.half, _): AV_PIX_FMT_YUV420P16LE
    case (.full, 8): AV_PIX_FMT_YUV444P
    case (.full, _): AV_PIX_FMT_YUV444P16LE
    }
  }

  /// As one side of a conversion by swscale.
  func side(_ size: CanvasSize) -> Scaler.Side {
    Scaler.Side(size: size, format: pixelFormat.rawValue, chromaX: 0, chromaY: chroma == .half ? 128 : 0)
  }
}
