import Geometry
import Imaging

/// Writes YUV4MPEG2: a line of text, then each frame's planes.
final class Y4MSink: FrameSink {
  let format = PictureFormat.yuv420
  private let writer: any ByteWriter
  private let settings: FilmSettings
  private var hasHeader = false

  init(_ writer: any ByteWriter, _ settings: FilmSettings) {
    self.writer = writer
    self.settings = settings
  }

  func write(_ picture: Picture) throws {
    settings.check(picture, format)
    try writeHeader()
    try writer.write("FRAME\n")
    for plane in picture.planes { try writer.write(packed(plane)) }
  }

  func finish() throws {
    try writeHeader()
    try writer.finish()
  }

  func cancel() { writer.cancel() }

  private func writeHeader() throws {
    if hasHeader { return }
    let rate = settings.framesPerSecond
    try writer.write(
      "YUV4MPEG2 W\(settings.size.width) H\(settings.size.height) F\(rate.numerator):\(rate.denominator) Ip A1:1 "
        + "C420mpeg2 XYSCSS=420MPEG2 XCOLORRANGE=LIMITED\n")
    hasHeader = true
  }
}

extension ByteWriter {
  func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }
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

/// Writes a line for each frame: its number, a space, the hash of its visible samples. Lines that begin with # are remarks.
final class HashSink: FrameSink {
  let format = PictureFormat.yuv420
  private let writer: any ByteWriter
  private let settings: FilmSettings
  private var written = 0

  init(_ writer: any ByteWriter, _ settings: FilmSettings) {
    self.writer = writer
    self.settings = settings
  }

  func write(_ picture: Picture) throws {
    settings.check(picture, format)
    if written == 0 { try writer.write("# \(settings.size), 4:2:0, 8 bits: frame number, murmur3 of Y', Cb, Cr\n") }
    try writer.write("\(settings.firstFrame + written) \(frameHash(picture))\n")
    written += 1
  }

  func finish() throws { try writer.finish() }
  func cancel() { writer.cancel() }
}

/// Takes frames and does nothing with them.
final class NullSink: FrameSink {
  let format = PictureFormat.yuv420
  private let settings: FilmSettings

  init(_ settings: FilmSettings) { self.settings = settings }

  func write(_ picture: Picture) throws { settings.check(picture, format) }
  func finish() throws {}
  func cancel() {}
}
