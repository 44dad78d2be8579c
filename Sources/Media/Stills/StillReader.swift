internal import CFFmpeg
import Geometry
import Imaging

/// Reads a still: upright, in full size, alpha flattened over black.
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

private func decodedStill(_ bytes: [UInt8], _ header: StillHeader, _ path: String) throws -> Frame {
  let decoder = try Decoder.still(header.codec, path)
  let frame = try Frame()
  let isSent = try decoder.send(Packet(bytes))
  _ = try isSent && decoder.send(nil)
  guard try isSent && decoder.receive(into: frame) else {
    throw MediaError.reading(path, everzoomErrorInvalidData)
  }
  return frame
}
