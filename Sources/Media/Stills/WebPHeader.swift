internal import CFFmpeg

/// The chunks of a WebP file (RFC 9649, section 2), or nil if it is none.
func webPHeader(_ bytes: Bytes, _ path: String) throws -> StillParts? {
  guard bytes.reads("RIFF", at: 0), bytes.reads("WEBP", at: 8), let length = bytes.little32(4) else { return nil }
  guard length + 8 <= bytes.count else { throw endsEarly(path) }
  var parts = StillParts(codec: AV_CODEC_ID_WEBP)
  var at = 12
  while let length = bytes.little32(at + 4) {
    try readWebPChunk(bytes, at, length, &parts, path)
    at += 8 + length + length % 2
  }
  return parts
}

private func readWebPChunk(
  _ bytes: Bytes, _ at: Int, _ length: Int, _ parts: inout StillParts, _ path: String
) throws {
  let data = at + 8
  if bytes.reads("VP8X", at: at) {
    if let flags = bytes.byte(data), flags & 2 != 0 { throw isAnimatedWebP(path) }
  } else if bytes.reads("VP8 ", at: at) {
    parts.width = (bytes.little16(data + 6) ?? 0) & 0x3FFF
    parts.height = (bytes.little16(data + 8) ?? 0) & 0x3FFF
  } else if bytes.reads("ICCP", at: at) {
    parts.hasProfile = true
  } else if bytes.reads("ALPH", at: at) {
    parts.mayShowThrough = true
  } else if bytes.reads("VP8L", at: at) {
    parts.mayShowThrough = (bytes.little32(data + 1) ?? 0) >> 28 & 1 == 1
    let sides = bytes.little32(data + 1) ?? 0
    parts.width = (sides & 0x3FFF) + 1
    parts.height = (sides >> 14 & 0x3FFF) + 1
  } else if bytes.reads("EXIF", at: at) {
    let prefix = bytes.reads("Exif\0\0", at: data) ? 6 : 0
    parts.exif = exifOrientation(bytes.part(data + prefix, length - prefix))
  }
}

private func isAnimatedWebP(_ path: String) -> MediaError {
  MediaError(
    .unsupported,
    "\(path) is an animated WebP, which FFmpeg cannot read. Make a video or a PNG of it first, for example with "
      + "'magick IN.webp OUT.gif'.")
}
