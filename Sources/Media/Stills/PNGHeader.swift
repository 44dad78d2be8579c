internal import CFFmpeg

/// The chunks of a PNG file up to its end (PNG specification, third edition, section 5), or nil if it is none.
func pngHeader(_ bytes: Bytes, _ path: String) throws -> StillParts? {
  guard bytes.reads("PNG\r\n", at: 1), bytes.byte(0) == 0x89 else { return nil }
  var parts = StillParts(codec: AV_CODEC_ID_PNG)
  var at = 8
  while let length = bytes.big32(at) {
    if bytes.reads("IHDR", at: at + 4) {
      parts.width = bytes.big32(at + 8) ?? 0
      parts.height = bytes.big32(at + 12) ?? 0
      parts.mayShowThrough = (bytes.byte(at + 17) ?? 0) & 4 != 0
    }
    if bytes.reads("iCCP", at: at + 4) { parts.hasProfile = true }
    if bytes.reads("tRNS", at: at + 4) { parts.mayShowThrough = true }
    if bytes.reads("acTL", at: at + 4) { parts.isAnimated = true }
    if bytes.reads("eXIf", at: at + 4) { parts.exif = exifOrientation(bytes.part(at + 8, length)) }
    if bytes.reads("cICP", at: at + 4), let primaries = bytes.byte(at + 8), let transfer = bytes.byte(at + 9) {
      parts.light = SourceLight(primaries: primaries, transfer: transfer)
    }
    if bytes.reads("IEND", at: at + 4) { return parts }
    at += 12 + length
  }
  if parts.isAnimated { return parts }
  throw endsEarly(path)
}
