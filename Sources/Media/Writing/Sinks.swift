import Geometry

/// Where films can go.
package enum Sinks {
  /// A sink by the destination's name:
  ///
  ///     film.mp4, film.mov   H.264, with the song
  ///     frames/%05d.png      a sequence of PNG, by frame number; its folder is made
  ///     frame.png            the one frame of a film
  ///     film.y4m, -          YUV4MPEG2, into a file or to stdout
  ///     film.hashes          a line per frame: its number and the hash of its samples
  ///     null                 nothing at all
  ///
  /// The codec is nil or "h264", for MP4 and MOV. Files appear under their names only when complete.
  package static func open(
    _ destination: String, _ settings: FilmSettings, codec: String? = nil
  ) throws -> any FrameSink {
    if let codec { try checkCodec(codec, destination) }
    switch fileExtension(destination) {
    case "mp4", "mov", "m4v": return try FilmSink(destination, settings)
    case "png": return try openPNG(destination, settings)
    case "y4m": return Y4MSink(try PartFile(destination), settings)
    case "hashes": return HashSink(try PartFile(destination), settings)
    default: break
    }
    switch destination {
    case "-": return Y4MSink(StandardOutput(), settings)
    case "null": return NullSink(settings)
    default: throw unknown(destination)
    }
  }

  /// What follows the last dot of the last name, in lower case; "" if nothing does.
  private static func fileExtension(_ destination: String) -> String {
    let name = destination.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private static func openPNG(_ destination: String, _ settings: FilmSettings) throws -> any FrameSink {
    if destination.contains("%") { return try PNGSequenceSink(destination, settings) }
    guard settings.frameCount == 1 else {
      throw MediaError(
        .wish,
        "\(destination) holds one frame, and the film has \(settings.frameCount). Give a pattern, such as frames/%05d.png."
      )
    }
    return PNGSink(destination, settings)
  }

  private static func checkCodec(_ codec: String, _ destination: String) throws {
    guard ["mp4", "mov", "m4v"].contains(fileExtension(destination)) else {
      throw MediaError(
        .wish,
        "\(destination) has no choice of codec (\(codec) was given). Leave the codec out, or write to .mp4 or .mov.")
    }
    guard codec == "h264" else {
      throw MediaError(.wish, "The codec \(codec) is not known. Films are encoded with h264.")
    }
  }

  private static func unknown(_ destination: String) -> MediaError {
    MediaError(
      .wish,
      "\(destination) does not say what to write. Known are names that end in .mp4, .mov, .png (frames/%05d.png for a "
        + "sequence), .y4m or .hashes, - for Y4M to stdout, and null for nothing.")
  }
}
