import Geometry
import Imaging

/// Writes a line for each frame: its number, a space, the hash of its visible samples. Lines that begin with # are remarks.
final class HashSink: FrameSink {
  let format = PictureFormat.yuv420
  private let output: any Output
  private let settings: FilmSettings
  private var written = 0

  init(_ output: any Output, _ settings: FilmSettings) {
    self.output = output
    self.settings = settings
  }

  func write(_ picture: Picture) throws {
    settings.check(picture, format)
    if written == 0 { try output.write("# \(settings.size), 4:2:0, 8 bits: frame number, murmur3 of Y', Cb, Cr\n") }
    try output.write("\(settings.firstFrame + written) \(frameHash(picture))\n")
    written += 1
  }

  func finish() throws { try output.finish() }
  func cancel() { output.cancel() }
}
