import Imaging

/// Takes frames and does nothing with them.
final class NullSink: FrameSink {
  let format = PictureFormat.yuv420
  private let settings: FilmSettings

  init(_ settings: FilmSettings) { self.settings = settings }

  func write(_ picture: Picture) throws { settings.check(picture, format) }
  func finish() throws {}
  func cancel() {}
}
