internal import CFFmpeg

/// The first directory of a TIFF file (TIFF 6.0, section 2), or nil if it is none.
func tiffHeader(_ bytes: Bytes, _ path: String) throws -> StillParts? {
  guard bytes.reads("II*\0", at: 0) || bytes.reads("MM\0*", at: 0) else { return nil }
  guard let directory = TIFFDirectory(bytes) else { throw endsEarly(path) }
  if directory.values(262).first == 5 { throw isCMYK(path) }
  // A DNG (50706) has its own ways.
  if let way = directory.values(259).first, way == 6 || way == 7, directory.values(50706).isEmpty {
    throw MediaError(
      .unsupported,
      "\(path) is a TIFF with JPEG inside, which FFmpeg does not decode. Convert it first, for example with "
        + "'magick IN OUT.png'.")
  }
  // Strips (273, 279) or tiles (324, 325): where they are and how many bytes they have.
  let ends = zip(directory.values(273) + directory.values(324), directory.values(279) + directory.values(325)).map(+)
  guard ends.allSatisfy({ $0 <= bytes.count }) else { throw endsEarly(path) }
  var parts = StillParts(
    codec: AV_CODEC_ID_TIFF, width: directory.values(256).first ?? 0, height: directory.values(257).first ?? 0,
    exif: directory.values(274).first ?? 1, isPremultiplied: directory.values(338).first == 1)
  parts.mayShowThrough = directory.values(338).contains { $0 == 1 || $0 == 2 }
  return parts
}

/// EXIF's orientation, 1 ... 8, from its TIFF structure; 1 if there is none.
func exifOrientation(_ exif: Bytes) -> Int { TIFFDirectory(exif)?.values(274).first ?? 1 }
