internal import CFFmpeg
import Geometry

/// What the bytes of a PNG, JPEG, TIFF or WebP file say before anything is decoded.
struct StillHeader {
  var codec: AVCodecID
  /// As stored; upright is `orientation.upright(size)`.
  var size: CanvasSize
  var orientation = Orientation.upright
  var isPremultiplied = false
  /// What the header says of the light that colours are; nil: nothing.
  var light: SourceLight?
  /// Whether it may have transparent parts.
  var mayShowThrough = false
  /// Whether a colour profile comes with it.
  var hasProfile = false

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
