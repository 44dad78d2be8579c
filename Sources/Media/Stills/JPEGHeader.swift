internal import CFFmpeg

/// The segments of a JPEG file up to its end (ITU-T T.81, annex B), or nil if it is none.
func jpegHeader(_ bytes: Bytes, _ path: String) throws -> StillParts? {
  guard bytes.big16(0) == 0xFFD8, bytes.byte(2) == 0xFF else { return nil }
  var parts = StillParts(codec: AV_CODEC_ID_MJPEG)
  var at = 2
  while let marker = nextMarker(bytes, &at) {
    switch marker {
    case 0xD9: return parts
    case 0x01, 0xD0...0xD8: continue
    case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
      parts.height = bytes.big16(at + 3) ?? 0
      parts.width = bytes.big16(at + 5) ?? 0
      if bytes.byte(at + 7) == 4 { throw isCMYK(path) }
    case 0xE1 where bytes.reads("Exif\0\0", at: at + 2):
      parts.exif = exifOrientation(bytes.part(at + 8, (bytes.big16(at) ?? 8) - 8))
    case 0xE2 where bytes.reads("ICC_PROFILE\0", at: at + 2): parts.hasProfile = true
    default: break
    }
    at += max(2, bytes.big16(at) ?? 2)
  }
  throw endsEarly(path)
}

/// Steps to behind the next marker, over entropy-coded data if there is any: there 0xFF is followed by 0, or by a restart marker.
private func nextMarker(_ bytes: Bytes, _ at: inout Int) -> Int? {
  let all = bytes.all
  let end = all.endIndex
  var i = all.startIndex + at
  while i + 1 < end {
    let next = all[i + 1]
    if all[i] == 0xFF && next != 0 && next != 0xFF && !(0xD0...0xD7).contains(next) {
      at = i + 2 - all.startIndex
      return Int(next)
    }
    i += 1
  }
  return nil
}
