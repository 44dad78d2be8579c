internal import CFFmpeg
import Geometry

/// What a format's own reader finds.
struct StillParts {
  var codec: AVCodecID
  var width = 0
  var height = 0
  var exif = 1
  var isAnimated = false
  var isPremultiplied = false
  /// What a PNG's cICP chunk says.
  var light: SourceLight?
  /// Whether it may have transparent parts.
  var mayShowThrough = false
  /// Whether a colour profile comes with it.
  var hasProfile = false

  func header(_ path: String) throws -> StillHeader {
    guard width > 0, height > 0 else {
      throw MediaError(.badInput, "\(path) is damaged: it says that it is \(width)x\(height) pixels. Make it again.")
    }
    try checkSide(width, height, path)
    return StillHeader(
      codec: codec, size: CanvasSize(width, height), orientation: Orientation(exif: exif),
      isPremultiplied: isPremultiplied, light: light, mayShowThrough: mayShowThrough,
      hasProfile: hasProfile)
  }
}
