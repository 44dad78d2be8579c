internal import CFFmpeg

/// The first directory of a TIFF file (TIFF 6.0, section 2), or nil if it is none.
func tiffHeader(_ bytes: Bytes, _ path: String) throws -> StillParts? {
  guard bytes.reads("II*\0", at: 0) || bytes.reads("MM\0*", at: 0) else { return nil }
  guard let directory = TIFFDirectory(bytes) else { throw endsEarly(path) }
  if directory.values(262).first == 5 { throw isCMYK(path) }
  if let coding = unreadCoding(directory) {
    throw MediaError(
      .unsupported,
      "\(path) is a TIFF with \(coding) inside, which FFmpeg does not decode. Convert it first, for example with "
        + "'magick IN -depth 16 -colorspace sRGB OUT.png'.")
  }
  // Strips (273, 279) or tiles (324, 325): where they are and how many bytes they have.
  let ends = zip(directory.values(273) + directory.values(324), directory.values(279) + directory.values(325)).map(+)
  guard ends.allSatisfy({ $0 <= bytes.count }) else { throw endsEarly(path) }
  var parts = StillParts(
    codec: AV_CODEC_ID_TIFF, width: directory.values(256).first ?? 0, height: directory.values(257).first ?? 0,
    exif: directory.values(274).first ?? 1, isPremultiplied: directory.values(338).first == 1)
  parts.mayShowThrough = directory.values(338).contains { $0 == 1 || $0 == 2 }
  parts.hasProfile = !directory.values(34675).isEmpty || directory.has(34675)
  return parts
}

/// What FFmpeg would take for other samples, or leave black (TIFF 6.0, sections 19, 22 and 23). A DNG (50706) has its own ways.
private func unreadCoding(_ directory: TIFFDirectory) -> String? {
  guard directory.values(50706).isEmpty else { return nil }
  if [6, 7].contains(directory.values(259).first) { return "JPEG" }
  if [8, 9, 10].contains(directory.values(262).first) { return "L*a*b* colours" }
  return directory.values(339).contains(3) ? "floating-point samples" : nil
}

/// EXIF's orientation, 1 ... 8, from its TIFF structure; 1 if there is none.
func exifOrientation(_ exif: Bytes) -> Int { TIFFDirectory(exif)?.values(274).first ?? 1 }
