internal import CFFmpeg

/// A PNG or JPEG file without the parts that tell of the picture and do not make it: text, times, metadata, profiles. Nil for others.
func essentialParts(_ all: [UInt8], _ codec: AVCodecID) -> [UInt8]? {
  switch codec {
  case AV_CODEC_ID_PNG: pngParts(all)
  case AV_CODEC_ID_MJPEG: jpegParts(all)
  default: nil
  }
}

/// Critical chunks begin with a capital (PNG specification, third edition, 5.4); transparency is kept as well.
private func pngParts(_ all: [UInt8]) -> [UInt8] {
  let bytes = Bytes(all)
  var parts = Array(all.prefix(8))
  var at = 8
  while let length = bytes.big32(at), let first = bytes.byte(at + 4), at + 12 + length <= all.count {
    if first & 32 == 0 || bytes.reads("tRNS", at: at + 4) { parts += all[at..<at + 12 + length] }
    at += 12 + length
  }
  return parts
}

/// All segments before the picture's own but APP1 … APP13, APP15 and comments (ITU-T T.81, table B.1); Adobe's APP14 says what the colours are.
private func jpegParts(_ all: [UInt8]) -> [UInt8]? {
  let bytes = Bytes(all)
  var parts = Array(all.prefix(2))
  var at = 2
  while bytes.byte(at) == 0xFF, let marker = bytes.byte(at + 1), let length = bytes.big16(at + 2) {
    if marker == 0xDA { return parts + all[at...] }
    let end = at + 2 + length
    guard end <= all.count else { return nil }
    if ![0xE1...0xED, 0xEF...0xEF, 0xFE...0xFE].contains(where: { $0.contains(marker) }) { parts += all[at..<end] }
    at = end
  }
  return nil
}
