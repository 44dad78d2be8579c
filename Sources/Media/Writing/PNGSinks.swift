import Geometry
import Glibc
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

/// A file name with a place for a number: %d, or %05d for five digits with zeros.
struct NumberPattern {
  private let before: String
  private let after: String
  private let digits: Int

  init(_ pattern: String) throws {
    let spot = pattern.firstRange(of: #/%(?:0([1-9]))?d/#)
    let digits = pattern.firstMatch(of: #/%(?:0([1-9]))?d/#)?.1.flatMap { Int($0) } ?? 0
    guard let spot, !pattern[spot.upperBound...].contains("%"), !pattern[..<spot.lowerBound].contains("%"),
      !pattern[spot.upperBound...].contains("/")
    else {
      throw MediaError(
        .wish,
        "\(pattern) does not say where the frame's number goes. Write one %05d in the file's name: frames/%05d.png.")
    }
    before = String(pattern[..<spot.lowerBound])
    after = String(pattern[spot.upperBound...])
    self.digits = digits
  }

  func name(_ number: Int) -> String {
    let text = String(number)
    return before + String(repeating: "0", count: max(0, digits - text.count)) + text + after
  }
}

/// Makes the folder that a file is to be in, and the folders around it.
func makeFolder(for path: String) throws {
  let names = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  for count in 1..<names.count + 1 {
    let folder = names.prefix(count).joined(separator: "/")
    if folder.isEmpty || mkdir(folder, 0o777) == 0 || errno == EEXIST || errno == EISDIR { continue }
    throw MediaError(.io, "The folder \(folder) cannot be made: \(String(cString: strerror(errno))).")
  }
}
