internal import CFFmpeg
import Geometry

/// What the bytes of a PNG, JPEG, TIFF or WebP file say before anything is decoded.
struct StillHeader {
  var codec: AVCodecID
  /// As stored; upright is `orientation.upright(size)`.
  var size: CanvasSize
  var orientation = Orientation.upright
  var isPremultiplied = false

  /// Nil if the file is none of the four, or an animated PNG: then it is a matter for the clip reader.
  static func read(_ file: InputFile) throws -> StillHeader? {
    guard isCandidate(Bytes(try file.start(16))) else { return nil }
    return try read(file.all(), file.path)
  }

  static func read(_ bytes: [UInt8], _ path: String) throws -> StillHeader? {
    let bytes = Bytes(bytes)
    guard
      let parts = try pngHeader(bytes, path) ?? jpegHeader(bytes, path) ?? webPHeader(bytes, path)
        ?? tiffHeader(bytes, path)
    else { return nil }
    return parts.isAnimated ? nil : try parts.header(path)
  }

  /// Whether the first bytes are one of the four's.
  private static func isCandidate(_ start: Bytes) -> Bool {
    start.reads("PNG\r\n", at: 1) || start.big16(0) == 0xFFD8 || start.reads("WEBP", at: 8)
      || start.reads("II*\0", at: 0) || start.reads("MM\0*", at: 0)
  }
}

/// What a format's own reader finds.
struct StillParts {
  var codec: AVCodecID
  var width = 0
  var height = 0
  var exif = 1
  var isAnimated = false
  var isPremultiplied = false

  func header(_ path: String) throws -> StillHeader {
    guard width > 0, height > 0 else {
      throw MediaError(.badInput, "\(path) is damaged: it says that it is \(width)x\(height) pixels. Make it again.")
    }
    try checkSide(width, height, path)
    return StillHeader(
      codec: codec, size: CanvasSize(width, height), orientation: Orientation(exif: exif),
      isPremultiplied: isPremultiplied)
  }
}

/// Takes are at most 16384 pixels wide and high.
func checkSide(_ width: Int, _ height: Int, _ path: String) throws {
  guard max(width, height) > 16384 else { return }
  throw MediaError(
    .unsupported,
    "\(path) is \(width)x\(height) pixels, and a take has at most 16384 on a side. Make it smaller first.")
}

func endsEarly(_ path: String) -> MediaError {
  MediaError(.badInput, "\(path) ends early: the rest of the picture is missing. Copy or make it again.")
}

func isCMYK(_ path: String) -> MediaError {
  MediaError(
    .unsupported,
    "\(path) is CMYK, made for print, and takes are RGB. Convert it to sRGB first, for example with "
      + "'magick IN -colorspace sRGB OUT.png'.")
}
