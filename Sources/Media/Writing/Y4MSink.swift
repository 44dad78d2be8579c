import Geometry
import Imaging

/// Writes YUV4MPEG2: a line of text, then each frame's planes.
final class Y4MSink: FrameSink {
  let format = PictureFormat.yuv420
  private let output: any Output
  private let settings: FilmSettings
  private var hasHeader = false

  init(_ output: any Output, _ settings: FilmSettings) {
    self.output = output
    self.settings = settings
  }

  func write(_ picture: Picture) throws {
    settings.check(picture, format)
    try writeHeader()
    try output.write("FRAME\n")
    for plane in picture.planes { try output.write(packed(plane)) }
  }

  func finish() throws {
    try writeHeader()
    try output.finish()
  }

  func cancel() { output.cancel() }

  private func writeHeader() throws {
    if hasHeader { return }
    let rate = settings.framesPerSecond
    try output.write(
      "YUV4MPEG2 W\(settings.size.width) H\(settings.size.height) F\(rate.numerator):\(rate.denominator) Ip A1:1 "
        + "C420mpeg2 XYSCSS=420MPEG2 XCOLORRANGE=LIMITED\n")
    hasHeader = true
  }
}

/// The visible bytes of a plane of 8 bits, row by row.
private func packed(_ plane: Plane) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: plane.width * plane.height) { buffer, count in
    for y in 0..<plane.height {
      (buffer.baseAddress! + y * plane.width).update(from: plane.row8(y), count: plane.width)
    }
    count = plane.width * plane.height
  }
}
