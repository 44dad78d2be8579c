import Geometry
import Glibc

/// Where films can go.
package enum Sinks {
  /// A sink by the destination's name (`FilmKind`). Files appear under their names only when complete.
  package static func open(_ destination: String, _ settings: FilmSettings) throws -> any FrameSink {
    switch FilmKind(destination) {
    case .encoded(let container): return try FilmSink(destination, container, settings)
    case .pictures: return try PNGSequenceSink(destination, settings)
    case .picture: return try openPicture(destination, settings)
    case .y4m: return Y4MSink(try PartFile(destination), settings)
    case .stream: return Y4MSink(StandardOutput(), settings)
    case .hashes: return HashSink(try PartFile(destination), settings)
    case .nothing: return NullSink(settings)
    case nil: throw unknown(destination)
    }
  }

  /// What can be told of a destination before anything is measured or drawn: that its kind is known, that its codec takes the size, and that
  /// its folder is there.
  package static func check(_ destination: String, _ encoding: Encoding, _ size: CanvasSize?) throws {
    guard let kind = FilmKind(destination) else { throw unknown(destination) }
    if let container = kind.container {
      try encoding.codec.check(container, destination)
      if let size { try encoding.codec.check(size, encoding.chroma, destination) }
    }
    guard ![.stream, .nothing].contains(kind) else { return }
    let folder = destination.lastIndex(of: "/").map { String(destination[...$0]) } ?? "."
    // A sequence makes its folder.
    guard kind != .pictures || PathBytes.exists(folder) else { return }
    guard PathBytes.withCString(folder, { access($0, W_OK | X_OK) }) == 0 else {
      throw Part.failure(destination, errno)
    }
  }

  private static func openPicture(_ destination: String, _ settings: FilmSettings) throws -> any FrameSink {
    guard settings.frameCount == 1 else {
      let frames = settings.frameCount.map { "\($0)" } ?? "as many as come"
      throw MediaError(
        .wish,
        "\(destination) holds one frame, and the film has \(frames). Give a pattern, such as frames/%05d.png.")
    }
    return PNGSink(destination, settings)
  }

  private static func unknown(_ destination: String) -> MediaError {
    let films = Container.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
    return MediaError(
      .wish,
      "\(destination) does not say what to write. Known are names that end in \(films), .png (frames/%05d.png for a "
        + "sequence), .y4m or .hashes, - for Y4M to stdout, and null for nothing.")
  }
}
