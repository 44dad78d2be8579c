import Imaging

/// Writes the one frame of a film as PNG.
final class PNGSink: FrameSink {
  let format = PictureFormat.yuv444
  private let path: String
  private let settings: FilmSettings
  private var picture: Picture?

  init(_ path: String, _ settings: FilmSettings) {
    self.path = path
    self.settings = settings
  }

  func write(_ picture: Picture) throws {
    settings.check(picture, format)
    precondition(self.picture == nil, "a single PNG takes one frame")
    self.picture = picture
  }

  func finish() throws {
    if let picture { try writePNG(picture, to: path) }
    picture = nil
  }

  func cancel() { picture = nil }
}
