internal import CFFmpeg

/// The first directory of a TIFF file (TIFF 6.0, section 2), or nil if it is none.
func tiffHeader(_ bytes: Bytes, _ path: String) throws -> StillParts? {
  guard bytes.reads("II*\0", at: 0) || bytes.reads("MM\0*", at: 0) else { return nil }
  guard let directory = TIFFDirectory(bytes) else { throw endsEarly(path) }
  if directory.values(262).first == 5 { throw isCMYK(path) }
  // Strips (273, 279) or tiles (324, 325): where they are and how many bytes they have.
  let ends = zip(directory.values(273) + directory.values(324), directory.values(279) + directory.values(325)).map(+)
  guard ends.allSatisfy({ $0 <= bytes.count }) else { throw endsEarly(path) }
  return StillParts(
    codec: AV_CODEC_ID_TIFF, width: directory.values(256).first ?? 0, height: directory.values(257).first ?? 0,
    exif: directory.values(274).first ?? 1, isPremultiplied: directory.values(338).first == 1)
}

/// EXIF's orientation, 1 ... 8, from its TIFF structure; 1 if there is none.
func exifOrientation(_ exif: Bytes) -> Int { TIFFDirectory(exif)?.values(274).first ?? 1 }

/// The first directory of a TIFF structure: whole numbers by tag.
struct TIFFDirectory {
  private let bytes: Bytes
  private let isBigEndian: Bool
  private let start: Int
  private let count: Int

  init?(_ bytes: Bytes) {
    self.bytes = bytes
    isBigEndian = bytes.reads("MM", at: 0)
    guard isBigEndian || bytes.reads("II", at: 0),
      let start = bytes.number(4, width: 4, isBigEndian: isBigEndian),
      let count = bytes.number(start, width: 2, isBigEndian: isBigEndian)
    else { return nil }
    self.start = start + 2
    self.count = count
  }

  /// All values of a tag of type byte, short or long; none if it is missing or cut off.
  func values(_ tag: Int) -> [Int] {
    guard let entry = (0..<count).map({ start + 12 * $0 }).first(where: { number($0, 2) == tag }),
      let type = number(entry + 2, 2), let length = number(entry + 4, 4),
      let width = [1: 1, 3: 2, 4: 4][type], length <= bytes.count / width
    else { return [] }
    let at = length * width <= 4 ? entry + 8 : number(entry + 8, 4) ?? bytes.count
    return (0..<length).compactMap { number(at + $0 * width, width) }
  }

  private func number(_ at: Int, _ width: Int) -> Int? { bytes.number(at, width: width, isBigEndian: isBigEndian) }
}
