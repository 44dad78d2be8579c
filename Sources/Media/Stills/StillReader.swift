internal import CFFmpeg
import Geometry
import Imaging

/// Reads a still: upright, in full size, what shows through filled from around it.
///
/// PNG, JPEG, TIFF and WebP are decoded from their bytes; anything else with one picture in it by way of its container.
/// Resolution tags of stills (pixel density, pixel aspect) are ignored, as browsers do.
package func readStill(_ path: String, _ format: PictureFormat) throws -> Picture {
  LastLogLine.listen()
  let file = try InputFile(path)
  guard let header = try StillHeader.read(file) else {
    return try ClipReader(path: path, facts: Take.facts(of: path), format: format).picture(at: 0)
  }
  let frame = try decodedStill(file.all(), header, path)
  return try Conversion(
    path: path, isStill: true, size: header.orientation.upright(header.size), format: format,
    orientation: header.orientation, isPremultiplied: header.isPremultiplied, light: header.light
  ).picture(from: frame)
}

/// Whether a still may have transparent parts, or a colour profile, by its header. Throws `MediaError` when the file cannot be read.
package func needsLook(_ path: String) throws -> Bool {
  try StillHeader.read(InputFile(path)).map { $0.mayShowThrough || $0.hasProfile } ?? false
}

/// Nil where a still has no transparent parts, and no profile that is not read. Throws `MediaError` when the file cannot be read.
package func readOpening(_ path: String) throws -> StillOpening? {
  LastLogLine.listen()
  let file = try InputFile(path)
  guard let header = try StillHeader.read(file), header.mayShowThrough || header.hasProfile else { return nil }
  let frame = try decodedStill(file.all(), header, path)
  let isUnread = header.hasProfile && frame.profile?.change == nil
  guard let alpha = try alpha(of: frame, header) else {
    return isUnread ? StillOpening(missing: 0, isProfileUnread: true) : nil
  }
  return AlphaRegions(alpha).opening(isProfileUnread: isUnread)
}

/// How much a still shows of itself, its hole aside, as plane 1, and how much is seen through its hole, as plane 2: 0 … 65535, upright, in full
/// size. Plane 0 is empty. Nil where it is opaque throughout. Throws `MediaError` when the file cannot be read.
package func readAlpha(_ path: String) throws -> Picture? {
  LastLogLine.listen()
  let file = try InputFile(path)
  guard let header = try StillHeader.read(file), header.mayShowThrough else { return nil }
  guard let alpha = try alpha(of: decodedStill(file.all(), header, path), header) else { return nil }
  let regions = AlphaRegions(alpha)
  let picture = Picture(CanvasSize(alpha.width, alpha.height), PictureFormat(.full, bits: 16))
  for y in 0..<alpha.height {
    let (own, hole) = (picture.planes[1].row16(y), picture.planes[2].row16(y))
    for x in 0..<alpha.width { (own[x], hole[x]) = regions.levels(x, y) }
  }
  return picture
}

/// Of the upright picture; nil where it is opaque.
private func alpha(of frame: Frame, _ header: StillHeader) throws -> Alpha? {
  let shape = try made(av_pix_fmt_desc_get(frame.pixelFormat), "av_pix_fmt_desc_get").pointee
  let hasAlpha = shape.flags & UInt64(AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_ALPHA) != 0
  guard hasAlpha, CanvasSize(frame.width, frame.height) == header.size else { return nil }
  return try Alpha(frame)?.turned(header.orientation)
}

/// Parts that the picture does not need are left out where they keep it from being decoded.
private func decodedStill(_ bytes: [UInt8], _ header: StillHeader, _ path: String) throws -> Frame {
  do {
    return try decoded(bytes, header, path)
  } catch let error as MediaError {
    guard let bare = essentialParts(bytes, header.codec), bare.count < bytes.count else { throw error }
    do { return try decoded(bare, header, path) } catch { throw error }
  }
}

private func decoded(_ bytes: [UInt8], _ header: StillHeader, _ path: String) throws -> Frame {
  let decoder = try Decoder.still(header.codec, path)
  let frame = try Frame()
  let isSent = try decoder.send(Packet(bytes))
  _ = try isSent && decoder.send(nil)
  guard try isSent && decoder.receive(into: frame) else {
    throw MediaError.reading(path, everzoomErrorInvalidData)
  }
  return frame
}
