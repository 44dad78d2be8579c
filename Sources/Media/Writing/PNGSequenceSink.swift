import Geometry
import Glibc
import Imaging

/// Writes each frame as a PNG of its own, named by its number. Frames that are written stay when the film is given up: each is
/// complete, and a later run may go on from there.
final class PNGSequenceSink: FrameSink {
  let format = PictureFormat.yuv444
  private let pattern: NumberPattern
  private let settings: FilmSettings
  private var written = 0

  init(_ pattern: String, _ settings: FilmSettings) throws {
    self.pattern = try NumberPattern(pattern)
    self.settings = settings
    try makeFolder(for: pattern)
  }

  func write(_ picture: Picture) throws {
    settings.check(picture, format)
    try writePNG(picture, to: pattern.name(settings.firstFrame + written))
    written += 1
  }

  func finish() throws {}
  func cancel() {}
}

/// Makes the folder that a file is to be in, and the folders around it.
private func makeFolder(for path: String) throws {
  let names = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  for count in 1..<names.count + 1 {
    let folder = names.prefix(count).joined(separator: "/")
    if folder.isEmpty || PathBytes.withCString(folder, { mkdir($0, 0o777) }) == 0 || errno == EEXIST || errno == EISDIR
    {
      continue
    }
    throw MediaError(.io, "The folder \(folder) cannot be made: \(String(cString: strerror(errno))).")
  }
}
